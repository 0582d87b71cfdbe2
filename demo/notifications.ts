import type { Mingling } from './life.ts';
import type { DemoPerson } from './people.ts';
import { dayMs } from './random.ts';

type News = {
	kind: string;
	subject: string;
	path: string;
	about: string;
	actors: DemoPerson[];
	hoursAgo: number;
};

/** What 中村 さくら finds among her notifications: an event, posts of a group, and a message. */
export function notify(mingling: Mingling, groupIds: readonly string[]): void {
	const { chance, now, tied, life } = mingling;
	for (const { kind, subject, path, about, actors, hoursAgo } of newsFor(mingling, groupIds)) {
		const at = new Date(now.getTime() - hoursAgo * 3_600_000);
		life.add('notification', {
			notification_id: chance.id(at),
			person_id: tied.personId,
			kind,
			subject_id: subject,
			path,
			about,
			actor_ids: actors.map((person) => person.personId),
			happened_at: at,
			seen_at: hoursAgo > 24 ? new Date(at.getTime() + dayMs / 4) : null,
			mail_written_at: at,
			on_page: true
		});
	}
}

function newsFor({ company, lively, life }: Mingling, groupIds: readonly string[]): News[] {
	const event = life.rows.get('event')![0]!;
	const eventId = event.event_id as string;
	const groupId = groupIds[1]!;
	const posts = life.rows.get('post')!.filter((post) => post.group_id === groupId);
	const writers = [...new Set(posts.map((post) => post.author_id))].map((id) =>
		company.people.find(({ personId }) => personId === id)!
	);
	const conversationId = life.rows.get('conversation')![0]!.conversation_id as string;
	return [
		{
			kind: 'event_announced',
			subject: eventId,
			path: `/events/${eventId}`,
			about: event.title as string,
			actors: [company.people.find(({ personId }) => personId === event.host_id)!],
			hoursAgo: 60
		},
		{
			kind: 'group_post',
			subject: groupId,
			path: `/groups/${groupId}`,
			about: posts[0]!.words as string,
			actors: writers,
			hoursAgo: 3
		},
		{
			kind: 'message',
			subject: conversationId,
			path: `/messages/${conversationId}`,
			about: '',
			actors: [lively[6]!],
			hoursAgo: 4
		}
	];
}
