import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import { freshenRows } from '#people/persons/refreshing.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { isForEveryone, type Choice, type InviteState } from './choice.ts';
import { areVeryMany, countVeryMany, type CountedBy } from './counting.server.ts';
import { allLeavers, fits, leavers, mayBeInvited } from './leavers.server.ts';

/** How many people of a choice stand how, and in which ways are more, who are not counted. */
export type Counts = CountedBy<InviteState>;
export type Chosen = Required<Named> & {
	personId: string;
	leftOn: string;
	department: string;
	companyJa: string;
	companyEn: string;
};

const shownAtMost = 100;

/**
 * Whom a choice is for: how many stand how, and the first of those who would be invited. To choose by reasons is to look
 * at them, so it is in the audit log.
 */
export async function peopleToInvite(
	actor: Actor,
	choice: Choice,
	again: boolean
): Promise<{ counts: Counts; people: Chosen[] }> {
	authorize(actor, 'invitation.send');
	await noteReasons(actor, choice);
	await freshenRows(actor);
	return readNetwork(actor, async (db) => {
		const isAny = await areSoMany(db, choice);
		return {
			counts: isAny ? await countVeryMany(db) : await countStates(db, choice),
			people: await shown(
				db,
				isAny ? oneByOne('with_basis') : all,
				sql`${mayBeInvited(again)} and ${fits(choice)}`
			)
		};
	});
}

/** Whom a basis can be recorded for: how many a choice has without one, and the first of them. */
export async function peopleWithoutBasis(
	actor: Actor,
	choice: Choice
): Promise<{ count: number; isMore: boolean; people: Chosen[] }> {
	authorize(actor, 'invitation.send');
	await noteReasons(actor, choice);
	await freshenRows(actor);
	return readNetwork(actor, async (db) => {
		const isAny = await areSoMany(db, choice);
		const counts = isAny ? await countVeryMany(db) : await countStates(db, choice);
		return {
			count: counts.no_basis,
			isMore: counts.more.includes('no_basis'),
			people: await shown(
				db,
				isAny ? oneByOne('without_basis') : all,
				sql`l.state = 'no_basis' and ${fits(choice)}`
			)
		};
	});
}

/** Is it for anyone of very many, so that nobody would wait until all of them are looked at? */
const areSoMany = async (db: Db, choice: Choice) => isForEveryone(choice) && (await areVeryMany(db));

/** Where the leavers `l` who fit are read from, and in which order. */
type Source = { from: (fitting: RawBuilder<unknown>) => RawBuilder<unknown>; order: RawBuilder<unknown> };

const all: Source = {
	from: (fitting) => sql`(select l.* from ${allLeavers} l where ${fitting}) l`,
	order: sql`l.left_on desc, l.person_id`
};

/**
 * Those who may be invited or on whom no basis is recorded. They are looked up one by one in their order, until a page is
 * full: the limit within makes that the only way.
 */
const oneByOne = (way: 'with_basis' | 'without_basis'): Source => ({
	from: (fitting) => sql`
		(
			select r.person_id, r.left_on
			from directory.person_row r
			where r.to_invite = ${sql.lit(way)}
		) r
		cross join lateral (
			select l.*
			from ${leavers} l
			where l.person_id = r.person_id
				and ${fitting}
			limit 1
		) l`,
	order: way === 'with_basis' ? sql`r.left_on desc, r.person_id` : sql`r.left_on desc, r.person_id desc`
});

async function noteReasons(actor: Actor, { reasons }: Choice): Promise<void> {
	if (reasons.length === 0) return;
	await inNetwork(actor, (db) =>
		writeAudit(db, actor, 'invitation.choose_by_reason', undefined, { reasons })
	);
}

async function countStates(db: Db, choice: Choice): Promise<Counts> {
	const { rows } = await sql<{ state: InviteState; people: number }>`
		select l.state, count(*)::int as people
		from ${allLeavers} l
		where ${fits(choice)}
		group by l.state
	`.execute(db);
	const counts: Counts = { ready: 0, lately: 0, no_basis: 0, opted_out: 0, refuses: 0, more: [] };
	for (const { state, people } of rows) counts[state] = people;
	return counts;
}

async function shown(db: Db, { from, order }: Source, fitting: RawBuilder<unknown>): Promise<Chosen[]> {
	const { rows } = await sql<Chosen>`
		select
			l.person_id, l.left_on, l.department,
			co.name_ja as company_ja, co.name_en as company_en,
			${nameColumns('p')}
		from ${from(fitting)}
		join person p on p.person_id = l.person_id
		join company co on co.company_id = l.company_id
		order by ${order}
		limit ${sql.lit(shownAtMost)}
	`.execute(db);
	return rows;
}

type Import = { hrImportId: string; fileName: string; madeAt: Date };

/** The imports that brought addresses of leavers who can still be invited, newest first. */
export async function importsToChoose(actor: Actor): Promise<Import[]> {
	authorize(actor, 'invitation.send');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Import>`
			select h.hr_import_id, h.file_name, h.made_at
			from hr_import h
			where exists (
				select from contact c
				where c.hr_import_id = h.hr_import_id
			)
			order by h.hr_import_id desc
			limit 20
		`.execute(db)
	);
	return rows;
}
