import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inNetwork } from '#platform/database/network.server.ts';
import { appPool } from '#platform/database/connection.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { writeAudit } from './audit.server.ts';
import { checkChain } from './checking.server.ts';
import { tidyAudit } from './keeping.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let kaede: Hikari;
const owned = (text: string, values: unknown[] = []) => own.owner.query(text, values);

beforeAll(async () => {
	kaede = await foundHikari(own.owner, 'kaede');
	hikari = await foundHikari(own.owner, 'hikari');
});

/** Five lines of our network, and one of the other. */
beforeEach(async () => {
	await owned('begin');
	await owned(`select set_config('session_replication_role', 'replica', true)`);
	for (const table of ['audit', 'audit_chain', 'audit_checkpoint', 'audit_setting'])
		await owned(`delete from ${table}`);
	await owned('commit');
	for (let line = 0; line < 5; line++)
		await inNetwork(hikari.network, (db) =>
			writeAudit(db, hikari.hashimoto, 'person.see', hikari.nakamura.personId, { line })
		);
	await inNetwork(kaede.network, (db) => writeAudit(db, kaede.hashimoto, 'person.duplicates'));
});

/** Does something that only someone can who owns the database and goes around its triggers. */
async function tamper(...statements: string[]): Promise<void> {
	await owned('begin');
	await owned(`select set_config('session_replication_role', 'replica', true)`);
	for (const statement of statements)
		await owned(statement.replaceAll('$n', `'${hikari.network.networkId}'`));
	await owned('commit');
}

const faults = async () =>
	(await checkChain(hikari.network)).faults.map(({ kind, number }) => `${kind} ${number}`);

test('lines have numbers without a gap, network by network, whoever writes at once', async () => {
	await Promise.all(
		Array.from({ length: 40 }, (_, at) =>
			inNetwork(at % 4 === 0 ? kaede.network : hikari.network, async (db) => {
				const who = at % 4 === 0 ? kaede.hashimoto : hikari.hashimoto;
				await writeAudit(db, who, 'person.see', who.personId);
				await writeAudit(db, who, 'reasons.read', who.personId);
			})
		)
	);
	expect(await checkChain(hikari.network)).toEqual({ lines: 65, faults: [] });
	expect(await checkChain(kaede.network)).toEqual({ lines: 21, faults: [] });
});

test('what is rolled back takes no number', async () => {
	const failing = inNetwork(hikari.network, async (db) => {
		await writeAudit(db, hikari.hashimoto, 'person.see');
		throw new Error('on the way');
	});
	await expect(failing).rejects.toThrow('on the way');
	expect(await checkChain(hikari.network)).toEqual({ lines: 5, faults: [] });
});

const set = (what: string, line: number) =>
	`update audit set ${what} where network_id = $n and number = ${line}`;
const swap = (one: number, other: number) => [set('number = -1', one), set(`number = ${one}`, other)];
const without = (condition: string) => `delete from audit where network_id = $n and ${condition}`;
const end = (line: number) =>
	`update audit_chain c set number = ${line}, hash = a.hash
	from audit a
	where c.network_id = $n and a.network_id = $n and a.number = ${line}`;

/** What is done to the log, and what is found. */
const harms: [string, string[], string[]][] = [
	['a changed act', [set(`act = 'person.duplicates'`, 3)], ['changed 3']],
	['a changed time', [set(`at = at - interval '1 hour'`, 3)], ['changed 3']],
	['another actor', [set('actor_id = new_id()', 3)], ['changed 3']],
	['another subject', [set('subject_id = new_id()', 1)], ['changed 1']],
	['other details', [set(`detail = '{"line": 9}'`, 5)], ['changed 5']],
	['an actor taken away', [set('actor_id = null', 2)], ['changed 2']],
	['an actor blanked as if forgotten', [set('actor_id = null, actor_salt = null', 2)], ['blanked 1']],
	['another hash', [set(`hash = sha256('x')`, 3)], ['changed 3', 'changed 4']],
	['a line removed', [without('number = 3')], ['gap 4']],
	['the first line removed', [without('number = 1')], ['start 2']],
	['the tail cut off', [without('number > 3')], ['tail 5']],
	['all of it removed', [without('true')], ['tail 5']],
	[
		'two lines that changed places',
		[...swap(2, 3), set('number = 3', -1)],
		['changed 2', 'changed 3', 'changed 4']
	],
	['a line moved to the end', [set('number = 6', 2), end(6)], ['gap 3', 'changed 6']],
	[
		'a line put in',
		[
			`insert into audit (network_id, act, number, hash, actor_salt, subject_salt, detail_salt)
				values ($n, 'person.see', 6, sha256('x'), '', '', '')`
		],
		['changed 6', 'tail 5']
	],
	[
		'a line put in beside the chain',
		[`insert into audit (network_id, act) values ($n, 'person.see')`],
		['unchained 1']
	]
];

