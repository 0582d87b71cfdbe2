import { beforeEach, expect, test } from 'vitest';
import { readReasons } from '#people/departures/departures.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { askSecondTellings } from './asking.server.ts';
import { answerTelling, ownTellings, readTellings, tellingBy } from './second-tellings.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});

/** Makes it so long ago that 中村 left, in months and days. */
const leftAgo = (months: number, days = 0) =>
	own.owner.query(
		`update departure
		set left_on = (network_today() - make_interval(months => $2, days => $3))::date
		where person_id = $1`,
		[hikari.nakamura.personId, months, days]
	);
const links = async () =>
	(
		await own.owner.query<{ text: string }>(
			`select body_text as text from mail where kind = 'second_telling' and network_id = $1 order by mail_id`,
			[hikari.network.networkId]
		)
	).rows.map(({ text }) => /\/telling\/([\w-]+)/.exec(text)![1]!);
const ask = () => askSecondTellings(hikari.network);

test('three and six months after they left someone is asked again, and each answer stands beside what they stated', async () => {
	const { network, nakamura, hashimoto } = hikari;
	await leftAgo(3, 1);
	await ask();
	await ask();
	const [three] = await links();
	expect(await links(), 'once').toHaveLength(1);
	expect(await tellingBy(network, three!)).toMatchObject({ state: 'open', months: 3 });
	const first = { codes: ['culture'], words: '本当は風土です', wouldChange: ['culture'] };
	await answerTelling(network, three!, first);
	await expect(answerTelling(network, three!, first)).rejects.toThrow(Invalid);

	await leftAgo(6, 1);
	await ask();
	const [, six] = await links();
	await answerTelling(network, six!, { codes: ['pay'], words: '', wouldChange: ['pay'] });
	const expected = [
		{ months: 3, codes: ['culture'], words: '本当は風土です' },
		{ months: 6, codes: ['pay'], words: '' }
	];
	expect(await ownTellings(nakamura)).toMatchObject(expected);
	expect(await readTellings(hashimoto, nakamura.personId)).toMatchObject(expected);
	const reasons = await readReasons(hashimoto, nakamura.personId);
	expect(reasons.find(({ view }) => view === 'stated')).toMatchObject({ codes: ['relocation'] });
	expect(reasons.find(({ view }) => view === 'revisited')).toMatchObject({ codes: ['pay'] });
	const { rows } = await own.owner.query('select code from unlock where person_id = $1', [
		nakamura.personId
	]);
	expect(rows).toEqual([{ code: 'pay' }]);
});

test.each([
	['before its time', () => leftAgo(3, -5)], // months have 28 to 31 days
	['long after it', () => leftAgo(5)],
	[
		'who withdrew',
		async () => {
			await leftAgo(3);
			await own.owner.query(
				`update consent set withdrawn_at = now(), withdrawn_how = 'page' where withdrawn_at is null`
			);
		}
	],
	[
		'who works here again',
		async () => {
			await leftAgo(3);
			await own.owner.query(
				`insert into tenure (network_id, person_id, company_id, started_on)
				values ($1, $2, $3, network_today())`,
				[hikari.network.networkId, hikari.nakamura.personId, hikari.digitalId]
			);
		}
	],
	[
		'who wants no such question',
		async () => {
			await leftAgo(3);
			await own.owner.query(`update contact set wants_pulse = false`);
		}
	],
	[
		'above their cap',
		async () => {
			await leftAgo(3);
			await own.owner.query(`update contact set mails_per_month = 0`);
		}
	]
])('nobody is asked %s', async (_who, prepare) => {
	await prepare();
	await ask();
	expect(await links()).toEqual([]);
});
test('a link is its own network’s, for a while, and an empty answer is none', async () => {
	const { network, igarashi } = hikari;
	await leftAgo(3);
	await ask();
	const [token] = (await links()) as [string];
	const nothing = { codes: [], words: '', wouldChange: [] };
	await expect(answerTelling(network, token, nothing)).rejects.toThrow(new Invalid('required', 'reasons'));
	await own.owner.query(`update second_telling set expires_at = now() - interval '1 second'`);
	await expect(answerTelling(network, token, { ...nothing, words: 'x' })).rejects.toThrow(Invalid);
	const other = await foundHikari(own.owner, `other-${round}`);
	await expect(tellingBy(other.network, token)).rejects.toThrow(NotFound);
	await expect(readTellings(igarashi, hikari.nakamura.personId)).rejects.toThrow(Forbidden);
});
