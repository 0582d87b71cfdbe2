import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize, may } from '#access/policy/policy.ts';
import type { Named } from '#people/persons/person.ts';
import type { Quadrant } from '#people/standings/standing.ts';
import type { TouchpointKind } from '#people/touchpoints/touchpoint.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { notToCall, type NotNow } from '#returning/outreach/callers.server.ts';
import type { ShareShown } from '#seeing/attribution/attribution.server.ts';
import {
	personShown,
	rehiresShown,
	standingsShown,
	stepsShown,
	tenuresShown
} from './journey-parts.server.ts';

export type Step = {
	at: string;
	touchpointId: string;
	kind: TouchpointKind;
	title: string | null;
	shares: { rule: string; share: number }[];
};
export type TenureRow = {
	tenureId: string;
	companyJa: string;
	companyEn: string;
	startedOn: string;
	endedOn: string | null;
	department: string;
	title: string;
	managerFamily: string | null;
	managerGiven: string | null;
};
export type Journey = {
	person: Named & {
		personId: string;
		presentCompany: string | null;
		email: string | null;
		basis: string | null;
		doNotContact: boolean | null;
		joinedAt: string | null;
		roles: string[] | null;
	};
	tenures: TenureRow[];
	standings: { quadrant: Quadrant; saidAt: string; wouldChange: string[] }[];
	steps: Step[];
	visits: number;
	/** Why nobody may be asked to write to them now, if nobody may. */
	notCalled: NotNow | undefined;
	rehires: {
		rehireId: string;
		returnedOn: string;
		companyJa: string;
		companyEn: string;
		shares: ShareShown[];
	}[];
};

/**
 * One person at the desk, from first joining to coming back: their tenures, standings and touchpoints, and what a
 * return is attributed to. Plain visits are counted only. The look is written to the audit log. Throws NotFound.
 */
export async function journeyOf(actor: Actor, personId: string): Promise<Journey> {
	authorize(actor, 'person.see');
	return inNetwork(actor, async (db) => {
		await writeAudit(db, actor, 'person.see', personId);
		const { rows } = await sql<Omit<Journey, 'notCalled'>>`
			select ${personShown(personId)} as person,
				${tenuresShown(personId)} as tenures,
				${standingsShown(personId)} as standings,
				${visitsOf(personId)} as visits,
				${stepsShown(personId)} as steps,
				${rehiresShown(personId)} as rehires
		`.execute(db);
		const journey = rows[0];
		if (!journey?.person) throw new NotFound('No such person');
		const notCalled = may(actor, 'outreach.ask') ? await notToCall(db, [personId]) : undefined;
		return { ...journey, notCalled: notCalled?.get(personId) };
	});
}

const visitsOf = (personId: string) => sql`(
	select count(*)::int
	from touchpoint
	where person_id = ${personId}
		and kind = 'visited'
)`;
