import type { Read } from './changes.ts';
import type { Life, Telling } from './life.ts';
import { atHour, type DemoPerson } from './people.ts';
import { daysAfter, type Chance } from './random.ts';
import { says } from './posts-words.ts';

type Answer = 'yes' | 'no' | 'unknown';

/** A member's months: they join, say where they stand, come by and sometimes write. */
export function liveAsMember(telling: Telling, one: DemoPerson, reads: Read[]): void {
	const { chance, life } = telling;
	life.touch(chance, one.personId, 'joined', one.joinedAt!);
	life.touch(chance, one.personId, 'reasons_said', one.joinedAt!, one.tenureId);
	standAnew(telling, one, reads);
	visit(telling, one);
}

/** Where they stand, said on joining and again now and then, mostly after they read of a change. */
function standAnew({ chance, now, life }: Telling, one: DemoPerson, reads: Read[]): void {
	const joined = one.joinedAt!;
	const moments = [
		joined,
		...reads.filter(() => chance.happens(0.5)).map((read) => new Date(read.at.getTime() + 120_000)),
		...(chance.happens(0.3)
			? [new Date(joined.getTime() + Math.floor(chance.next() * (now.getTime() - joined.getTime())))]
			: [])
	].sort((a, b) => a.getTime() - b.getTime());
	let wants: Answer = chance.weighted([
		['yes', 26],
		['no', 45],
		['unknown', 29]
	] as const);
	let can: Answer = chance.weighted([
		['yes', 24],
		['no', 50],
		['unknown', 26]
	] as const);
	for (const [at, moment] of moments.entries()) {
		if (at > 0) {
			// Reading that it can be done now moves some: first the wish, later the possibility.
			if (wants !== 'yes' && chance.happens(0.34))
				wants = wants === 'unknown' || chance.happens(0.5) ? 'yes' : 'no';
			if (can !== 'yes' && chance.happens(0.1)) can = can === 'unknown' ? 'no' : 'yes';
			if (wants === 'unknown' && chance.happens(0.3)) wants = 'no';
		}
		const id = chance.id(moment);
		life.add('standing', {
			standing_id: id,
			person_id: one.personId,
			can_return: can,
			wants_to_return: wants,
			said_by: 'person',
			would_change: [],
			said_at: moment,
			is_current: at === moments.length - 1
		});
		life.touch(chance, one.personId, 'standing_said', moment, id);
	}
}

/** Something that this member can say and that nobody said before; undefined where there is nothing. */
function newWords(chance: Chance, life: Life, one: DemoPerson): string | undefined {
	const open = says.map((say) => say(one)).filter((words) => words && !life.said.has(words));
	return open.length > 0 ? chance.pick(open) : undefined;
}

function visit({ chance, now, life }: Telling, one: DemoPerson): void {
	const joined = one.joinedAt!;
	// One in seven comes by every few weeks; the others hardly ever do, as in other networks.
	const [least, most] = chance.happens(0.15) ? [4, 40] : [50, 320];
	for (
		let day = daysAfter(joined, 1);
		day < daysAfter(now, -1);
		day = daysAfter(day, chance.whole(least, most))
	) {
		const at = new Date(atHour(day, chance.whole(0, 13)).getTime() + chance.whole(0, 40) * 60_000);
		if (at <= joined || at >= now) continue;
		life.touch(chance, one.personId, 'visited', at);
		const words = chance.happens(0.1) ? newWords(chance, life, one) : undefined;
		if (words) {
			life.said.add(words);
			const postedAt = new Date(at.getTime() + 300_000);
			const id = chance.id(postedAt);
			life.add('post', {
				post_id: id,
				author_id: one.personId,
				words,
				posted_at: postedAt
			});
			life.touch(chance, one.personId, 'posted', postedAt, id);
		}
	}
}
