import { Forbidden } from '#platform/http/failures.ts';

export const roles = ['alumnus', 'employee', 'executive', 'steward', 'admin', 'restricted_reader'] as const;
export type Role = (typeof roles)[number];

const members = roles;
/** The community: who left, management, and the desk. Employees meet alumni in the directory, at events and in messages. */
const community = ['alumnus', 'executive', 'steward'] as const;
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
	'person.merge': desk,
	'person.remove': desk,
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
	'helper.name': desk,
	'launch.see': desk,
	'opening.write': desk,
	'application.handle': desk,
	'paper.answer': desk,
	'outreach.ask': desk,
	'referral.see': desk,
	'rehire.record': desk,
	'quadrants.see': ['steward', 'admin', 'executive'],
	'unlock.see': ['steward', 'admin', 'executive'],
	'api.manage': ['steward', 'admin'],
	'settings.change': ['steward', 'admin'],
	'single_sign_on.manage': ['admin'],
	'audit.read': ['admin'],
	'audit.export': ['admin'],
	'audit.set': ['admin'],
	'support.see': ['steward', 'admin'],
	'support.open': ['admin'],
	'quadrants.people': desk
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof policy;

/** What speaks to others. Someone who is suspended may not do it until the suspension ends. */
const voices: ReadonlySet<Permission> = new Set([
	'post.write',
	'comment.write',
	'message.write',
	'group.make',
	'event.host',
	'upload.add'
]);

/** What the operator never does by support access: what gives power or takes people away, and what is one's own. */
const notBySupport: ReadonlySet<Permission> = new Set([
	'role.give',
	'colleague.invite',
	'person.remove',
	'reasons.read_restricted',
	'api.manage',
	'settings.change',
	'audit.read',
	'audit.export',
	'audit.set',
	'support.open',
	'me.see',
	'me.change'
]);

export type Who = { roles: readonly Role[]; isSuspended?: boolean; support?: { mayWrite: boolean } };

/** May someone with these roles do this? Someone who is suspended reads, but does not speak. */
export function may(who: Who | undefined, permission: Permission): boolean {
	if (who?.isSuspended && voices.has(permission)) return false;
	if (who?.support && notBySupport.has(permission)) return false;
	const allowed: readonly Role[] = policy[permission];
	return who?.roles.some((role) => allowed.includes(role)) ?? false;
}

/** Throws Forbidden where `may` says no. */
export function authorize(who: Who | undefined, permission: Permission): void {
	if (!may(who, permission)) throw new Forbidden(permission);
}
