import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeMessage } from '#gathering/conversations/writing.server.ts';
import { block } from '#people/blocks/blocks.server.ts';
import { setConsents } from '#people/consents/consents.server.ts';
import { revisitReasons } from '#people/departures/departures.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { askedOf, askedOne, decideOutreach, wroteByOwnMail, writeOutreach } from './asked.server.ts';
import { callersFor } from './callers.server.ts';
import { worthCalling } from './worth-calling.server.ts';
import { followUp } from './following-up.server.ts';
import { askCaller, closeOutreaches, stageOf } from './outreaches.server.ts';
import { tellsReason, type Stage } from './outreach.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	for (const one of [hikari.nakamura, hikari.igarashi])
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, one.personId, ['network', 'return_mail', 'former_manager'])
		);
});
const callers = async (personId: string) => (await callersFor(hikari.hashimoto, personId))!;
const ask = (wish: { personId?: string; callerId?: string; brief?: string; openingWords?: string } = {}) =>
	askCaller(hikari.hashimoto, {
		personId: hikari.nakamura.personId,
		callerId: hikari.mori.personId,
		brief: '近況をたずねてください',
		openingWords: 'お元気ですか',
		...wish
	});
const asked = async () => (await askedOf(hikari.mori))[0]!.outreachId;
type Latest = { id: string; stage: Stage; byOwnMail: boolean };
const latest = async () => {
	const { rows } = await inNetwork(hikari.network, (db) =>
		sql<Latest>`
			select o.outreach_id as id, ${stageOf} as stage, o.by_own_mail
			from outreach o
			order by o.outreach_id desc
			limit 1
		`.execute(db)
	);
	return rows[0]!;
};
const stage = async () => (await latest()).stage;
const said = (words: string) => ({ words, ticket: crypto.randomUUID() });

describe('who could write to someone', () => {
	test('is first their former manager, as long as they are still here', async () => {
		const { callers: found, notNow } = await callers(hikari.nakamura.personId);
		expect(notNow).toBeUndefined();
		expect(found[0]).toMatchObject({ familyName: '森', tie: 'manager' });
		await own.owner.query(`update tenure set ended_on = '2026-01-31' where person_id = $1`, [
			hikari.mori.personId
		]);
		expect((await callers(hikari.nakamura.personId)).callers.map((one) => one.familyName)).not.toContain(
			'森'
		);
	});

	test('a former manager who leads the company now is told apart', async () => {
		await own.owner.query(`update membership set roles = '{employee,executive}' where person_id = $1`, [
			hikari.mori.personId
		]);
		expect((await callers(hikari.nakamura.personId)).callers[0]).toMatchObject({
			familyName: '森',
			tie: 'executive'
		});
	});

	test('spares who left over harassment every manager, and so who says later that it was the manager', async () => {
		expect((await callers(hikari.igarashi.personId)).callers.map((one) => one.familyName)).not.toContain(
			'森'
		);
		await revisitReasons(hikari.nakamura, ['management'], '', '2026-11-01');
		expect((await callers(hikari.nakamura.personId)).callers.map((one) => one.familyName)).not.toContain(
			'森'
		);
		await expect(ask()).rejects.toThrow(NotFound);
	});

	test('is never someone whom one of the two has shut out', async () => {
		await block(hikari.nakamura, hikari.mori.personId);
		expect((await callers(hikari.nakamura.personId)).callers.map((one) => one.familyName)).not.toContain(
			'森'
		);
		await expect(ask()).rejects.toThrow(NotFound);
	});
});

const employ = async (personId: string) => {
	await own.owner.query(
		`insert into tenure (network_id, person_id, company_id, started_on) values ($1, $2, $3, network_today())`,
		[hikari.network.networkId, personId, hikari.parentId]
	);
};
const dropConsent = `
	update consent set withdrawn_at = now(), withdrawn_how = 'page' where person_id = $1 and purpose = 'former_manager'
`;

describe('nobody is asked where it is not wished for', () => {
	test.each([
		['do_not_contact', 'update contact set do_not_contact = true where person_id = $1'],
		['no_consent', dropConsent],
		['not_member', 'delete from membership where person_id = $1']
	])('%s', async (why, change) => {
		await own.owner.query(change, [hikari.nakamura.personId]);
		expect((await callers(hikari.nakamura.personId)).notNow).toBe(why);
		await expect(ask()).rejects.toThrow(Invalid);
	});

	test('employed', async () => {
		await employ(hikari.nakamura.personId);
		expect((await callers(hikari.nakamura.personId)).notNow).toBe('employed');
		await expect(ask()).rejects.toThrow(Invalid);
	});
});

