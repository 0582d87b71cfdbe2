import * as m from '#locales/messages.ts';
import { may, type Permission, type Who } from '#access/policy/policy.ts';
import type { AtDesk } from '#seeing/today/at-desk.server.ts';
import type { SideGroup, SideItem } from '#ui/layout/side.ts';
import type { IconName } from '#ui/elements/Icon.svelte';

type Drawer = { href: string; label: () => string; permission: Permission; waits?: keyof AtDesk };
type Group = { id: string; label: () => string; icon: IconName; drawers: Drawer[] };

const today: Drawer = { href: '/desk', label: m.desk_today, permission: 'desk.see' };
const toHome: Drawer = { href: '/home', label: m.desk_to_home, permission: 'home.see' };

const people: Group = {
	id: 'people',
	label: m.desk_group_people,
	icon: 'people',
	drawers: [
		{ href: '/desk/people', label: m.desk_people, permission: 'person.see' },
		{ href: '/desk/segments', label: m.desk_segments, permission: 'segment.keep' },
		{ href: '/desk/people/duplicates', label: m.duplicates_title, permission: 'person.merge' },
		{ href: '/desk/imports', label: m.desk_imports, permission: 'hr_import.load', waits: 'imports' },
		{ href: '/desk/invitations', label: m.desk_invitations, permission: 'invitation.send' },
		{ href: '/desk/send-offs', label: m.send_offs_title, permission: 'send_off.run' },
		{ href: '/desk/claims', label: m.desk_claims, permission: 'claim.decide' },
		{ href: '/desk/launch', label: m.desk_launch, permission: 'launch.see' }
	]
};
const telling: Group = {
	id: 'telling',
	label: m.desk_group_telling,
	icon: 'tell',
	drawers: [
		{ href: '/desk/publish', label: m.desk_publish, permission: 'change.write' },
		{ href: '/desk/changes', label: m.desk_changes, permission: 'change.write' },
		{ href: '/desk/letters', label: m.desk_letters, permission: 'letter.write' },
		{ href: '/desk/stories', label: m.nav_stories, permission: 'story.write' },
		{ href: '/desk/reasons', label: m.desk_reasons, permission: 'reasons.read', waits: 'reasons' }
	]
};
const gathering: Group = {
	id: 'gathering',
	label: m.desk_group_gathering,
	icon: 'messages',
	drawers: [
		{ href: '/desk/inbox', label: m.desk_inbox, permission: 'desk_inbox.see', waits: 'inbox' },
		{ href: '/desk/care', label: m.desk_care, permission: 'care.see', waits: 'care' },
		{ href: '/desk/papers', label: m.papers_desk, permission: 'paper.answer', waits: 'papers' },
		{ href: '/desk/proposals', label: m.proposals_desk, permission: 'event.decide', waits: 'proposals' },
		{
			href: '/desk/collaborations',
			label: m.collab_title,
			permission: 'collaboration.decide',
			waits: 'collaborations'
		},
		{ href: '/desk/events', label: m.nav_events, permission: 'event.decide' },
		{ href: '/desk/helpers', label: m.desk_helpers, permission: 'helper.name' }
	]
};
const returning: Group = {
	id: 'returning',
	label: m.desk_group_returning,
	icon: 'return',
	drawers: [
		{ href: '/desk/outreach', label: m.desk_outreach, permission: 'outreach.ask' },
		{ href: '/desk/openings', label: m.nav_openings, permission: 'opening.write' },
		{ href: '/desk/talks', label: m.desk_talks, permission: 'talks.see' },
		{ href: '/desk/concerns', label: m.desk_concerns, permission: 'concern.handle' },
		{
			href: '/desk/applications',
			label: m.applications_title,
			permission: 'application.handle',
			waits: 'applications'
		},
		{ href: '/desk/rehires', label: m.desk_rehires, permission: 'rehire.record' }
	]
};
const seeing: Group = {
	id: 'seeing',
	label: m.desk_group_seeing,
	icon: 'figures',
	drawers: [
		{ href: '/desk/overview', label: m.nav_overview, permission: 'overview.see' },
		{ href: '/desk/quadrants', label: m.nav_quadrants, permission: 'quadrants.see' },
		{ href: '/desk/unlock', label: m.unlock_title, permission: 'unlock.see' },
		{ href: '/desk/cadence', label: m.cadence_title, permission: 'cadence.see' },
		{ href: '/desk/reach', label: m.reach_page_title, permission: 'reach.see' },
		{ href: '/desk/paths', label: m.path_title, permission: 'paths.see' },
		{ href: '/desk/report', label: m.report_page_title, permission: 'report.see' },
		{ href: '/desk/surveys', label: m.surveys_title, permission: 'survey.write' }
	]
};
const running: Group = {
	id: 'running',
	label: m.settings_title,
	icon: 'settings',
	drawers: [
		{ href: '/desk/settings', label: m.desk_group_network, permission: 'settings.change' },
		{ href: '/desk/roles', label: m.desk_roles, permission: 'role.give' },
		{ href: '/desk/mail', label: m.desk_mail, permission: 'mail.check' },
		{ href: '/desk/outbox', label: m.desk_outbox, permission: 'outbox.read' },
		{ href: '/desk/jobs', label: m.queue_title, permission: 'job.handle' },
		{ href: '/desk/audit', label: m.audit_title, permission: 'audit.read' },
		{ href: '/desk/api', label: m.desk_api, permission: 'api.manage' }
	]
};
const groups = [people, telling, gathering, returning, seeing, running];
/** What stands at the bottom of a phone, near the thumb. All else is behind the menu. */
const nearest: { drawer: Drawer; icon: IconName }[] = [
	{ drawer: today, icon: 'desk' },
	{ drawer: people.drawers[0]!, icon: 'people' },
	{ drawer: telling.drawers[0]!, icon: 'tell' },
	{ drawer: seeing.drawers[0]!, icon: 'figures' }
];

