import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { draftBriefs, openingWordsFor } from './brief.server.ts';
import {
	calledPeople,
	notToCall,
	possibleCallers,
	type Called,
	type Caller,
	type NotNow
} from './callers.server.ts';
import { listAtMost, spread, tellsReason } from './outreach.ts';
import { secretsOf, writeAsk } from './outreaches.server.ts';

/** Someone of a list who may be called: who could write, whom we would ask, and what they would be told. */
export type Proposal = { person: Called; callers: Caller[]; proposedId: string; brief: string };
/** Someone of a list who is not called, and why; `by_hand` where even the drafted brief would tell of a confidence, so that someone must write it with care. */
export type LeftOut = { person: Called; why: NotNow | 'no_caller' | 'by_hand' };

/** Whom to ask for each person of a list (the first twenty), with the rules of one person kept for each. The look is in the audit log. */
export async function proposeCallers(
	actor: Actor,
	personIds: readonly string[]
): Promise<{ proposals: Proposal[]; leftOut: LeftOut[] }> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		const list = await readList(db, personIds);
		await writeAudit(db, actor, 'outreach.callers', undefined, {
			people: list.people.map((one) => one.personId)
		});
		const proposed = spread(
			list.people
				.filter((one) => !list.why(one))
				.map((one) => ({ personId: one.personId, callers: list.callersOf(one.personId) }))
		);
		return {
			proposals: list.people.flatMap((person) => {
				const proposedId = proposed.get(person.personId);
				return proposedId
					? [
							{
								person,
								callers: list.callersOf(person.personId),
								proposedId,
								brief: list.briefs.get(person.personId)!
							}
						]
					: [];
			}),
			leftOut: list.people.flatMap((person) => {
				const why = list.why(person);
				return why ? [{ person, why }] : [];
			})
		};
	});
}

/**
 * Asks for each person of a list the caller chosen for them; `note` is added to every brief. Gives how many were asked, and the ids of those who were not, since what holds of them
 * has changed meanwhile. Throws Invalid at `note` where it tells of a confidence of anyone on the list: then nobody was asked.
 */
export async function askForList(
	actor: Actor,
	pairs: readonly { personId: string; callerId: string }[],
	note: string
): Promise<{ asked: number; notAsked: string[] }> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		const chosen = new Map(pairs.map(({ personId, callerId }) => [personId, callerId]));
		const list = await readList(db, [...chosen.keys()]);
		if (list.people.some((one) => tellsReason(note, list.secrets.get(one.personId) ?? [])))
			throw new Invalid('tells_reason', 'note');
		const asked = new Set<string>();
		for (const person of list.people) {
			const caller = list
				.callersOf(person.personId)
				.find((one) => one.personId === chosen.get(person.personId));
			if (list.why(person) || !caller) continue;
			const brief = [list.briefs.get(person.personId), note].filter(Boolean).join('\n\n');
			if (
				await writeAsk(db, actor, {
					personId: person.personId,
					callerId: caller.personId,
					brief,
					openingWords: openingWordsFor(person, caller),
					tie: caller.tie
				})
			)
				asked.add(person.personId);
		}
		return { asked: asked.size, notAsked: [...chosen.keys()].filter((id) => !asked.has(id)) };
	});
}

/** What is known of each of a list, in a fixed number of statements however long it is; in the order of the list. */
async function readList(db: Db, wished: readonly string[]) {
	const ids = [...new Set(wished)].slice(0, listAtMost);
	const [found, notNow, callers, secrets] = await Promise.all([
		calledPeople(db, ids),
		notToCall(db, ids),
		possibleCallers(db, ids),
		secretsOf(db, ids)
	]);
	const people = found.toSorted((a, b) => ids.indexOf(a.personId) - ids.indexOf(b.personId));
	const briefs = await draftBriefs(db, people);
	const callersOf = (personId: string) => callers.filter((one) => one.calledId === personId);
	const tells = ({ personId }: Called) => tellsReason(briefs.get(personId)!, secrets.get(personId) ?? []);
	const why = (person: Called): LeftOut['why'] | undefined =>
		notNow.get(person.personId) ??
		(callersOf(person.personId).length === 0 ? 'no_caller' : tells(person) ? 'by_hand' : undefined);
	return { people, briefs, secrets, callersOf, why };
}
