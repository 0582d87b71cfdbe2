import type { Cookies } from '@sveltejs/kit';
import { beforeEach, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { chooseAtDoor, takeUpLanguage } from './door-language.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let count = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${count++}`);
});

/** What a browser remembers. */
function browser(): Cookies & { kept: Map<string, string> } {
	const kept = new Map<string, string>();
	const cookies = {
		kept,
		get: (name: string) => kept.get(name),
		set: (name: string, value: string) => void kept.set(name, value),
		delete: (name: string) => void kept.delete(name)
	};
	return cookies as unknown as Cookies & { kept: Map<string, string> };
}

async function ownLanguage(): Promise<string> {
	const { rows } = await own.owner.query<{ locale: string }>(
		'select locale from person where person_id = $1',
		[hikari.nakamura.personId]
	);
	return rows[0]!.locale;
}

test('who chose English at the door reads English inside, and for good', async () => {
	const cookies = browser();
	chooseAtDoor(cookies, 'en', true);
	const actor = await takeUpLanguage(hikari.nakamura, hikari.network, cookies);
	expect(actor.locale).toBe('en');
	expect(await ownLanguage()).toBe('en');
	expect(cookies.kept.size, 'the next person at this browser has chosen nothing').toBe(0);
});

test('who chose nothing keeps their own language', async () => {
	expect((await takeUpLanguage(hikari.nakamura, hikari.network, browser())).locale).toBe('ja');
	expect(await ownLanguage()).toBe('ja');
});

test('in a demo the choice stays with the browser, since its guests are shared', async () => {
	const cookies = browser();
	chooseAtDoor(cookies, 'en', true);
	const actor = await takeUpLanguage(hikari.nakamura, { ...hikari.network, isDemo: true }, cookies);
	expect(actor.locale).toBe('en');
	expect(await ownLanguage()).toBe('ja');
	expect(cookies.kept.size).toBe(1);
});
