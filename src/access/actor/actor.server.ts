import { sql } from 'kysely';
import { hashOfSession } from '#access/accounts/session-token.ts';
import type { LetInRole, Role } from '#access/policy/policy.ts';
import { appPool } from '#platform/database/connection.server.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

/** Who acts: a member of one network, for the length of one request. */
export type Actor = InNetwork & {
	personId: string;
	accountId: string;
	roles: (Role | LetInRole)[];
	locale: Locale;
	timeZone: string;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	/** Reads, but may not speak for a while. */
	isSuspended: boolean;
	/** The parts that their network has switched off. */
	partsOff?: readonly string[];
	/** What an alumnus does for the network. */
	helps: Helper[];
	/** The operator of the installation, who looks in while an administrator lets them. */
	support?: { mayWrite: boolean };
};

export type Helper = 'supporter' | 'event_host' | 'welcome_guide';
/** What the session proves of who someone is, and what their roles ask for. */
export type SignIn = {
	sessionId: string;
	/** Two factors were shown in this session. */
	isStrong: boolean;
	/** A factor was shown within the last ten minutes. */
	isProvedLately: boolean;
	/** The second factors that the account has. */
	factors: Factor[];
	/** Their roles ask for two factors. */
	needsTwo: boolean;
	/** So many days are left to set a second factor up. It counts only where one is needed. */
	graceDays: number;
};
export type Factor = 'code' | 'passkey';

/** What waits for someone, each counted up to ten. */
export type Waiting = { unseen: number; unread: number };

export type Network = InNetwork & {
	slug: string;
	nameJa: string;
	nameEn: string;
	timeZone: string;
	hosts: string[];
	isDemo: boolean;
	locale: Locale;
	/** '#rrggbb', or '' for our own colour. */
	accent: string;
	/** Names what the logo looks like now; '' where there is none. */
	logoMark: string;
	/** The parts that are switched off. */
	partsOff: string[];
};

/** The network that answers at a host name (or the only one there is). Undefined where none does. */
export async function networkAt(host: string): Promise<Network | undefined> {
	const { rows } = await appPool().query('select * from network_at($1)', [host]);
	const row = rows[0];
	return (
		row && {
			networkId: row.network_id,
			slug: row.slug,
			nameJa: row.name_ja,
			nameEn: row.name_en,
			timeZone: row.time_zone,
			hosts: row.hosts,
			isDemo: row.is_demo,
			locale: row.locale,
			accent: row.accent,
			logoMark: row.logo_mark,
			partsOff: row.parts_off
		}
	);
}

type Recognized = {
	actor: Actor;
	signIn: SignIn;
	waiting: Waiting;
	renew: boolean;
	seenOn: string | null;
};

/** Whose session of a network a token is, and whether the session should be renewed. Takes one round trip. */
export async function actorOf(token: string, networkId: string): Promise<Recognized | undefined> {
	const { rows } = await appPool().query({
		name: 'actor',
		text: 'select * from actor_of($1, $2)',
		values: [hashOfSession(token), networkId]
	});
	const row = rows[0];
	if (!row) return undefined;
	return {
		renew: row.renew,
		seenOn: row.seen_on,
		waiting: { unseen: row.unseen, unread: row.unread },
		signIn: {
			sessionId: row.session_id,
			isStrong: row.is_strong,
			isProvedLately: row.proved_lately,
			factors: row.factors,
			needsTwo: row.needs_two,
			graceDays: row.grace_days ?? 0
		},
		actor: {
			networkId,
			personId: row.person_id,
			accountId: row.account_id,
			roles: row.roles,
			locale: row.locale,
			timeZone: row.time_zone,
			familyName: row.family_name,
			givenName: row.given_name,
			familyKana: row.family_kana,
			givenKana: row.given_kana,
			isSuspended: row.suspended,
			helps: row.helps
		}
	};
}

/**
 * Notes an alumnus's first visit of a day, as a touchpoint. Later ones of the same day change nothing. The network does
 * this for itself, whatever the visitor may do.
 */
export async function noteVisit(
	{ networkId, personId }: InNetwork & { personId: string },
	today: string
): Promise<void> {
	await inNetwork({ networkId }, async (db) => {
		await sql`
			with seen as (
				update membership
				set seen_on = ${today}
				where person_id = ${personId}
					and seen_on is distinct from ${today}
				returning person_id
			)
			insert into touchpoint (network_id, person_id, kind)
			select ${networkId}, person_id, 'visited'
			from seen
		`.execute(db);
	});
}
