// Writing: what one types is kept as one types, here and on the server; pictures go up at once; sending does not lose the page; and where the form allows it, an editor comes in.
import { dressUp } from './composing.ts';

const dress = () => {
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-compose]:not([data-dressed])')) {
		form.dataset.dressed = '';
		dressUp(form);
	}
};
document.addEventListener('okaeri:replaced', dress);
dress();
