// What the desk's pages gain with JavaScript: the menu stays as it was left, and Ctrl+K leads anywhere by its name.
import { startCharts } from './charts.ts';
import { startJump } from './jump.ts';
import './menus.ts';
import './unsaved.ts';
import './once.ts';

const isClosed = new Set(
	[...document.querySelectorAll<HTMLDetailsElement>('.wide [data-group]:not([open])')].map(
		(group) => group.dataset.group!
	)
);
const aYear = 365 * 86_400;

// Groups stand twice on the page, for wide and for narrow screens. Both are kept alike.
document.addEventListener(
	'toggle',
	({ target }) => {
		if (!(target instanceof HTMLDetailsElement) || !target.dataset.group) return;
		const { group } = target.dataset;
		if (target.open) isClosed.delete(group);
		else isClosed.add(group);
		for (const same of document.querySelectorAll<HTMLDetailsElement>(`[data-group="${group}"]`))
			same.open = target.open;
		document.cookie = `desk_menu=${[...isClosed].join('.')}; path=/desk; max-age=${aYear}; samesite=lax`;
	},
	true
);

const box = document.querySelector<HTMLElement>('[data-jump]');
if (box) startJump(box);
startCharts();
