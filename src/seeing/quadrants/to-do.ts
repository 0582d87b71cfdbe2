import * as m from '#locales/messages.ts';
import { may, type Permission, type Who } from '#access/policy/policy.ts';
import type { Quadrant } from '#people/standings/standing.ts';

type Action = { label: () => string; href: string; permission: Permission };
type ToDo = { quadrant: Quadrant; advice: () => string; actions: Action[] };

/** What the desk can do for each quadrant, those first in which a little opens the most. */
const all: readonly ToDo[] = [
	{
		quadrant: 'tied',
		advice: m.todo_tied,
		actions: [
			{ label: m.todo_find_change, href: '/desk/unlock', permission: 'unlock.see' },
			{ label: m.todo_new_change, href: '/desk/changes/new', permission: 'change.write' },
			{ label: m.todo_hosts, href: '/desk/talks/hosts', permission: 'talks.see' }
		]
	},
	{
		quadrant: 'hesitant',
		advice: m.todo_hesitant,
		actions: [
			{ label: m.todo_outreach, href: '/desk/outreach', permission: 'outreach.ask' },
			{ label: m.todo_letter, href: '/desk/letters/new', permission: 'letter.write' },
			{ label: m.todo_stories, href: '/desk/stories', permission: 'story.write' }
		]
	},
	{
		quadrant: 'ready',
		advice: m.todo_ready,
		actions: [
			{ label: m.todo_openings, href: '/desk/openings', permission: 'opening.write' },
			{ label: m.todo_talks, href: '/desk/talks', permission: 'talks.see' }
		]
	},
	{
		quadrant: 'distant',
		advice: m.todo_distant,
		actions: [
			{ label: m.todo_event, href: '/events/new', permission: 'event.host' },
			{ label: m.todo_helpers, href: '/desk/helpers', permission: 'helper.name' }
		]
	},
	{
		quadrant: 'unknown',
		advice: m.todo_unknown,
		actions: [{ label: m.todo_invitations, href: '/desk/invitations', permission: 'invitation.send' }]
	}
];

/** What someone may do for each quadrant, in the reader's words. */
export function toDoFor(who: Who | undefined) {
	return all.map(({ quadrant, advice, actions }) => ({
		quadrant,
		advice: advice(),
		actions: actions
			.filter(({ permission }) => may(who, permission))
			.map(({ label, href }) => ({ href, label: label() }))
	}));
}
