import type { Cookies } from '@sveltejs/kit';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import { setCookies } from '#access/accounts/cookies.server.ts';
import { deviceName } from '#access/accounts/device-name.ts';
import { deviceCookie } from '#access/accounts/devices.server.ts';
import type { Method } from '#access/accounts/sessions.server.ts';
import { openSession, takeIn, type Browser, type TakenIn } from '#access/accounts/taking-in.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { tellOfSecurity } from './telling.server.ts';

/** Where someone signs in: a request with the cookies of its browser. */
export type Arrival = { cookies: Cookies; request: Request };

/** What a browser sends of itself. */
export const browserOf = ({ cookies, request }: Arrival): Browser => ({
	headers: request.headers,
	device: cookies.get(deviceCookie())
});

/**
 * Finishes a sign-in: every way in ends here, with the cookies of the session that it made. Gives where to go on: to
 * `next`, or to the second step where one is asked for.
 */
export async function arrive(
	arrival: Arrival,
	network: Network,
	made: string[],
	method: Method,
	next: string
): Promise<string> {
	return settle(arrival, await takeIn(network, made, method, browserOf(arrival)), next);
}

/** Signs in someone who just came back, as a link in their mail would: with the second step, where they have one. */
export async function enterAgain(arrival: Arrival, network: Network, accountId: string): Promise<string> {
	const { networkId } = network;
	const made = await openSession({ networkId, accountId }, arrival.request.headers);
	return made ? arrive(arrival, network, made, 'link', '/') : '/sign-in';
}

/** Sets the cookies of whoever was taken in, and tells them where it was in a browser that is new to them. */
export async function settle(arrival: Arrival, taken: TakenIn, next: string): Promise<string> {
	setCookies(arrival.cookies, taken.cookies);
	if (taken.newDevice) await tellOfDevice(taken.newDevice, arrival.request.headers);
	return taken.isHalf ? `/sign-in/second?next=${encodeURIComponent(next)}` : next;
}

async function tellOfDevice(actor: Actor, headers: Headers): Promise<void> {
	const device = deviceName(headers.get('user-agent') ?? '');
	await inNetwork(actor, (db) => tellOfSecurity(db, actor, actor.personId, 'new_device', device));
}
