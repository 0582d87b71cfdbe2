import * as m from '#locales/messages.ts';

// Pictures open over the page, with their description, and go on to the others beside them. Without JavaScript, or in a
// tab of their own, they open as they are.
document.addEventListener('click', (event) => {
	const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-picture]');
	if (!link || event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
	event.preventDefault();
	const all = [
		...(link
			.closest('[data-gallery], ul:not([data-gallery] ul)')
			?.querySelectorAll<HTMLAnchorElement>('a[data-picture]') ?? [link])
	];
	show(all, all.indexOf(link));
});

function show(links: readonly HTMLAnchorElement[], first: number): void {
	let at = first;
	const dialog = Object.assign(document.createElement('dialog'), { className: 'picture' });
	const picture = document.createElement('img');
	const words = document.createElement('p');
	const row = Object.assign(document.createElement('div'), { className: 'row' });
	const go = (step: number) => {
		at = (at + step + links.length) % links.length;
		picture.src = links[at]!.href;
		picture.alt = words.textContent = links[at]!.querySelector('img')?.alt ?? '';
	};
	const close = button(m.picture_close(), () => dialog.close());
	if (links.length > 1)
		row.append(
			button(m.picture_previous(), () => go(-1)),
			button(m.picture_next(), () => go(1))
		);
	row.append(close);
	dialog.append(picture, words, row);
	dialog.setAttribute('aria-label', words.textContent ?? '');
	dialog.addEventListener('click', (event) => {
		if (event.target === dialog) dialog.close();
	});
	dialog.addEventListener('keydown', ({ key }) => {
		if (links.length > 1 && key === 'ArrowRight') go(1);
		if (links.length > 1 && key === 'ArrowLeft') go(-1);
	});
	swipe(
		dialog,
		(step) => links.length > 1 && go(step),
		() => dialog.close()
	);
	dialog.addEventListener('close', () => {
		dialog.remove();
		links[at]!.focus();
	});
	go(0);
	document.body.append(dialog);
	dialog.showModal();
	close.focus();
}

const farEnough = 50;

/** A finger to the side goes on to the next picture or back; downwards it closes. Two fingers look closer. */
function swipe(place: HTMLElement, go: (step: number) => void, close: () => void): void {
	let from: { x: number; y: number } | undefined;
	place.addEventListener('touchstart', ({ touches }) => {
		const [first] = touches;
		from = touches.length === 1 && first ? { x: first.clientX, y: first.clientY } : undefined;
	});
	place.addEventListener('touchend', ({ changedTouches: [last] }) => {
		if (!from || !last || (window.visualViewport?.scale ?? 1) > 1) return;
		const [aside, down] = [last.clientX - from.x, last.clientY - from.y];
		if (Math.abs(aside) > farEnough && Math.abs(aside) > Math.abs(down)) go(aside < 0 ? 1 : -1);
		else if (down > 2 * farEnough) close();
	});
}

function button(label: string, press: () => void): HTMLButtonElement {
	const made = Object.assign(document.createElement('button'), {
		type: 'button',
		className: 'button small',
		textContent: label
	});
	made.addEventListener('click', press);
	return made;
}