/** The desk's menu as far as someone may open it. `waiting` is how much waits in each place; `closed` are groups' ids. */
export function menuOf(who: Who | undefined, waiting: Partial<AtDesk>, closed: readonly string[]) {
	const open = (drawer: Drawer) => may(who, drawer.permission);
	const item = ({ href, label, waits }: Drawer): SideItem => ({
		href,
		label: label(),
		count: (waits && waiting[waits]) ?? 0
	});
	const shown: SideGroup[] = groups
		.map(({ id, label, icon, drawers }) => ({
			id,
			label: label(),
			icon,
			isClosed: closed.includes(id),
			items: drawers.filter(open).map(item)
		}))
		.filter(({ items }) => items.length > 0);
	return {
		first: [today].filter(open).map(item),
		groups: shown,
		last: [toHome].filter(open).map(item),
		nearest: nearest
			.filter(({ drawer }) => open(drawer))
			.map(({ drawer, icon }) => ({ ...item(drawer), icon }))
	};
}

/** The first page of the menu that someone may read who may not read what waits today, such as management. Undefined if none. */
export function firstPageOf(who: Who | undefined): string | undefined {
	return groups.flatMap(({ drawers }) => drawers).find(({ permission }) => may(who, permission))?.href;
}

/** The pages of the desk whose name holds these words, with the group that they stand in. */
export function pagesNamed(
	who: Who | undefined,
	words: string
): { href: string; label: string; group: string }[] {
	const wanted = words.toLocaleLowerCase();
	return groups
		.flatMap(({ label, drawers }) => drawers.map((drawer) => ({ drawer, group: label() })))
		.filter(
			({ drawer, group }) =>
				may(who, drawer.permission) &&
				`${drawer.label()} ${group}`.toLocaleLowerCase().includes(wanted)
		)
		.map(({ drawer, group }) => ({ href: drawer.href, label: drawer.label(), group }));
}
