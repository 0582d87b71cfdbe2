import type { RawBuilder } from 'kysely';
import type { Db } from '#platform/database/network.server.ts';
import { possibleCallers, type PossibleCaller } from './callers.server.ts';
import { tiedOrHesitant, type WorthCalling } from './worth-calling.server.ts';

export type FirstToAsk = { person: WorthCalling; caller: PossibleCaller };

/**
 * Whom to ask first to write to whom: someone who said lately where they stand and fits `also`, where a former manager
 * can write to them. Where no manager can, the nearest other caller. The rules are those of `callersFor`. Names someone
 * by what they said: whoever shows it writes the audit log.
 */
export async function firstToAsk(db: Db, also: RawBuilder<boolean>): Promise<FirstToAsk | undefined> {
	const people = await tiedOrHesitant(db, also);
	const callers = await possibleCallers(
		db,
		people.map(({ personId }) => personId)
	);
	const pairs = people.flatMap((person) => {
		const caller = callers.find(({ calledId }) => calledId === person.personId);
		return caller ? [{ person, caller }] : [];
	});
	return pairs.find(({ caller }) => caller.tie === 'manager') ?? pairs[0];
}
