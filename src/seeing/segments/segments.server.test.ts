import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { answerableReasons, reasons, restrictedReasons } from '#people/departures/reason.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { lookAtPeople } from '#seeing/people-list/looking.server.ts';
import { draftLetter } from '#telling/letters/letters.server.ts';
import { tellOfLetter } from '#telling/letters/publishing.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import {
	addSegment,
	buildSegment,
	changeSegment,
	peopleOfSegment,
	removeSegment,
	segmentAtDesk,
	segmentNames,
	segmentsAtDesk
} from './segments.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	theirs = await foundHikari(own.owner, 'theirs');
	hikari = await foundHikari(own.owner);
	await own.owner.query(
		`insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
		values ($1, $2, 'no', 'yes', 'person')`,
		[hikari.network.networkId, hikari.nakamura.personId]
	);
	await own.owner.query(
		`insert into person_tag (network_id, person_id, tag, added_by) values ($1, $2, '大阪', $3)`,
		[hikari.network.networkId, hikari.watanabeId, hikari.hashimoto.personId]
	);
});

const asks = (query: string) => new URLSearchParams(query);
const build = (query: string) => buildSegment(hikari.hashimoto, asks(query));
const looks = async () => {
	const { rows } = await own.owner.query(
		`select detail -> 'fields' as fields from audit where act = 'segment.look' and network_id = $1 order by number`,
		[hikari.network.networkId]
	);
	return rows.map(({ fields }) => (fields as string[]).join());
};

describe('a question', () => {
	test.each([
		['', 3],
		['reason=relocation', 1],
		['quadrant=tied', 1],
		['state=member', 2],
		['state=employed', 3],
		['tag=大阪', 1],
		['notTag=大阪', 2],
		['ago=&agoFrom=1', 3],
		['agoTo=0', 0],
		['leftFrom=2021-01-01&leftTo=2021-12-31', 1],
		['visited=never', 2],
		['heard=never', 3],
		['stayFrom=90', 0],
		['reason=relocation&tag=大阪', 0],
		['nonsense=1&reason=', 3]
	])('%s has %i people', async (query, people) => {
		expect(await build(query)).toMatchObject({ people });
	});

	test('is a sentence in both languages', async () => {
		const query = asks('agoFrom=3&agoTo=10&reason=relocation&reason=pay');
		const said = async (locale: 'ja' | 'en') => {
			const actor: Actor = { ...hikari.hashimoto, locale };
			return asReader(actor, async () => (await buildSegment(actor, query)).sentence);
		};
		expect(await said('ja')).toBe(
			'退職から3年以上10年以下で、退職理由が「転勤・勤務地」または「給与・待遇」の人'
		);
		expect(await said('en')).toBe(
			`People who left 3 to 10 years ago and whose reason for leaving is “${reasons.find(({ code }) => code === 'relocation')!.en}” or “${reasons.find(({ code }) => code === 'pay')!.en}”`
		);
	});

	test('that is confidential is in the audit log, and one that is not is not', async () => {
		const before = await looks();
		await build('tag=大阪');
		await build('reason=pay&quadrant=tied');
		expect((await looks()).slice(before.length)).toEqual(['reason,quadrant']);
	});
});

describe('a restricted reason', () => {
	test.each(restrictedReasons)('%s is offered by no field, and can be asked by no way in', async (code) => {
		const { fields } = await build('');
		const offered = fields.find(({ key }) => key === 'reason')!.options.map(({ value }) => value);
		expect(offered).toEqual(answerableReasons.map((reason) => reason.code));
		await expect(build(`reason=${code}`)).rejects.toMatchObject({ why: 'segment_restricted' });
		await expect(
			addSegment(hikari.hashimoto, 'x', asks(`reason=pay&reason=${code}`))
		).rejects.toMatchObject({
			why: 'segment_restricted'
		});
		const { networkId, personId } = hikari.hashimoto;
		for (const reason of [[code], ['pay', code], code])
			await expect(
				own.owner.query(
					`insert into segment (network_id, called, asked, made_by) values ($1, 'x', $2, $3)`,
					[networkId, JSON.stringify({ reason }), personId]
				)
			).rejects.toThrow('segment_asks_no_restricted_reason');
	});
});

