/**
 * What belongs to each part that a network can switch off. Nothing else in the product says it: the doors, the policy, the
 * menus, notices, mails, background jobs and the API ask here. A new part is a line here, and its words in `part-names.ts`.
 */
type Holding = {
	/** Permissions that nobody has while the part is off. */
	permissions: readonly string[];
	/** Addresses, without the groups of routes in brackets, that are not there while it is off: these and all below. */
	routes: readonly string[];
	/** Kinds of notifications. */
	notices: readonly string[];
	/** Kinds of mails. */
	mails: readonly string[];
	/** Jobs that are not left for the network. */
	jobs: readonly string[];
	/** Paths of the API, these and all below. */
	operations: readonly string[];
};

const holdings = {
	groups: {
		permissions: ['group.see', 'group.make', 'group.run', 'group.make_by_rule'],
		routes: ['/groups', '/posts/[post]/share'],
		notices: ['group_post', 'group_asked', 'group_accepted', 'group_offered', 'group_opened'],
		mails: [],
		jobs: ['group.fill'],
		operations: ['/groups']
	},
	events: {
		permissions: [
			'event.see',
			'event.reply',
			'event.host',
			'event.discuss',
			'event.propose',
			'event.decide'
		],
		routes: ['/events', '/calendar', '/desk/events', '/desk/proposals'],
		notices: [
			'event_announced',
			'event_changed',
			'event_cancelled',
			'event_moved_up',
			'event_reminder',
			'event_question',
			'event_over',
			'event_reply',
			'event_comment',
			'event_proposed',
			'event_accepted',
			'event_declined'
		],
		mails: [],
		jobs: ['events.remind'],
		operations: ['/events']
	},
	openings: {
		permissions: [
			'opening.see',
			'opening.wish',
			'opening.write',
			'application.send',
			'application.follow',
			'application.handle'
		],
		routes: ['/openings', '/applications', '/jobs', '/desk/openings', '/desk/applications'],
		notices: ['opening', 'opening_check', 'opening_closed', 'application'],
		mails: ['application'],
		jobs: ['opening_feed.read'],
		operations: ['/openings', '/applications']
	},
	talks: {
		permissions: ['talk.book', 'talk.see', 'talks.see'],
		routes: ['/come-back/talk', '/talks', '/staff/hosting', '/desk/talks'],
		notices: ['talk'],
		mails: ['talk'],
		jobs: ['talks.remind', 'calendars.read'],
		operations: ['/casual-talks']
	},
	mentoring: {
		permissions: ['mentoring.see', 'mentoring.join'],
		routes: ['/mentoring'],
		notices: ['mentoring_asked', 'mentoring_accepted', 'mentoring_answered', 'mentoring_changed'],
		mails: [],
		jobs: [],
		operations: []
	},
	collaborations: {
		permissions: ['collaboration.see', 'collaboration.ask', 'collaboration.decide'],
		routes: ['/collaborations', '/desk/collaborations'],
		notices: [
			'collaboration_asked',
			'collaboration_open',
			'collaboration_refused',
			'collaboration_closed',
			'collaboration_interest'
		],
		mails: [],
		jobs: ['collaborations.close'],
		operations: ['/collaborations']
	},
	surveys: {
		permissions: ['survey.write', 'survey.answer'],
		routes: ['/surveys', '/desk/surveys'],
		notices: ['survey', 'survey_closed'],
		mails: [],
		jobs: ['surveys.round'],
		operations: []
	},
	papers: {
		permissions: ['paper.ask', 'paper.answer'],
		routes: ['/papers', '/desk/papers'],
		notices: ['paper_asked', 'paper_sent', 'paper_refused'],
		mails: [],
		jobs: [],
		operations: []
	}
} as const satisfies Record<string, Holding>;

export type Part = keyof typeof holdings;
export const parts = Object.keys(holdings) as Part[];
export const holdingOf: Readonly<Record<Part, Holding>> = holdings;

/** Permissions that stay while one of several parts is on. */
const ofSeveral: Readonly<Record<string, readonly Part[]>> = { 'come_back.see': ['talks', 'openings'] };
/** Addresses that stay while one of several parts is on. What lies below them belongs to the parts themselves. */
const routesOfSeveral: Readonly<Record<string, readonly Part[]>> = { '/come-back': ['talks', 'openings'] };

type Off = readonly string[] | undefined;

const partOfPermission = new Map<string, Part>(
	parts.flatMap((part) => holdingOf[part].permissions.map((permission) => [permission, part] as const))
);

/** The part to which a permission belongs, if it belongs to one. */
export function partOf(permission: string): Part | undefined {
	return partOfPermission.get(permission);
}

/** Does nobody have this permission, because what it is for is off? */
export function isPermissionOff(permission: string, off: Off): boolean {
	if (!off || off.length === 0) return false;
	const several = ofSeveral[permission];
	if (several) return several.every((part) => off.includes(part));
	const part = partOf(permission);
	return part !== undefined && off.includes(part);
}

/** Is this address not there, because it belongs to a part that is off? `route` is the route's id. */
export function isRouteOff(route: string | null, off: Off): boolean {
	if (!route || !off || off.length === 0) return false;
	const address = addressOf(route);
	if (parts.some((part) => off.includes(part) && holdingOf[part].routes.some(isAtOrBelow(address))))
		return true;
	return routesOfSeveral[address]?.every((part) => off.includes(part)) ?? false;
}

/** Is this path of the API not there? */
export function isOperationOff(path: string, off: Off): boolean {
	return (
		off !== undefined &&
		parts.some((part) => off.includes(part) && holdingOf[part].operations.some(isAtOrBelow(path)))
	);
}

/** The part to which a kind of notification belongs, if it belongs to one. */
export function partOfNotice(kind: string): Part | undefined {
	return parts.find((part) => holdingOf[part].notices.includes(kind));
}

/** Everything of one kind that belongs to the parts that are off. */
export function namesOff(of: 'notices' | 'mails' | 'jobs', off: Off): string[] {
	return parts.filter((part) => off?.includes(part)).flatMap((part) => holdingOf[part][of]);
}

/** A route's address, without the names of its groups: '/(members)/groups/[group]' is '/groups/[group]'. */
export function addressOf(route: string): string {
	return route.replace(/\/\([^)]*\)/g, '') || '/';
}

const isAtOrBelow = (address: string) => (top: string) => address === top || address.startsWith(`${top}/`);
