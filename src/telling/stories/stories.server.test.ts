import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { everyPage } from '#test/setup/every-page.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { approveEdition, sendEditionBack, takeEditionBack } from './approving.server.ts';
import {
	saveEdition,
	showEdition,
	storiesAtDesk,
	storiesAtDeskAtOnce,
	storyAtDesk,
	tellOfStory
} from './editions.server.ts';
import { answerStory, askForStory, declineStory, ownStory, tellers } from './interviews.server.ts';
import { publicStory, readStory, storiesOut } from './reading.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let story: string;
let round = 0;
const answers = {
	pathWords: '離れてから気づきました。',
	aroundWords: '',
	momentWords: '元上司の一言です。',
	nowWords: ''
};
const text = { title: '戻ってみて', words: '離れてから気づいたことがあります。' };

/** 森 健一 once left for two years and came back. */
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	const { networkId } = hikari.network;
	const { rows } = await own.owner.query(
		`insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
		select network_id, person_id, company_id, tenure_id, '2024-04-01', $2
		from tenure
		where person_id = $1 and network_id = $3
		returning rehire_id`,
		[hikari.mori.personId, hikari.hashimoto.personId, networkId]
	);
	story = await askForStory(hikari.hashimoto, rows[0].rehire_id as string);
});

async function out(edition: 'alumni' | 'staff' | 'public'): Promise<void> {
	await answerStory(hikari.mori, story, answers);
	await saveEdition(hikari.hashimoto, story, edition, 0, text);
	await showEdition(hikari.hashimoto, story, edition, 1);
	await approveEdition(hikari.mori, story, edition, 2);
}

