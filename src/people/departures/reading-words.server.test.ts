import { beforeEach, expect, test } from 'vitest';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { readReasons, revisitReasons } from './departures.server.ts';
import { readWords } from './reading-words.server.ts';
import { settleGroups } from './settling.server.ts';
import { suggestedReasons } from './suggestions.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});

async function stated(words: string): Promise<void> {
	await own.owner.query(
		`insert into departure_word (network_id, tenure_id, view, words, said_on)
		select network_id, tenure_id, 'stated', $2, left_on
		from departure
		where person_id = $1`,
		[hikari.watanabeId, words]
	);
	await readWords(hikari.network);
}
const settle = (key: string, codes: string[]) => settleGroups(hikari.hashimoto, [{ key, codes, except: [] }]);
const views = async () =>
	(await readReasons(hikari.hashimoto, hikari.watanabeId)).map(({ view, codes }) => ({ view, codes }));
const counting = async () =>
	(await own.owner.query('select counting_view from departure where person_id = $1', [hikari.watanabeId]))
		.rows[0].counting_view as string | null;

test('words of an HR file that are surely about a reason become a stated one, marked as read', async () => {
	await stated('残業は苦ではなかったが、給料が上がらなかった。');
	expect(await views()).toEqual([{ view: 'stated', codes: ['pay'] }]);
	expect(await counting()).toBe('stated');
	expect(
		(await own.owner.query('select is_read from departure_reason where code = $1', ['pay'])).rows
	).toEqual([{ is_read: true }]);
	expect((await suggestedReasons(hikari.hashimoto)).shown).toEqual([]);
});

test('what is not sure waits at the desk with its words, and counts for nothing until someone says so', async () => {
	await stated('新しい本社は遠く、通うのが大変でした。');
	const [suggested] = (await suggestedReasons(hikari.hashimoto)).shown;
	expect(suggested).toMatchObject({
		people: [{ familyName: '渡邉' }],
		suggestions: [{ code: 'relocation', restsOn: [expect.stringContaining('遠く')] }]
	});
	expect(await counting()).not.toBe('desk');
	await settle(suggested!.key, ['relocation']);
	expect(await views()).toContainEqual({ view: 'desk', codes: ['relocation'] });
	expect((await suggestedReasons(hikari.hashimoto)).shown).toEqual([]);
	await expect(settle(suggested!.key, [])).rejects.toThrow(NotFound);
});

test('what was dismissed stays out, and words are read once', async () => {
	await stated('新しい本社は遠く、通うのが大変でした。');
	const [suggested] = (await suggestedReasons(hikari.hashimoto)).shown;
	await settle(suggested!.key, []);
	await readWords(hikari.network);
	expect((await suggestedReasons(hikari.hashimoto)).shown).toEqual([]);
	expect(await counting()).toBeNull();
});

test('reasons that the person gave themselves are not added to', async () => {
	await revisitReasons(hikari.nakamura, ['growth'], '転勤がありました', '2026-11-01');
	await readWords(hikari.network);
	expect(
		(await readReasons(hikari.hashimoto, hikari.nakamura.personId)).find(
			(said) => said.view === 'revisited'
		)?.codes
	).toEqual(['growth']);
});

test('nobody but the desk sees a suggestion', async () => {
	await stated('新しい本社は遠く、通うのが大変でした。');
	for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
		await expect(suggestedReasons(actor)).rejects.toThrow(Forbidden);
});
