import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { idOf, someWords, words, revisionField } from '#access/doors/form.ts';
import { opennessIn } from '#access/policy/letting-in.server.ts';
import { narrower, opennesses } from '#access/policy/letting-in.ts';
import { may } from '#access/policy/policy.ts';
import { draftAt } from '#gathering/drafts/drafts.server.ts';
import { events } from '#gathering/events/events.server.ts';
import { editGroup, groupFor, joinGroup, leaveGroup } from '#gathering/groups/groups.server.ts';
import { openGroup, waysOpen } from '#gathering/groups/opening.server.ts';
import { mayLookInside } from '#gathering/groups/visibility.ts';
import { seeAbout } from '#gathering/notifications/notifications.server.ts';
import { pollFields } from '#gathering/polls/poll-form.ts';
import { readPoll } from '#gathering/posts/post.ts';
import { writePost } from '#gathering/posts/posts.server.ts';
import { pinnedPosts, postsAtOnce, postsOfGroup } from '#gathering/posts/reading.server.ts';
import { addAll } from '#gathering/uploads/uploads.server.ts';
import { altsOf, openField, uploadFields, writtenFields } from '#gathering/writing/written-form.ts';
import { readAtOnce, writeAtOnce } from '#platform/database/network.server.ts';

export const load = door('group.see', async ({ event, actor }) => {
	const groupId = idOf(event.params.group);
	const before = z.uuid().safeParse(event.url.searchParams.get('before')).data;
	const [group, posts, pinned, coming, draft, openTo, ways] = await readAtOnce(actor, (db) =>
		Promise.all([
			groupFor(db, actor, groupId),
			postsOfGroup(db, actor, groupId, before),
			before ? [] : pinnedPosts(db, actor, groupId),
			may(actor, 'event.see') ? events(db, actor, 'ahead', { groupId, most: 5 }) : [],
			draftAt(db, actor, `post:${groupId}`),
			opennessIn(db),
			waysOpen(db, actor, groupId)
		])
	);
	if (event.locals.waiting?.unseen) await writeAtOnce(actor, (db) => seeAbout(db, actor, groupId));
	const isInside = mayLookInside(group);
	return {
		group,
		isInside,
		mayAnnounce: may(actor, 'event.host'),
		posts: isInside ? posts : [],
		pinned: isInside ? pinned : [],
		events: isInside ? coming : [],
		draft,
		openTo: narrower(openTo, group.openTo),
		waysOpen: ways,
		isFirst: !before,
		next: isInside && posts.length === postsAtOnce ? `?before=${posts.at(-1)!.postId}` : null,
		now: new Date(),
		me: actor.personId,
		ticket: crypto.randomUUID()
	};
});

const here = (event: { params: Partial<Record<string, string>> }) => idOf(event.params.group);

export const actions = {
	post: act(
		'post.write',
		z.object({ ...writtenFields, ...uploadFields, ...openField, ...pollFields }),
		async ({ event, actor }, wish, form) => {
			const groupId = here(event);
			const brought = await addAll(actor, form);
			const postId = await writePost(actor, {
				...wish,
				groupId,
				uploads: [...wish.uploads, ...brought],
				alts: altsOf(form),
				poll: readPoll(wish.choice),
				closesOn: wish.closesOn
			});
			redirect(303, brought.length > 0 ? `/posts/${postId}/edit?describe` : `/groups/${groupId}`);
		}
	),
	join: act('group.see', z.object({}), async ({ event, actor }) => {
		await joinGroup(actor, here(event));
		redirect(303, `/groups/${here(event)}`);
	}),
	leave: act('group.see', z.object({}), async ({ event, actor }) => {
		await leaveGroup(actor, here(event));
		redirect(303, `/groups/${here(event)}`);
	}),
	edit: act(
		'group.make',
		z.object({ name: words(100), purpose: someWords(1000), revision: revisionField }),
		async ({ event, actor }, wish) => {
			await editGroup(actor, here(event), wish);
			redirect(303, `/groups/${here(event)}`);
		}
	),
	open: act(
		'group.run',
		z.object({ openTo: z.enum(opennesses), revision: revisionField }),
		async ({ event, actor }, wish) => {
			await openGroup(actor, here(event), wish);
			redirect(303, `/groups/${here(event)}`);
		}
	)
};