let tied = '';
describe('a segment', () => {
	beforeAll(async () => {
		tied = await addSegment(hikari.hashimoto, '制約あり', asks('quadrant=tied'));
	});

	test('has a name of its own, and is changed by its revision', async () => {
		await expect(addSegment(hikari.hashimoto, '制約あり', asks(''))).rejects.toMatchObject({
			why: 'segment_name_taken'
		});
		const id = await addSegment(hikari.hashimoto, '大阪', asks('tag=東京'));
		await changeSegment(hikari.hashimoto, id, 1, '大阪', asks('tag=大阪'));
		await expect(changeSegment(hikari.hashimoto, id, 1, '大阪', asks(''))).rejects.toThrow();
		expect(await segmentAtDesk(hikari.hashimoto, id)).toMatchObject({
			people: 1,
			members: 0,
			reachable: 0,
			used: 0,
			familyName: '橋本'
		});
		expect((await segmentsAtDesk(hikari.hashimoto)).map(({ called }) => called)).toEqual([
			'制約あり',
			'大阪'
		]);
	});

	test('narrows the list of people, by which they are exported, invited and asked', async () => {
		const { rows, narrowed } = await lookAtPeople(hikari.hashimoto, asks(`segment=${tied}`), '');
		expect(rows.map(({ id }) => id)).toEqual([hikari.nakamura.personId]);
		expect(narrowed[0]!.label).toContain('制約あり');
		expect((await looks()).at(-1)).toBe('quadrant');
		const nobody = await lookAtPeople(
			hikari.hashimoto,
			asks('segment=00000000-0000-4000-8000-000000000000'),
			''
		);
		expect(nobody.rows).toEqual([]);
	});
});

describe('a segment that a letter names', () => {
	test('is told of a letter alone, and stays while the letter does', async () => {
		const letterId = await draftLetter(hikari.hashimoto, {
			language: 'ja',
			title: '近況',
			words: 'お元気ですか。',
			executiveId: hikari.ishikawa.personId,
			executiveTitle: '',
			repliesTo: 'executive',
			segmentId: tied
		});
		await own.owner.query(
			`update letter set status = 'published', published_at = now() where letter_id = $1`,
			[letterId]
		);
		await tellOfLetter({ ...hikari.network, letterId }, peopleOfSegment);
		const { rows } = await own.owner.query(
			`select person_id from notification where kind = 'letter' and subject_id = $1`,
			[letterId]
		);
		expect(rows.map((row) => row.person_id)).toEqual([hikari.nakamura.personId]);
		await expect(removeSegment(hikari.hashimoto, tied)).rejects.toMatchObject({ why: 'segment_used' });
		await own.owner.query(`update letter set status = 'withdrawn' where letter_id = $1`, [letterId]);
		await removeSegment(hikari.hashimoto, tied);
		expect((await segmentNames(hikari.hashimoto)).map(({ called }) => called)).not.toContain('制約あり');
	});
});

test('a segment is nothing of who is not of the desk, nor of another network', async () => {
	const id = await addSegment(hikari.hashimoto, '全員', asks(''));
	const ways: [string, (actor: Actor) => Promise<unknown>][] = [
		['list', (actor) => segmentsAtDesk(actor)],
		['look', (actor) => segmentAtDesk(actor, id)],
		['build', (actor) => buildSegment(actor, asks('tag=大阪'))],
		['change', (actor) => changeSegment(actor, id, 1, 'x', asks(''))],
		['add', (actor) => addSegment(actor, 'x', asks(''))],
		['remove', (actor) => removeSegment(actor, id)],
		['people', (actor) => lookAtPeople(actor, asks(`segment=${id}`), '')]
	];
	for (const [, way] of ways)
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(way(actor)).rejects.toThrow();
	for (const [name, way] of ways)
		if (['look', 'change', 'remove'].includes(name))
			await expect(way(theirs.hashimoto)).rejects.toThrow('No such segment');
	expect((await lookAtPeople(theirs.hashimoto, asks(`segment=${id}`), '')).rows).toEqual([]);
	expect(await segmentNames(theirs.hashimoto)).toEqual([]);
	await expect(inNetwork(theirs.network, (db) => peopleOfSegment(db, id))).rejects.toThrow(
		'No such segment'
	);
});
