import { isPermissionOff } from '#access/parts/parts.ts';
import { Forbidden } from '#platform/http/failures.ts';

export const roles = ['alumnus', 'employee', 'executive', 'steward', 'admin', 'restricted_reader'] as const;
export type Role = (typeof roles)[number];
/** As what an employee is let in among alumni by the network's setting (decision 64). The database derives it; nobody gives it. */
export const letInRoles = ['rejoiner', 'companion'] as const;
export type LetInRole = (typeof letInRoles)[number];

const members = roles;
/**
 * The community: who left, management, the desk, and employees whom the network lets in. Other employees meet alumni in
 * the directory, at events and in messages.
 */
const community = ['alumnus', 'executive', 'steward', ...letInRoles] as const;
const desk = ['steward'] as const;

/**
 * Who may do what, by role. Every permission that a command or a query asks for stands here, and nowhere else. What
 * depends on more than a role stands beside it: `rules.ts`, and `roles.ts` for what the roles mean.
 */
export const policy = {
	'home.see': community,
	'post.see': community,
	'post.write': community,
	'comment.write': community,
	'comment.keep': members,
	react: community,
	'group.see': community,
	'group.make': community,
	'group.run': community,
	'group.make_by_rule': desk,
	'directory.see': members,
	'company.see': members,
	'person.block': members,
	'upload.add': members,
	'upload.see': members,
	'draft.keep': members,
	'event.see': members,
	'event.reply': members,
	'event.host': community,
	'mentoring.see': ['alumnus', 'employee', 'executive'],
	'mentoring.join': ['alumnus', 'employee', 'executive'],
	'event.discuss': members,
	'event.propose': ['alumnus'],
	'conversation.see': members,
	'message.write': members,
	'notification.see': members,
	'report.make': members,
	'match.read': ['alumnus'],
	'me.see': members,
	'me.change': members,
	'own_data.take': members,
	'own_data.erase': members,
	'letter.read': community,
	'story.read': members,
	'story.tell': members,
	'standing.say': ['alumnus'],
	'reasons.say': ['alumnus'],
	'collaboration.see': community,
	'collaboration.ask': ['alumnus', 'executive', 'steward'],
	'collaboration.decide': desk,
	'come_back.see': ['alumnus'],
	'opening.see': members,
	'opening.wish': ['alumnus'],
	'talk.book': ['alumnus'],
	'concern.make': ['alumnus'],
	'concern.handle': ['steward', 'admin', 'restricted_reader'],
	'talk.see': ['alumnus', 'employee', 'executive'],
	'application.send': ['alumnus'],
	'application.follow': members,
	'paper.ask': ['alumnus'],
	'host.be': ['employee', 'executive'],
	'outreach.answer': ['employee', 'executive'],
	'referral.make': ['alumnus', 'employee', 'executive'],
	'welcome.see': ['employee', 'executive', 'steward'],
	'check_in.answer': ['employee', 'executive'],
	'desk.see': desk,
	'person.see': desk,
	'person.change': desk,
	'person.export': desk,
	'person.merge': desk,
	'person.remove': desk,
	'segment.keep': desk,
	'survey.write': desk,
	'survey.answer': ['alumnus'],
	'reasons.read': desk,
	'reasons.read_restricted': ['restricted_reader'],
	'role.give': ['steward', 'admin'],
	'account.guard': ['admin'],
	'colleague.invite': ['steward', 'admin'],
	'hr_import.load': desk,
	'send_off.run': desk,
	'invitation.send': desk,
	'claim.decide': desk,
	'outbox.read': desk,
	'outbox.send': desk,
	'mail.check': ['steward', 'admin'],
	'change.write': desk,
	'change.publish': desk,
	'letter.write': desk,
	'story.write': desk,
	'talks.see': desk,
	'care.see': desk,
	'desk_inbox.see': desk,
	'event.decide': desk,
	'helper.name': desk,
	'launch.see': desk,
	'opening.write': desk,
	'application.handle': desk,
	'paper.answer': desk,
	'outreach.ask': desk,
	'referral.see': desk,
	'rehire.record': desk,
	'quadrants.see': ['steward', 'admin', 'executive'],
	'overview.see': ['steward', 'admin', 'executive'],
	'overview.count': desk,
	'unlock.see': ['steward', 'admin', 'executive'],
	'cadence.see': desk,
	'report.see': ['steward', 'admin', 'executive'],
	'report.send': desk,
	'paths.see': desk,
	'reach.see': ['steward', 'admin', 'executive'],
	'api.manage': ['steward', 'admin'],
	'settings.change': ['steward', 'admin'],
	'single_sign_on.manage': ['admin'],
	'job.handle': ['admin'],
	'audit.read': ['admin'],
	'audit.export': ['admin'],
	'audit.set': ['admin'],
	'support.see': ['steward', 'admin'],
	'support.open': ['admin'],
	'quadrants.people': desk,
	'unlock.people': desk
} as const satisfies Record<string, readonly (Role | LetInRole)[]>;

export type Permission = keyof typeof policy;

/** What speaks to others. Someone who is suspended may not do it until the suspension ends. */
const voices: ReadonlySet<Permission> = new Set([
	'post.write',
	'comment.write',
	'comment.keep',
	'event.discuss',
	'mentoring.join',
	'event.propose',
	'message.write',
	'group.make',
	'event.host',
	'upload.add',
	'collaboration.ask'
]);

/** What the operator never does by support access: what gives power or takes people away, and what is one's own. */
const notBySupport: ReadonlySet<Permission> = new Set([
	'role.give',
	'colleague.invite',
	'person.remove',
	'person.export',
	'reasons.read_restricted',
	'api.manage',
	'settings.change',
	'audit.read',
	'audit.export',
	'audit.set',
	'support.open',
	'me.see',
	'me.change',
	'mentoring.see',
	'mentoring.join'
]);

/** What those who run the desk take no part in, whatever else they are: it would tell them what is none of theirs. */
const notAtDesk: ReadonlySet<Permission> = new Set(['mentoring.see', 'mentoring.join']);

export type Who = {
	roles: readonly (Role | LetInRole)[];
	isSuspended?: boolean;
	partsOff?: readonly string[];
	support?: { mayWrite: boolean };
};

/** May someone with these roles do this? Someone who is suspended reads, but does not speak. Nobody does what is off. */
export function may(who: Who | undefined, permission: Permission): boolean {
	if (who?.isSuspended && voices.has(permission)) return false;
	if (who?.support && notBySupport.has(permission)) return false;
	if (notAtDesk.has(permission) && who?.roles.some((role) => role === 'steward' || role === 'admin'))
		return false;
	if (isPermissionOff(permission, who?.partsOff)) return false;
	const allowed: readonly (Role | LetInRole)[] = policy[permission];
	return who?.roles.some((role) => allowed.includes(role)) ?? false;
}

/** Throws Forbidden where `may` says no. */
export function authorize(who: Who | undefined, permission: Permission): void {
	if (!may(who, permission)) throw new Forbidden(permission);
}
