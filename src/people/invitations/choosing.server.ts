import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Choice, InviteState } from './choice.ts';
import { fits, leavers, mayBeInvited } from './leavers.server.ts';

/** How many people of a choice stand how. */
export type Counts = Record<InviteState, number>;
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
	return readNetwork(actor, async (db) => ({
		counts: await countStates(db, choice),
		people: await firstOf(db, choice, again)
	}));
}

/** Whom a basis can be recorded for: how many a choice has without one, and the first of them. */
export async function peopleWithoutBasis(
	actor: Actor,
	choice: Choice
): Promise<{ count: number; people: Chosen[] }> {
	authorize(actor, 'invitation.send');
	await noteReasons(actor, choice);
	return readNetwork(actor, async (db) => ({
		count: (await countStates(db, choice)).no_basis,
		people: await shown(db, sql`l.state = 'no_basis' and ${fits(choice)}`)
	}));
}

async function noteReasons(actor: Actor, { reasons }: Choice): Promise<void> {
	if (reasons.length === 0) return;
	await inNetwork(actor, (db) =>
		writeAudit(db, actor, 'invitation.choose_by_reason', undefined, { reasons })
	);
}

async function countStates(db: Db, choice: Choice): Promise<Counts> {
	const { rows } = await sql<{ state: InviteState; people: number }>`
		select l.state, count(*)::int as people
		from ${leavers} l
		where ${fits(choice)}
		group by l.state
	`.execute(db);
	const counts: Counts = { ready: 0, lately: 0, no_basis: 0, opted_out: 0, refuses: 0 };
	for (const { state, people } of rows) counts[state] = people;
	return counts;
}

const firstOf = (db: Db, choice: Choice, again: boolean) =>
	shown(db, sql`${mayBeInvited(again)} and ${fits(choice)}`);

async function shown(db: Db, which: ReturnType<typeof sql>): Promise<Chosen[]> {
	const { rows } = await sql<Chosen>`
		select
			l.person_id, l.left_on, l.department,
			co.name_ja as company_ja, co.name_en as company_en,
			${nameColumns('p')}
		from ${leavers} l
		join person p on p.person_id = l.person_id
		join company co on co.company_id = l.company_id
		where ${which}
		order by l.left_on desc, l.person_id
		limit ${shownAtMost}
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
