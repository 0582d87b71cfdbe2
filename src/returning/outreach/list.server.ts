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
import { listAtMost, spread, tellsReason, type Tie } from './outreach.ts';
import { secretsOf, writeAsk, type Wish } from './outreaches.server.ts';

/**
 * Someone of a list who may be called: who could write, whom we would ask, and what the caller would be told.
 */
export type Proposal = { person: Called; callers: Caller[]; proposedId: string; brief: string };
/**
 * Someone of a list who is not called, and why. `by_hand`: even the drafted brief would give a confidence away, so
 * someone must write it with care.
 */
export type LeftOut = { person: Called; why: NotNow | 'no_caller' | 'by_hand' };

/**
 * Proposes a caller for each person of a list (the first twenty), by the same rules as for one person. The look is
 * written to the audit log.
 */
export async function proposeCallers(
	actor: Actor,
	personIds: readonly string[]
): Promise<{ proposals: Proposal[]; leftOut: LeftOut[] }> {
	authorize(actor, 'outreach.ask');
	return inNetwork(actor, async (db) => {
		const list = await readList(db, personIds);
		await writeAudit(db, actor, 'outreach.callers', undefined, {
			people: list.people.map((person) => person.personId)
		});
		return { proposals: proposalsOf(list), leftOut: leftOutOf(list) };
	});
}

function proposalsOf({ people, briefs, callersOf, why }: List): Proposal[] {
	const callable = people.filter((person) => !why(person));
	const proposed = spread(callable.map(({ personId }) => ({ personId, callers: callersOf(personId) })));
	return callable.flatMap((person) => {
		const { personId } = person;
		const proposedId = proposed.get(personId);
		if (!proposedId) return [];
		return [{ person, callers: callersOf(personId), proposedId, brief: briefs.get(personId)! }];
	});
}

function leftOutOf({ people, why }: List): LeftOut[] {
	return people.flatMap((person) => {
		const cause = why(person);
		return cause ? [{ person, why: cause }] : [];
	});
}

/**
 * Asks the caller chosen for each person of a list; `note` is added to every brief. Gives how many were asked, and
 * the ids of those who were not because something changed meanwhile. Throws Invalid at `note` if it gives away a
 * confidence of anyone on the list: then nobody was asked.
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
		if (list.people.some((person) => tellsReason(note, list.secrets.get(person.personId) ?? [])))
			throw new Invalid('tells_reason', 'note');
		const asked = new Set<string>();
		for (const person of list.people) {
			const caller = list
				.callersOf(person.personId)
				.find((possible) => possible.personId === chosen.get(person.personId));
			if (list.why(person) || !caller) continue;
			if (await askFor(db, actor, { person, caller, brief: list.briefs.get(person.personId), note }))
				asked.add(person.personId);
		}
		return { asked: asked.size, notAsked: [...chosen.keys()].filter((id) => !asked.has(id)) };
	});
}

type Pair = { person: Called; caller: Caller; brief: string | undefined; note: string };

function askFor(db: Db, actor: Actor, pair: Pair): Promise<boolean> {
	return writeAsk(db, actor, wishOf(pair));
}

/** What the caller of a pair is asked, in the words of the reader. */
export function wishOf({ person, caller, brief, note }: Pair): Wish & { tie: Tie } {
	return {
		personId: person.personId,
		callerId: caller.personId,
		brief: [brief, note].filter(Boolean).join('\n\n'),
		openingWords: openingWordsFor(person, caller),
		tie: caller.tie
	};
}

type List = Awaited<ReturnType<typeof readList>>;

/**
 * What is known of the people of a list, in its order. The number of statements does not grow with the list.
 */
export async function readList(db: Db, wished: readonly string[]) {
	const ids = [...new Set(wished)].slice(0, listAtMost);
	const [found, notNow, callers, secrets] = await Promise.all([
		calledPeople(db, ids),
		notToCall(db, ids),
		possibleCallers(db, ids),
		secretsOf(db, ids)
	]);
	const people = found.toSorted((a, b) => ids.indexOf(a.personId) - ids.indexOf(b.personId));
	const briefs = await draftBriefs(db, people);
	const callersOf = (personId: string) => callers.filter((caller) => caller.calledId === personId);
	const why = (person: Called): LeftOut['why'] | undefined => {
		const { personId } = person;
		const refused = notNow.get(personId);
		if (refused) return refused;
		if (callersOf(personId).length === 0) return 'no_caller';
		return tellsReason(briefs.get(personId)!, secrets.get(personId) ?? []) ? 'by_hand' : undefined;
	};
	return { people, briefs, secrets, callersOf, why };
}
