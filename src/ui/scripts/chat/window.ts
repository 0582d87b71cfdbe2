/**
 * Keeps the conversation in the part of the window that can be seen: above a keyboard on the screen, which does not make
 * the page smaller everywhere, and above the rooms at the bottom of a phone, wherever those end.
 */
export function fitWindow(changed: () => void): void {
	const seen = window.visualViewport;
	const fit = () => {
		const { style } = document.documentElement;
		const hasKeyboard = seen !== null && window.innerHeight - seen.height > 120;
		if (hasKeyboard) style.setProperty('--seen', `${seen.height}px`);
		else style.removeProperty('--seen');
		const rooms = [...document.querySelectorAll('nav')].find(isAtBottom);
		if (rooms) style.setProperty('--below', hasKeyboard ? '0px' : `${rooms.offsetHeight}px`);
		else style.removeProperty('--below');
		if (hasKeyboard) window.scrollTo(0, 0);
		changed();
	};
	seen?.addEventListener('resize', fit);
	window.addEventListener('resize', fit);
	fit();
}

function isAtBottom(nav: HTMLElement): boolean {
	return (
		getComputedStyle(nav).position === 'fixed' &&
		nav.getBoundingClientRect().bottom >= window.innerHeight - 1
	);
}
