// Menus lie over the page. They close when one goes on elsewhere or touches outside, and with Escape.
const open = () => document.querySelectorAll<HTMLDetailsElement>('details:is(.menu, .more)[open]');

function closeOthers({ target }: Event): void {
	for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
}

document.addEventListener('click', closeOthers);
document.addEventListener('pointerdown', closeOthers); // a phone tells of no click on what cannot be pressed
document.addEventListener('focusin', closeOthers);
document.addEventListener('keydown', (event) => {
	if (event.key !== 'Escape') return;
	for (const menu of open()) {
		const hadFocus = menu.contains(document.activeElement);
		menu.open = false;
		if (hadFocus) menu.querySelector('summary')?.focus();
	}
});
