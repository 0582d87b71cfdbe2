/** What other systems can be told of. None of them carries a reason, a standing or anything said in confidence: they name things, and what may be known of those is asked of the API, with a scope. */
export const eventTypes = [
	'application.submitted',
	'application.changed',
	'application.withdrawn',
	'opening.opened',
	'opening.closed',
	'talk.booked',
	'talk.moved',
	'talk.cancelled',
	'person.joined',
	'rehire.recorded',
	'rehire.undone',
	'referral.made',
	'webhook.test'
] as const;
export type EventType = (typeof eventTypes)[number];

/** Seconds to wait before each further try, growing to a day: about three days in all, as Standard Webhooks recommends. */
export const retryAfter = [
	5,
	5 * 60,
	30 * 60,
	2 * 3600,
	5 * 3600,
	10 * 3600,
	14 * 3600,
	20 * 3600,
	24 * 3600
] as const;

/** An endpoint that has answered nothing right for so long is switched off, and the desk is told. */
export const daysFailing = 5;
