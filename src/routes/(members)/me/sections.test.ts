import { expect, test } from 'vitest';
import { triedForm, triedIn } from '#access/doors/form-state.ts';
import type { Role } from '#access/policy/policy.ts';
import { sectionOf, sectionsFor } from './sections.ts';

/** Pages to which a mail or a door leads, and which stand for themselves. */
const alone = ['/me', '/me/confirm', '/me/leaving'];

const pages = Object.keys(import.meta.glob('./**/+page.svelte')).map(
	(file) => `/me${file.slice(1, -'/+page.svelte'.length)}`
);

test('every page of one’s own belongs to one of the four parts, which an alumnus all sees', () => {
	expect(pages.length).toBeGreaterThan(15);
	for (const page of pages.filter((path) => !alone.includes(path)))
		expect(sectionOf(page), page).toBeDefined();
	for (const page of alone) expect(sectionOf(page), page).toBeUndefined();
	const shownTo = (...roles: Role[]) => sectionsFor({ roles }).map(({ href }) => href);
	expect(shownTo('alumnus')).toEqual(['/me/standing', '/me/profile', '/me/notifications', '/me/account']);
	expect(shownTo('employee')).toEqual(['/me/profile', '/me/notifications', '/me/account']);
});

test('a link in a mail that went out still finds its part', () => {
	const places = sectionsFor({ roles: ['alumnus'] }).flatMap(({ once }) => once);
	expect(places).toEqual(
		expect.arrayContaining(['standing', 'reasons', 'thought-of', 'reach', 'consents'])
	);
	expect(new Set(places).size).toBe(places.length);
});

test('what one form was refused is not said at another', () => {
	const refused = { values: { note: 'あ' }, problems: { note: 'too_long' } };
	const state = triedForm(refused, triedIn(new URL('https://okaeri.example/me/standing?/reasons')));
	expect(state('reasons')).toEqual(refused);
	expect(state('standing')).toEqual({ values: undefined, problems: undefined });
	expect(triedIn(new URL('https://okaeri.example/me/standing?saved=reasons'))).toBe('');
});