describe('what a caller is told', () => {
	test('holds nothing that was told in confidence: the brief is refused where it names or describes it', async () => {
		for (const brief of [
			'転勤・勤務地が理由で退職されました',
			'単身赴任がつらかったそうです',
			'She left because of a company transfer'
		])
			await expect(ask({ brief })).rejects.toThrow(Invalid);
		await expect(ask({ openingWords: '転勤のない道ができたよ' })).rejects.toThrow(Invalid);
		await ask({ brief: '製造本部でご一緒だった中村さんに、近況をたずねていただけませんか。' });
		expect(JSON.stringify(await askedOne(hikari.mori, await asked()))).not.toMatch(
			/relocation|転勤|canReturn|quadrant/
		);
	});
	test('is checked in both languages', () => {
		expect(tellsReason('残業が続いたと聞きました', ['working_hours'])).toBe(true);
		expect(tellsReason('I heard the overtime was hard on you', ['working_hours'])).toBe(true);
		expect(
			tellsReason('お元気ですか。工場の桜が咲きました。', ['working_hours', 'relocation', 'health'])
		).toBe(false);
	});
	test('is theirs no more once one of the two has shut out the other', async () => {
		await ask();
		const id = await asked();
		await block(hikari.nakamura, hikari.mori.personId);
		expect(await askedOf(hikari.mori)).toEqual([]);
		await expect(askedOne(hikari.mori, id)).rejects.toThrow(NotFound);
	});
	test('is theirs alone: nobody else sees what was asked of them', async () => {
		await ask();
		const id = await asked();
		await expect(askedOne(hikari.ishikawa, id)).rejects.toThrow(NotFound);
		await expect(askedOne(hikari.nakamura, id)).rejects.toThrow(Forbidden);
		await expect(closeOutreaches(hikari.mori, [id])).rejects.toThrow(Forbidden);
		expect(await askedOf(hikari.ishikawa)).toEqual([]);
	});
});

describe('an outreach', () => {
	test('goes from asked over willing and sent to answered, and the desk sees each step', async () => {
		await ask();
		expect(await stage()).toBe('asked');
		await decideOutreach(hikari.mori, await asked(), true);
		expect(await stage()).toBe('willing');
		const conversation = await writeOutreach(
			hikari.mori,
			await asked(),
			said('中村さん、ご無沙汰しています')
		);
		expect(await stage()).toBe('sent');
		expect(
			(
				await own.owner.query(
					`select kind from touchpoint where person_id = $1 and kind = 'called'`,
					[hikari.nakamura.personId]
				)
			).rows
		).toHaveLength(1);
		await writeMessage(hikari.nakamura, conversation, { ...said('お久しぶりです'), uploads: [] });
		expect(await stage()).toBe('answered');
		await expect(writeOutreach(hikari.mori, await asked(), said('もう一度'))).rejects.toThrow(NotFound);
	});

	test('can be written from one’s own mail, declined without a reason, or closed by the desk', async () => {
		await ask();
		await wroteByOwnMail(hikari.mori, await asked());
		expect(await latest()).toMatchObject({ stage: 'sent', byOwnMail: true });
		await own.owner.query(`update outreach set sent_at = now() - interval '100 days'`);
		await ask();
		await decideOutreach(hikari.mori, await asked(), false);
		expect(await stage()).toBe('declined');
		await ask();
		expect(await closeOutreaches(hikari.hashimoto, [(await latest()).id])).toBe(1);
		expect(await closeOutreaches(hikari.hashimoto, [(await latest()).id])).toBe(0);
		await expect(decideOutreach(hikari.mori, (await latest()).id, true)).rejects.toThrow(NotFound);
	});
});

describe('an outreach is held back', () => {
	test('is one at a time, and not again within 90 days', async () => {
		await ask();
		await expect(ask()).rejects.toMatchObject({ why: 'not_called_running' });
		await wroteByOwnMail(hikari.mori, await asked());
		await expect(ask()).rejects.toMatchObject({ why: 'not_called_lately' });
	});

	test('stops where the alumnus changed their mind after the caller was asked', async () => {
		await ask();
		await inNetwork(hikari.network, (db) =>
			setConsents(db, hikari.network, hikari.nakamura.personId, ['network'])
		);
		await expect(writeOutreach(hikari.mori, await asked(), said('お元気ですか'))).rejects.toMatchObject({
			why: 'not_called_any_more'
		});
		expect(
			(await own.owner.query('select from message where network_id = $1', [hikari.network.networkId]))
				.rows
		).toEqual([]);
	});

	test('is followed up once after two weeks of silence', async () => {
		await ask();
		await wroteByOwnMail(hikari.mori, await asked());
		const reminders = async () =>
			(
				await own.owner.query(
					`select count(*)::int as n
					from notification
					where kind = 'outreach' and person_id = $1 and about like '声掛けにまだ返事が%'`,
					[hikari.mori.personId]
				)
			).rows[0].n as number;
		await followUp(hikari.network);
		expect(await reminders()).toBe(0);
		await own.owner.query(`update outreach set sent_at = now() - interval '15 days'`);
		await followUp(hikari.network);
		await own.owner.query(`update notification set seen_at = now()`);
		await followUp(hikari.network);
		expect(await reminders()).toBe(1);
	});

	test('is suggested for who wants to return and cannot, with a former manager still here', async () => {
		await own.owner.query(
			`insert into standing (network_id, person_id, can_return, wants_to_return, said_by)
			select network_id, person_id, 'no', 'yes', 'person' from membership where person_id = any ($1)`,
			[[hikari.nakamura.personId]]
		);
		expect((await worthCalling(hikari.hashimoto)).map((one) => one.familyName)).toEqual(['中村']);
		await ask();
		expect(await worthCalling(hikari.hashimoto)).toEqual([]);
		await expect(worthCalling(hikari.mori)).rejects.toThrow(Forbidden);
	});
});
