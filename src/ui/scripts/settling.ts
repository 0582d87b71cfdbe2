// What the page of read reasons gains with JavaScript: every decision by keys.
const place = document.querySelector<HTMLFormElement>('[data-settling]');
const help = document.querySelector<HTMLDialogElement>('[data-keys-help]');
const keys = document.querySelector<HTMLButtonElement>('[data-keys]');
if (keys) {
	keys.hidden = false;
	keys.addEventListener('click', () => help?.showModal());
}

document.addEventListener('keydown', (event) => {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
	if (document.querySelector('dialog[open]') || isTyped(event)) return;
	if (isDone(event.key)) event.preventDefault();
});

// Who selects a sentence means its first reason, unless another one is chosen; and who chooses a reason means the sentence.
place?.addEventListener('change', ({ target }) => {
	if (!(target instanceof HTMLInputElement) || !target.checked) return;
	const group = target.closest('[data-group]');
	const pick = group?.querySelector<HTMLInputElement>('[data-pick]');
	if (!group || !pick) return;
	const reasons = [...group.querySelectorAll<HTMLInputElement>('.choice input')];
	if (reasons.includes(target)) pick.checked = true;
	const isOtherChosen = Boolean(group.querySelector('select')?.value);
	if (target === pick && !isOtherChosen && !reasons.some((reason) => reason.checked))
		reasons[0]!.checked = true;
});

/** Does what a key stands for, and says whether it stands for anything. */
function isDone(key: string): boolean {
	if (key === '?') help?.showModal();
	else if (key === 'u') document.querySelector<HTMLButtonElement>('[data-settling-undo]')?.click();
	else return place !== null && isDoneInGroup(place, key);
	return true;
}

function isDoneInGroup(form: HTMLFormElement, key: string): boolean {
	const groups = [...form.querySelectorAll<HTMLElement>('[data-group]')];
	const here = document.activeElement?.closest<HTMLElement>('[data-group]') ?? undefined;
	const step = { j: 1, k: -1 }[key];
	if (step)
		show(groups[Math.min(Math.max((here ? groups.indexOf(here) : -1) + step, 0), groups.length - 1)]);
	else if (!here) return false;
	else if (key === 'x') here.querySelector<HTMLInputElement>('[data-pick]')?.click();
	else if (/^[1-9]$/.test(key))
		here.querySelectorAll<HTMLInputElement>('.choice input')[Number(key) - 1]?.click();
	else if (key === 'Enter') here.querySelector<HTMLButtonElement>('[data-settle]')?.click();
	else return false;
	return true;
}

function show(group: HTMLElement | undefined): void {
	group?.focus();
	group?.scrollIntoView({ block: 'nearest' });
}

/** Is the key meant for the control that has the focus? A box to tick takes only the space bar. */
function isTyped({ target }: KeyboardEvent): boolean {
	if (!(target instanceof HTMLElement) || target.matches('[type=checkbox]')) return false;
	return target.matches('input, textarea, select, [contenteditable], button, summary, a');
}
