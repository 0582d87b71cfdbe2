// Forms in which people write. What is typed is kept while it is typed, in this browser and on the server. Pictures are
// uploaded at once, sending does not leave the page, and if the form allows it, an editor is loaded.
import { dressUp } from './composing.ts';

const dress = () => {
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-compose]:not([data-dressed])')) {
		form.dataset.dressed = '';
		dressUp(form);
	}
};
document.addEventListener('okaeri:replaced', dress);
dress();
