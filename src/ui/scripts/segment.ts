// What building a segment gains with JavaScript: its sentence and its people follow each choice.
import { replaceParts } from './parts.ts';

const form = document.querySelector<HTMLFormElement>('form[data-segment]');
if (form) follow(form);

function follow(conditions: HTMLFormElement): void {
	const name = () => document.querySelector<HTMLInputElement>('#segment-now [name=called]');
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let asked = 0;
	const ask = async () => {
		const mine = ++asked;
		const address = `?${new URLSearchParams(filled(new FormData(conditions)))}`;
		const answer = await fetch(address, { headers: { accept: 'text/html' } });
		if (!answer.ok || mine !== asked) return;
		const typed = name()?.value;
		replaceParts(await answer.text(), ['segment-now'], name()?.form ?? undefined);
		const field = name();
		if (field && typed !== undefined) field.value = typed;
		history.replaceState(history.state, '', address);
	};
	conditions.addEventListener('input', () => {
		clearTimeout(waiting);
		waiting = setTimeout(() => void ask(), 400);
	});
	conditions.querySelector<HTMLElement>('[data-segment-count]')!.hidden = true;
}

/** What was filled in; what is empty is no condition and stands in no address. */
function filled(data: FormData): [string, string][] {
	return [...data].flatMap(([key, value]) =>
		typeof value === 'string' && value !== '' ? [[key, value] as [string, string]] : []
	);
}
