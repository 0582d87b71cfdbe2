import type { IconName } from '#ui/elements/Icon.svelte';

/** A page in the menu. `count` is how much waits there. */
export type SideItem = { href: string; label: string; count: number };
export type SideGroup = { id: string; label: string; icon: IconName; isClosed: boolean; items: SideItem[] };
export type SideMenu = {
	first: SideItem[];
	groups: SideGroup[];
	last: SideItem[];
	/** What a phone shows at its bottom. */
	nearest: (SideItem & { icon: IconName })[];
};

/** Which of the menu's pages someone is on: the one with the longest address that theirs begins with. */
export function pageHere({ first, groups, last }: SideMenu, here: string): string | undefined {
	const all = [...first, ...groups.flatMap(({ items }) => items), ...last].map(({ href }) => href);
	return all
		.filter((href) => here === href || (href !== '/desk' && here.startsWith(`${href}/`)))
		.toSorted((a, b) => b.length - a.length)[0];
}
