import type { Network } from '#access/actor/actor.server.ts';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { readNetwork } from '#platform/database/network.server.ts';

export const parts = [
	'steward',
	'ready',
	'tied',
	'hesitant',
	'distant',
	'former_manager',
	'executive',
	'rejoiner'
] as const;
export type Part = (typeof parts)[number];
export type Guest = {
	part: Part;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
};

/** The people a visitor of a demo network can be; none in a real network. */
export async function guestsOf(network: Network): Promise<Guest[]> {
	if (!network.isDemo) return [];
	const found = await readNetwork(network, (db) =>
		db
			.selectFrom('demoGuest as g')
			.innerJoin('person as p', (join) =>
				join.onRef('p.networkId', '=', 'g.networkId').onRef('p.personId', '=', 'g.personId')
			)
			.select(['g.part', 'p.familyName', 'p.givenName', 'p.familyKana', 'p.givenKana'])
			.execute()
	);
	return (found as Guest[]).sort((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part));
}

/** Signs a visitor in as one of the demo network's guests. Gives the cookies to set. Throws NotFound in a real network. */
export async function enterAsGuest(network: Network, part: Part, headers: Headers): Promise<string[]> {
	if (!network.isDemo) throw new NotFound('Not a demo network');
	const guest = await readNetwork(network, (db) =>
		db
			.selectFrom('demoGuest as g')
			.innerJoin('contact as c', (join) =>
				join.onRef('c.networkId', '=', 'g.networkId').onRef('c.personId', '=', 'g.personId')
			)
			.select('c.email')
			.where('g.part', '=', part)
			.executeTakeFirst()
	);
	const cookies =
		guest && (await enterByToken(network, await makeLinkToken(network, guest.email, headers), headers));
	if (!cookies) throw new NotFound('No such guest');
	return cookies;
}
