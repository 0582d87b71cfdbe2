import { describe, expect, test } from 'vitest';
import { policy } from '#access/policy/policy.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';

const own = useOwnDatabase();

/** Every column, with what it is for. A new one needs a reason that does not judge anyone. */
const columns: Record<string, Record<string, string>> = {
	casual_talk: {
		network_id: 'where',
		talk_id: 'which',
		alumnus_id: 'who',
		alumnus_time_zone: 'whose clock',
		starts_at: 'when',
		ends_at: 'when',
		way: 'how',
		place: 'where',
		pool_id: 'by which door',
		wish: 'what the alumnus wants to hear about, in their words',
		state: 'booked, called off, or did not take place',
		cancelled_by: 'who to tell',
		cancelled_at: 'until when it can be put back',
		canceller_id: 'who can put it back, for a day',
		cancel_told_at: 'once only',
		sequence: 'for calendars',
		booked_at: 'when',
		reminded_at: 'once only',
		asked_after_at: 'once only'
	},
	casual_talk_host: {
		network_id: 'where',
		talk_id: 'which',
		host_id: 'who',
		held_from: 'their time',
		held_until: 'their time',
		is_booked: 'whether it is held',
		thanked_at: 'that they wrote to the alumnus; what they wrote is a message to them'
	},
	talk_proposal: {
		network_id: 'where',
		proposal_id: 'which',
		alumnus_id: 'who',
		host_id: 'who',
		times: 'when it would suit',
		way: 'how',
		wish: 'in their words',
		state: 'whether it is answered',
		talk_id: 'what came of it',
		made_at: 'when'
	}
};

/** Everything that can be done with talks. None of it takes a mark, a rank or a remark about a person. */
const talkCommands = [
	'acceptProposal',
	'addException',
	'bookTalk',
	'briefFor',
	'cancelTalk',
	'declineProposal',
	'doorsToTalk',
	'dropException',
	'hostToTalk',
	'missTalk',
	'moveTalk',
	'openProposals',
	'ownHosting',
	'placeTalk',
	'poolToTalk',
	'poolsAtDesk',
	'proposeTimes',
	'putBackTalk',
	'saveBrief',
	'saveHosting',
	'savePool',
	'slotsToMove',
	'talkCalendar',
	'talkOf',
	'talkWasHeld',
	'talksAhead',
	'talksToThank',
	'thankForTalk',
	'undoOfTalk',
	'withdrawProposal'
];

describe('a casual talk is no selection (rule 4): it keeps no verdict, and leads to no application', () => {
	test.each(Object.keys(columns))('%s has these columns and no other', async (table) => {
		const { rows } = await own.owner.query(
			`select column_name
			from information_schema.columns
			where table_schema = 'public' and table_name = $1
			order by 1`,
			[table]
		);
		expect(rows.map((row) => row.column_name)).toEqual(Object.keys(columns[table]!).sort());
	});

	test('nothing but its hosts, its proposal and what the alumnus reports of it points at a talk, and a talk points at no application', async () => {
		const { rows } = await own.owner.query(
			`select conrelid::regclass::text as from_table, confrelid::regclass::text as to_table
			from pg_constraint
			where contype = 'f' and conparentid = 0`
		);
		expect(
			rows
				.filter((row) => row.to_table === 'casual_talk')
				.map((row) => row.from_table)
				.sort()
		).toEqual(['casual_talk_host', 'concern', 'talk_proposal']);
		const pair = (row: { from_table: string; to_table: string }) => row.from_table + row.to_table;
		expect(rows.filter((row) => /talk/.test(pair(row)) && /application/.test(pair(row)))).toEqual([]);
	});

	test('a talk can be booked, moved, given a place, called off, missed or held after all, and proposed, and its alumnus written to', () => {
		const source = import.meta.glob<string>('../../src/returning/casual-talks/**/*.server.ts', {
			eager: true,
			query: '?raw',
			import: 'default'
		});
		const commands = Object.entries(source)
			.filter(([file]) => !file.endsWith('.test.ts'))
			.flatMap(([, text]) =>
				[...text.matchAll(/^export (?:async )?function (\w+)\(\s*actor/gm)].map((found) => found[1]!)
			);
		expect(commands.sort()).toEqual(talkCommands);
		expect(Object.values(source).join('\n')).not.toMatch(/insertInto\('application'\)|sendApplication/);
	});

	test('only an alumnus applies, and in their own name', async () => {
		const source = import.meta.glob<string>(['../../src/**/*.ts', '!../../src/**/*.{test,fixture}.ts'], {
			eager: true,
			query: '?raw',
			import: 'default'
		});
		const inserting = Object.entries(source)
			.filter(([, text]) => /insertInto\('application'\)|insert into application\b/.test(text))
			.map(([file]) => file.replace('../../src/', ''));
		expect(inserting).toEqual(['returning/applications/applications.server.ts']);
		expect(policy['application.send']).toEqual(['alumnus']);
		expect(source['../../src/returning/applications/applications.server.ts']).toMatch(
			/personId: actor\.personId/
		);
	});
});
