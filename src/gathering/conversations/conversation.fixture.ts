import type pg from 'pg';
import type { Actor } from '#access/actor/actor.server.ts';
import type { Hikari } from '#test/fixtures/hikari.ts';

export const say = (words: string) => ({ words, ticket: crypto.randomUUID(), uploads: [] });

/** 白石 left long ago, from another department: unknown to all. */
export async function stranger(owner: pg.Client, { network, nakamura }: Hikari): Promise<Actor> {
	const insert = async (words: string, values: string[]) => (await owner.query(words, values)).rows[0].id;
	const accountId = await insert(
		`insert into auth.account_holder (name, email, email_verified) values ('s', 's@x.example', true) returning id`,
		[]
	);
	const personId = await insert(
		`insert into person (network_id, family_name, given_name) values ($1, '白石', '渚')
		returning person_id as id`,
		[network.networkId]
	);
	await owner.query(
		`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{alumnus}')`,
		[network.networkId, personId, accountId]
	);
	return { ...nakamura, personId, accountId, familyName: '白石', givenName: '渚' };
}
