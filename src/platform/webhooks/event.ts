/**
 * What other systems can be told of. An event only names things by their ids. It carries no reason, no standing and
 * nothing said in confidence; more is asked of the API, with a scope.
 */
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

/** Seconds to wait before each further try: about three days in all, as Standard Webhooks recommends. */
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

/** An endpoint that failed for so many days is switched off, and the desk is told. */
export const daysFailing = 5;