describe('a story of someone who came back', () => {
	test('is told in their own time, and out only in the editions they approved', async () => {
		const { rows: mails } = await own.owner.query(
			`select address from mail where kind = 'interview' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(mails).toEqual([{ address: `mori@round-${round}.example.jp` }]);
		expect(await tellers(hikari.hashimoto)).toEqual([]);
		await out('alumni');
		expect(await readStory(hikari.nakamura, story)).toMatchObject({ ...text, familyName: '森' });
		await expect(readStory(hikari.ishikawa, story)).rejects.toThrow(NotFound); // no edition for colleagues yet
		await expect(publicStory(hikari.network, story)).rejects.toThrow(NotFound);
		await tellOfStory({ ...hikari.network, storyId: story });
		const { rows: told } = await own.owner.query(
			`select count(*)::int as n from notification where kind = 'story' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(told).toEqual([{ n: 2 }]);
		const { rowCount: recounts } = await own.owner.query(
			'select from graphile_worker.jobs where key = $1',
			[`standing.changed:${hikari.network.networkId}`]
		);
		expect(recounts).toBe(1);
	});

	test('has an edition for colleagues and one for the public, each on its own', async () => {
		await out('staff');
		expect(await storiesOut(hikari.network, 'staff')).toHaveLength(1);
		expect(await readStory(hikari.ishikawa, story)).toMatchObject(text);
		await expect(readStory(hikari.nakamura, story)).rejects.toThrow(NotFound);
		await saveEdition(hikari.hashimoto, story, 'public', 0, text);
		await showEdition(hikari.hashimoto, story, 'public', 1);
		await approveEdition(hikari.mori, story, 'public', 2);
		expect(await publicStory(hikari.network, story)).toMatchObject(text);
	});
});

describe('the teller’s story', () => {
	test('cannot be changed behind their back: what they approved is the text they were shown, and saving takes it offline', async () => {
		await answerStory(hikari.mori, story, answers);
		await saveEdition(hikari.hashimoto, story, 'alumni', 0, text);
		await showEdition(hikari.hashimoto, story, 'alumni', 1);
		await saveEdition(hikari.hashimoto, story, 'alumni', 2, { ...text, words: '別の文章' });
		await expect(approveEdition(hikari.mori, story, 'alumni', 2)).rejects.toThrow(Stale);
		await showEdition(hikari.hashimoto, story, 'alumni', 3);
		await approveEdition(hikari.mori, story, 'alumni', 4);
		await saveEdition(hikari.hashimoto, story, 'alumni', 5, text);
		await expect(readStory(hikari.nakamura, story)).rejects.toThrow(NotFound);
	});

	test('can be sent back with a word, and taken back at any time', async () => {
		await answerStory(hikari.mori, story, answers);
		await saveEdition(hikari.hashimoto, story, 'alumni', 0, text);
		await showEdition(hikari.hashimoto, story, 'alumni', 1);
		await sendEditionBack(hikari.mori, story, 'alumni', '短くしてください');
		expect((await storyAtDesk(hikari.hashimoto, story)).editions).toMatchObject([
			{ state: 'draft', saidBack: '短くしてください' }
		]);
		await showEdition(hikari.hashimoto, story, 'alumni', 3);
		await approveEdition(hikari.mori, story, 'alumni', 4);
		await takeEditionBack(hikari.mori, story, 'alumni');
		await expect(readStory(hikari.nakamura, story)).rejects.toThrow(NotFound);
	});

	test('whoever would rather not leaves nothing behind', async () => {
		await answerStory(hikari.mori, story, answers);
		await saveEdition(hikari.hashimoto, story, 'alumni', 0, text);
		await declineStory(hikari.mori, story);
		expect(await storyAtDesk(hikari.hashimoto, story)).toMatchObject({
			story: { status: 'declined', pathWords: '' },
			editions: []
		});
		expect(await tellers(hikari.hashimoto)).toEqual([]);
		await expect(answerStory(hikari.mori, story, answers), 'and stays declined').rejects.toThrow(
			NotFound
		);
	});

	test('declined when it was out, leaves no notification that leads nowhere', async () => {
		await out('alumni');
		await tellOfStory({ ...hikari.network, storyId: story });
		await declineStory(hikari.mori, story);
		const { rows: left } = await own.owner.query(
			`select kind from notification where subject_id = $1 and network_id = $2`,
			[story, hikari.network.networkId]
		);
		expect(left).toEqual([]);
	});

	test('is nobody else’s to read, answer or approve', async () => {
		await expect(
			answerStory(hikari.mori, story, { pathWords: '', aroundWords: '', momentWords: '', nowWords: '' })
		).rejects.toThrow(Invalid);
		for (const actor of [hikari.nakamura, hikari.ishikawa, hikari.hashimoto]) {
			await expect(ownStory(actor, story)).rejects.toThrow(NotFound);
			await expect(answerStory(actor, story, answers)).rejects.toThrow(NotFound);
			await expect(approveEdition(actor, story, 'alumni', 2)).rejects.toThrow(NotFound);
		}
		await expect(storyAtDesk(hikari.mori, story)).rejects.toThrow(Forbidden);
	});
});

/** 渡邉 is no member: the directory has nothing to follow, and so many tenures are quick to insert. */
test('the desk’s list gives every story once, however many there are', async () => {
	await own.owner.query(
		`with t as (
			insert into tenure (network_id, person_id, company_id, started_on, ended_on)
			select $1, $2, $3, date '1990-01-01' + n, date '1990-01-02' + n
			from generate_series(1, 105) n
			returning *
		),
		r as (
			insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
			select network_id, person_id, company_id, tenure_id, date '2024-04-01', $4
			from t
			returning *
		)
		insert into story (network_id, person_id, rehire_id, asked_by)
		select network_id, person_id, rehire_id, person_id from r`,
		[hikari.network.networkId, hikari.watanabeId, hikari.parentId, hikari.hashimoto.personId]
	);
	const stories = await everyPage(
		(before) => storiesAtDesk(hikari.hashimoto, before),
		(asked) => asked.storyId,
		storiesAtDeskAtOnce
	);
	expect(new Set(stories.map((asked) => asked.storyId)).size).toBe(106); // one was there before
});