describe('who goes around the triggers is found out', () => {
	test.each(harms)('%s', async (_what, statements, found) => {
		expect(await faults()).toEqual([]);
		await tamper(...statements);
		const now = await faults();
		expect(now).toEqual(expect.arrayContaining(found));
		expect((await checkChain(kaede.network)).faults, 'the other network').toEqual([]);
	});

	test('a chain that was computed anew, from a line on or to a shorter end', async () => {
		await tidyAudit(hikari.network, own.owner);
		const anew = `do $$
			declare line audit; previous bytea := decode(repeat('00', 32), 'hex');
			begin
				for line in select * from audit where network_id = $n order by number loop
					previous := audit_hash(line, previous);
					update audit set hash = previous where network_id = $n and number = line.number;
				end loop;
				update audit_chain set hash = previous where network_id = $n;
			end $$`;
		await tamper(set(`act = 'person.duplicates'`, 3), anew);
		expect(await faults()).toEqual(['checkpoint 5']);
		await tamper(without('number > 3'), end(3));
		expect(await faults()).toEqual(['checkpoint 5']);
		await tamper(
			`update audit_checkpoint set number = 3, hash = (select hash from audit_chain where network_id = $n)`
		);
		expect(await faults(), 'the database does not know the secret').toEqual(['checkpoint 3']);
	});
});

describe('nobody changes the log', () => {
	const ways = [
		`update audit set act = 'x'`,
		'delete from audit',
		'truncate audit',
		'update audit_chain set number = 0',
		'delete from audit_chain',
		'truncate audit_chain'
	];
	test.each(ways)('the application cannot: %s', async (way) => {
		await expect(inApp(way)).rejects.toThrow(/permission denied/);
	});
	test.each(ways)('its owner cannot by mistake: %s', async (way) => {
		await expect(owned(way)).rejects.toThrow('the audit log is never changed');
	});
	test.each([
		`insert into audit (network_id, act, at) values (current_network(), 'x', now() - interval '1 day')`,
		`insert into audit (network_id, act, number) values (current_network(), 'x', 1)`,
		`insert into audit (network_id, act, hash) values (current_network(), 'x', '')`,
		`insert into audit_chain (network_id) values (current_network())`,
		`update audit_checkpoint set number = 1`,
		`delete from audit_checkpoint`,
		`select cut_audit(current_network(), 5, '')`
	])('nor can it give a line a time or a place of its own: %s', async (way) => {
		await expect(inApp(way)).rejects.toThrow(/permission denied/);
	});

	async function inApp(way: string): Promise<void> {
		const client = await appPool().connect();
		try {
			await client.query('begin');
			await client.query(`select set_config('okaeri.network_id', $1, true)`, [
				hikari.network.networkId
			]);
			await client.query(`select set_config('okaeri.audit_work', 'yes', true)`);
			await client.query(way);
		} finally {
			await client.query('rollback');
			client.release();
		}
	}
});

describe('the chain holds', () => {
	test('when someone who is gone is forgotten, and not before', async () => {
		const { personId } = hikari.nakamura;
		const forget = async () => {
			const { rows } = await owned('select forget_in_audit($1) as fields', [personId]);
			return rows[0].fields as number;
		};
		await expect(forget()).rejects.toThrow('only who is gone is forgotten');
		await owned('update person set removed_at = now() where person_id = $1', [personId]);
		expect(await forget()).toBe(10);
		const { rows } = await owned('select 1 from audit where subject_id = $1 or detail::text like $2', [
			personId,
			`%${personId}%`
		]);
		expect(rows).toEqual([]);
		expect(await checkChain(hikari.network)).toEqual({ lines: 6, faults: [] });
		await owned('update person set removed_at = null where person_id = $1', [personId]);
	});

	test('when lines are over their time, up to a signature', async () => {
		await tamper(
			`do $$
			declare line audit; previous bytea := decode(repeat('00', 32), 'hex');
			begin
				for line in select * from audit where network_id = $n order by number loop
					if line.number <= 3 then
						line.at := line.at - interval '500 days';
					end if;
					previous := audit_hash(line, previous);
					update audit set hash = previous, at = line.at where network_id = $n and number = line.number;
				end loop;
				update audit_chain set hash = previous where network_id = $n;
			end $$`
		);
		await owned('insert into audit_setting (network_id, keep_days) values ($1, 730)', [
			hikari.network.networkId
		]);
		await tidyAudit(hikari.network, own.owner);
		expect(await checkChain(hikari.network)).toEqual({ lines: 5, faults: [] });
		await owned('update audit_setting set keep_days = 365');
		await expect(
			own.owner.query(`select cut_audit($1, 4, 'x')`, [hikari.network.networkId]),
			'line 4 is not over its time'
		).rejects.toThrow('kept longer');
		await tidyAudit(hikari.network, own.owner);
		expect(await checkChain(hikari.network), 'lines 4 and 5, and what was cut').toEqual({
			lines: 3,
			faults: []
		});
		await tamper(without('number = 4'));
		expect(await faults()).toEqual(['start 5']);
	});
});
