import { expect, test } from 'vitest';
import { pageHere, type SideMenu } from './side.ts';

const item = (href: string) => ({ href, label: href, count: 0 });
const menu: SideMenu = {
	first: [item('/desk')],
	groups: [
		{
			id: 'people',
			label: '',
			icon: 'people',
			isClosed: false,
			items: [item('/desk/people'), item('/desk/people/duplicates')]
		}
	],
	last: [item('/home')],
	nearest: []
};

test.each([
	['/desk', '/desk'],
	['/desk/people', '/desk/people'],
	['/desk/people/019f', '/desk/people'],
	['/desk/people/duplicates', '/desk/people/duplicates'],
	['/desk/peoples', undefined],
	['/desk/jump', undefined],
	['/home', '/home']
])('at %s the menu marks %s', (here, marked) => {
	expect(pageHere(menu, here)).toBe(marked);
});
