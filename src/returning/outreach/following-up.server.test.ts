import { beforeEach, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { askedOf, decideOutreach, wroteByOwnMail } from './asked.server.ts';
import { followUp } from './following-up.server.ts';
import { askCaller } from './outreaches.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeEach(async () => {
	hikari = await foundHikari(own.owner);
	await inNetwork(hikari.network, (db) =>
		setConsents(db, hikari.network, hikari.nakamura.personId, ['network', 'former_manager'])
	);
});
const ask = () =>
	askCaller(hikari.hashimoto, {
		personId: hikari.nakamura.personId,
		callerId: hikari.mori.personId,
		brief: '近況をたずねてください',
		openingWords: 'お元気ですか'
	});
const asked = async () => (await askedOf(hikari.mori))[0]!.outreachId;

test('is brought to mind once where the caller says nothing, once where they agreed, and once where nobody answers', async () => {
	await ask();
	const id = await asked();
	const reminders = async () =>
		(
			await own.owner.query<{ about: string }>(
				`select about from notification where kind = 'outreach' and person_id = $1 order by happened_at`,
				[hikari.mori.personId]
			)
		).rows
			.slice(1)
			.map(({ about }) => about.slice(0, 12));
	const twoWeeksPass = async () => {
		await own.owner.query(`
			update outreach
			set asked_at = asked_at - interval '15 days',
				decided_at = decided_at - interval '15 days',
				sent_at = sent_at - interval '15 days'`);
		for (const _ of [1, 2]) {
			await own.owner.query('update notification set seen_at = now()');
			await followUp(hikari.network);
		}
	};
	await followUp(hikari.network);
	expect(await reminders()).toEqual([]);
	await twoWeeksPass();
	await decideOutreach(hikari.mori, id, true);
	await twoWeeksPass();
	await wroteByOwnMail(hikari.mori, id);
	await twoWeeksPass();
	expect(await reminders()).toEqual([
		'元の仲間への声掛けのお願',
		'お引き受けいただいた声掛',
		'声掛けにまだ返事がありま'
	]);
});
