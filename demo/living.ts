import { apply } from './applications.ts';
import { tellChanges } from './changes.ts';
import { Life, type Telling } from './life.ts';
import { liveAsMember } from './members.ts';
import { offerJobs, wishForJobs } from './openings.ts';
import type { Company } from './people.ts';
import type { Chance } from './random.ts';
import { bringBack } from './rehires.ts';
import { holdTalks } from './talks.ts';

/**
 * Eighteen months of what members did: they say where they stand, write, read what changed, talk, apply; some come
 * back. `daysMoved` is by how many days it will be moved, so that talks fall on days when their hosts have time.
 */
export function makeLife(chance: Chance, company: Company, now: Date, daysMoved: number): Life {
	const life = new Life();
	const members = company.alumni.filter((person) => person.joinedAt);
	const telling: Telling = { chance, company, members, now, life };
	for (const person of company.alumni)
		if (person.invitedAt) life.touch(chance, person.personId, 'invited', person.invitedAt);
	const reads = tellChanges(telling);
	for (const member of members) liveAsMember(telling, member, reads.get(member.personId) ?? []);
	const openingIds = offerJobs(telling);
	wishForJobs(telling);
	const talkers = holdTalks(telling, daysMoved);
	apply(telling, talkers, openingIds);
	bringBack(telling, talkers);
	return life;
}
