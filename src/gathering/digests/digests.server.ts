import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { afterQuietHours } from '#people/contacts/contact.ts';
import { mayNotMail } from '#people/contacts/reach.server.ts';
import { calledName, fullName, type Named } from '#people/persons/person.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import * as f from '#platform/locale/format.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';
import { isWorthIt, type DigestOf, type Tellings } from './digest.ts';
import { digestsFor } from './gathering-digest.server.ts';

/** What a later room has to tell some of these people, by their id. */
export type TellingsFor = (db: Db, people: readonly string[]) => Promise<Map<string, Tellings>>;

const atOnce = 200;

type Addressee = Named & {
	personId: string;
	locale: Locale;
	timeZone: string;
	email: string;
	quietFrom: string;
	quietUntil: string;
	mayNot: string | null;
};

/**
 * Writes this week's digest to everyone whose day it is and who wants one: what alumni did comes first. Who would find nothing worth it gets none. Each
 * batch notes whom it looked at, so that a second run goes on where the first stopped and nobody gets two in six days.
 */
export async function sendDigests(where: InNetwork, tellings: TellingsFor): Promise<void> {
	while ((await inNetwork(where, (db) => sendNext(db, where, tellings))) === atOnce) continue;
}

async function sendNext(db: Db, where: InNetwork, tellingsFor: TellingsFor): Promise<number> {
	const network = await db
		.selectFrom('network')
		.select(['nameJa', 'nameEn', 'hosts'])
		.executeTakeFirstOrThrow();
	const { rows } = await sql<Addressee>`
		with due as (update contact set digested_at = now() where person_id in (
			select c.person_id from contact c join membership mb using (network_id, person_id) where c.wants_digest and c.digest_weekday = extract(isodow from now() at time zone 'Asia/Tokyo')
				and (c.digested_at is null or c.digested_at < now() - interval '6 days') and 'alumnus' = any (mb.roles) order by c.person_id limit ${atOnce} for update of c skip locked) returning *)
		select c.person_id, c.email, c.quiet_from, c.quiet_until, p.locale, p.time_zone, p.family_name, p.given_name, p.family_kana, p.given_kana, ${mayNotMail(sql`c.person_id`)} as may_not from due c join person p using (network_id, person_id)`.execute(
		db
	);
	const people = rows.filter((one) => !one.mayNot);
	if (people.length === 0) return rows.length;
	const ids = people.map((one) => one.personId);
	const [digests, tellings] = [await digestsFor(db, ids), await tellingsFor(db, ids)];
	const origin = originAt(network.hosts);
	for (const one of people) {
		const digest = digests.get(one.personId)!;
		const told = tellings.get(one.personId) ?? { answers: [], voices: [] };
		if (!isWorthIt(digest, told.answers.length)) continue;
		const name = one.locale === 'ja' ? network.nameJa : network.nameEn;
		const written = (unsubscribe: string) =>
			asReader({ locale: one.locale, timeZone: one.timeZone }, () =>
				digestLetter(one, digest, told, { network: name, origin, unsubscribe })
			);
		await leaveMail(db, where, {
			kind: 'digest',
			personId: one.personId,
			address: one.email,
			letter: written,
			list: { name: 'digest', origin },
			notBefore: afterQuietHours(new Date(), one.timeZone, {
				from: one.quietFrom,
				until: one.quietUntil
			})
		});
	}
	return rows.length;
}

type From = { network: string; origin: string; unsubscribe: string };

function digestLetter(
	one: Addressee,
	{ posts, arrivals, arrivalCount, events }: DigestOf,
	{ answers, voices }: Tellings,
	{ network, origin, unsubscribe }: From
): Letter {
	const name = (who: Named) => m.person_san({ name: fullName(who, one.locale) });
	const part = (title: string, items: Block[]): Block[] =>
		items.length > 0 ? [{ part: title }, ...items] : [];
	const tie = {
		group: (post: { groupName: string | null }) => m.digest_in_group({ group: post.groupName ?? '' }),
		department: () => m.digest_same_department(),
		all: () => ''
	};
	const lead = posts[0]
		? m.digest_subject_post({
				name: name(posts[0]),
				words: [...posts[0].words.replaceAll('\n', ' ')].slice(0, 24).join('')
			})
		: arrivals[0]
			? m.digest_subject_arrivals({ name: name(arrivals[0]), count: arrivalCount })
			: m.digest_subject({ network });
	return letter(
		lead,
		[
			{ say: m.digest_greeting({ name: calledName(one, one.locale) }) },
			...part(
				m.digest_posts(),
				posts.map((post) => ({
					item: [name(post), tie[post.tie](post)].filter(Boolean).join(' ・ '),
					words: post.words,
					href: `${origin}/posts/${post.postId}`
				}))
			),
			...part(
				m.digest_arrivals(),
				arrivalCount > 0
					? [
							{
								item: m.digest_arrived({
									names: f.list(arrivals.map(name)),
									more: Math.max(0, arrivalCount - arrivals.length)
								}),
								words: m.digest_arrived_help(),
								href: `${origin}/people`
							}
						]
					: []
			),
			...part(
				m.digest_answers(),
				answers.map((change) => ({
					item: change.title,
					words: change.nowWords,
					href: `${origin}/since/${change.changeId}`
				}))
			),
			...part(
				m.digest_events(),
				events.map((event) => ({
					item: event.title,
					words: `${f.day(new Date(event.startsAt), 'full')} ${f.time(event.startsAt)}`,
					href: `${origin}/events/${event.eventId}`
				}))
			),
			...part(
				m.digest_voices(),
				voices.map((voice) => ({
					item:
						voice.kind === 'letter'
							? m.digest_voice_letter({ name: name(voice), title: voice.title })
							: m.digest_voice_story({ name: name(voice), title: voice.title }),
					words: voice.words,
					href: `${origin}/${voice.kind === 'letter' ? 'letters' : 'stories'}/${voice.id}`
				}))
			),
			{ button: m.digest_button(), href: `${origin}/home` }
		],
		{ network, why: m.digest_why({ address: `${origin}/me/notifications` }), unsubscribe }
	);
}
