// Where a page holds several forms, sending one loses what was changed in another. Who does so is asked first.
import * as m from '#locales/messages.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

document.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	if (form.method !== 'post') return;
	const edited = [...document.querySelectorAll<HTMLFormElement>('form[data-edits]')].find(
		(other) => other !== form && fieldsOf(other).some(isChanged)
	);
	if (!edited || window.confirm(m.unsaved_elsewhere())) return;
	event.preventDefault();
	show(edited);
});

const fieldsOf = (form: HTMLFormElement) => [
	...form.querySelectorAll<Field>('input:not([type=hidden]), textarea, select')
];

/** Does a field hold anything else than the page came with? */
function isChanged(field: Field): boolean {
	if (field instanceof HTMLSelectElement) {
		const preset = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
		return field.selectedOptions[0] !== preset;
	}
	if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type))
		return field.checked !== field.defaultChecked;
	return field.value !== field.defaultValue;
}

function show(form: HTMLFormElement): void {
	for (let fold = form.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
		fold.open = true;
	fieldsOf(form).find(isChanged)?.focus();
}
