import * as m from '#locales/messages.ts';
import * as f from '#platform/locale/format.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { fullName } from '#people/persons/person.ts';
import { excerpt, type EventHit, type GroupHit, type PostHit } from './section.ts';

/** One thing that was found: where it leads, what it is called, and what else tells it apart. */
export type Line = { href: string; label: string; about: string };

export function postLine(post: PostHit, q: string, locale: Locale): Line {
	const author =
		post.kind === 'company' ? m.post_from_company() : m.person_san({ name: fullName(post, locale) });
	return {
		href: `/posts/${post.id}`,
		label: excerpt(post.words, q.toLowerCase().split(/\s+/)),
		about: [author, post.groupName, f.day(post.postedAt, 'medium')].filter(Boolean).join(' ・ ')
	};
}

export const groupLine = (group: GroupHit): Line => ({
	href: `/groups/${group.id}`,
	label: group.name,
	about: m.group_members_count({ count: group.members })
});

export const eventLine = (event: EventHit): Line => ({
	href: `/events/${event.id}`,
	label: event.title,
	about: [f.day(event.startsAt, 'medium'), event.place].filter(Boolean).join(' ・ ')
});
