import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { may, type Permission } from '#access/policy/policy.ts';
import type { IconName } from '#ui/elements/Icon.svelte';
import type { OwnItem } from '#ui/layout/OwnMenu.svelte';

type Room = { href: string; label: () => string; icon: IconName; permission: Permission };

/** What an alumnus does about coming back and what an employee does about it are in the same place, for whom it is. */
const places = {
	home: { href: '/home', label: m.nav_home, icon: 'home', permission: 'home.see' },
	people: { href: '/people', label: m.nav_people, icon: 'people', permission: 'directory.see' },
	groups: { href: '/groups', label: m.nav_groups, icon: 'groups', permission: 'group.see' },
	events: { href: '/events', label: m.nav_events, icon: 'events', permission: 'event.see' },
	since: { href: '/since', label: m.nav_since, icon: 'since', permission: 'match.read' },
	comeBack: { href: '/come-back', label: m.nav_come_back, icon: 'door', permission: 'come_back.see' },
	asked: { href: '/staff', label: m.nav_asked, icon: 'door', permission: 'host.be' },
	stories: { href: '/stories', label: m.nav_stories, icon: 'heart', permission: 'story.read' },
	messages: { href: '/messages', label: m.nav_messages, icon: 'messages', permission: 'conversation.see' }
} satisfies Record<string, Room>;

const { home, people, groups, events, since, comeBack, asked, stories, messages } = places;
const inHeader: Room[] = [home, people, groups, events, since, comeBack, asked];
const atBottom: Room[] = [home, people, events, comeBack, asked];
const tabsAtMost = 5;

type Own = Omit<Room, 'icon'> & Pick<OwnItem, 'isRoom' | 'group'>;
const own: Own[] = [
	{ href: '/me', label: m.nav_me, permission: 'me.see', group: 'own' },
	{ href: '/me/profile', label: m.nav_profile, permission: 'me.see', group: 'own' },
	{ href: '/me/notifications', label: m.notify_settings, permission: 'notification.see', group: 'own' },
	{ href: '/saved', label: m.nav_saved, permission: 'post.see', group: 'own' },
	{ href: '/papers', label: m.papers_title, permission: 'paper.ask', group: 'own' },
	{ ...groups, isRoom: true, group: 'rooms' },
	{ ...since, isRoom: true, group: 'rooms' },
	{ href: '/mentoring', label: m.mentoring_title, permission: 'mentoring.see', group: 'rooms' },
	{ ...stories, group: 'rooms' },
	{ href: '/openings', label: m.nav_openings, permission: 'opening.see', group: 'rooms' },
	{ href: '/collaborations', label: m.collab_title, permission: 'collaboration.see', group: 'rooms' },
	{ href: '/desk', label: m.nav_desk, permission: 'desk.see', group: 'desk' },
	{ href: '/desk/overview', label: m.nav_overview, permission: 'overview.see', group: 'desk' },
	{ href: '/desk/quadrants', label: m.nav_quadrants, permission: 'quadrants.see', group: 'desk' },
	{ href: '/desk/unlock', label: m.unlock_title, permission: 'unlock.see', group: 'desk' }
];

/**
 * The rooms that are open to a member, in the words of the reader. Each page's door decides again. Who has nothing to
 * read of what changed since they left, as they are here, finds the stories in its place.
 */
export function roomsOf(actor: Pick<Actor, 'roles' | 'partsOff'> | undefined) {
	const open = <R extends { permission: Permission; label: () => string }>(all: readonly R[]) =>
		all
			.filter(({ permission }) => may(actor, permission))
			.map((room) => ({ ...room, label: room.label() }));
	const hasLeft = may(actor, since.permission);
	const bottom = open(hasLeft ? atBottom : [...atBottom, { ...stories, label: m.nav_stories_tab }]).slice(
		0,
		tabsAtMost - 1
	);
	return {
		rooms: open(hasLeft ? inHeader : [...inHeader, stories]),
		tabs: [...bottom, ...open([messages])],
		own: open(
			own.map((item) => (item.href === stories.href && !hasLeft ? { ...item, isRoom: true } : item))
		)
	};
}
