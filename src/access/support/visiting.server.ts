import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { config } from '#platform/config/config.ts';
import { NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { supportIn } from './support.server.ts';

/** The cookie of a visit. Over https no other host below the same domain can set it. */
export const supportCookie = () =>
	config().origin.startsWith('https:') ? '__Host-okaeri.support' : 'okaeri.support';

/** How long a link waits to be used. */
const linkMinutes = 30;
const hashOf = (token: string) => createHash('sha256').update(token).digest();
const newToken = () => randomBytes(32).toString('base64url');

/** Makes a link's secret part for the operator. Throws NotFound where no administrator has opened support access. */
export async function makeSupportLink(where: InNetwork): Promise<{ token: string; until: Date }> {
	const token = newToken();
	const { networkId } = where;
	return inNetwork(where, async (db) => {
		const access = await supportIn(db);
		if (!access) throw new NotFound('No support access is open');
		const { linkUntil } = await db
			.insertInto('supportVisit')
			.values({
				networkId,
				supportAccessId: access.supportAccessId,
				linkHash: hashOf(token),
				linkUntil: sql<Date>`least(${access.endsAt}, now() + make_interval(mins => ${linkMinutes}))`
			})
			.returning('linkUntil')
			.executeTakeFirstOrThrow();
		await writeAudit(db, { networkId, personId: null }, 'support.link', undefined, { by: 'operator' });
		return { token, until: linkUntil };
	});
}

/** Uses a link up. Gives the token of the visit, or undefined where the link is used, over or closed. */
export async function enterBySupport(
	where: InNetwork,
	link: string,
	from: string
): Promise<string | undefined> {
	const token = newToken();
	const { networkId } = where;
	return inNetwork(where, async (db) => {
		const access = await supportIn(db);
		if (!access) return undefined;
		const entered = await db
			.updateTable('supportVisit')
			.set({ sessionHash: hashOf(token), enteredAt: sql<Date>`now()` })
			.where('linkHash', '=', hashOf(link))
			.where('supportAccessId', '=', access.supportAccessId)
			.where('enteredAt', 'is', null)
			.where('linkUntil', '>', sql<Date>`now()`)
			.returning('supportVisitId')
			.execute();
		if (entered.length === 0) return undefined;
		await writeAudit(db, { networkId, personId: access.personId }, 'support.enter', undefined, { from });
		return token;
	});
}

/** As whom a visit acts: as someone of the desk who has no power over others, while support access is open. */
export async function visitorBySupport(network: Network, token: string): Promise<Actor | undefined> {
	const access = await readNetwork(network, async (db) => {
		const open = await supportIn(db);
		const visit =
			open &&
			(await db
				.selectFrom('supportVisit')
				.select('supportVisitId')
				.where('sessionHash', '=', hashOf(token))
				.where('supportAccessId', '=', open.supportAccessId)
				.executeTakeFirst());
		if (!visit) return undefined;
		const names = await db
			.selectFrom('person')
			.select(['familyName', 'givenName', 'familyKana', 'givenKana'])
			.where('personId', '=', open.personId)
			.executeTakeFirstOrThrow();
		return { ...open, ...names };
	});
	if (!access) return undefined;
	const { personId, familyName, givenName, familyKana, givenKana, mayWrite } = access;
	return {
		networkId: network.networkId,
		personId,
		accountId: personId,
		roles: ['steward'],
		locale: network.locale,
		timeZone: network.timeZone,
		familyName,
		givenName,
		familyKana,
		givenKana,
		isSuspended: false,
		helps: [],
		support: { mayWrite }
	};
}

/** Puts a page on record that is opened, or a form that is sent, by support access. Its query may hold names, and is left out. */
export async function noteLook(
	visitor: InNetwork & { personId: string },
	method: string,
	path: string
): Promise<void> {
	await inNetwork(visitor, (db) => writeAudit(db, visitor, 'support.look', undefined, { method, path }));
}
