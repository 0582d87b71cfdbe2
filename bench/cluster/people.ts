import pg from 'pg';
import { enterByToken, makeLinkToken } from '#access/accounts/accounts.server.ts';
import { closePools } from '#platform/database/connection.server.ts';
import { growNetwork } from '../large.ts';
import { makeAccount } from '../network.ts';
import type { Writer } from './writers.ts';

type Member = { id: string };

/** Fills a network, and signs in some of its members, each with a post to comment on. */
export async function growWriters(url: string, count: number): Promise<Writer[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { networkId, host } = await growNetwork(url, client, 'cluster', {
			people: 1000,
			posts: 200,
			touchpoints: 0
		});
		const posts = await client.query<{ id: string }>('select post_id as id from post limit $1', [count]);
		const members = await client.query<Member>(
			`select person_id as id
			from membership
			where roles = '{alumnus}'
			order by person_id
			limit $1`,
			[count]
		);
		const writers: Writer[] = [];
		for (const [at, { id }] of members.rows.entries()) {
			const email = `writer${at}@example.jp`;
			await makeMember(client, id, email);
			const cookie = await signedIn(networkId, email);
			writers.push({ cookie, host, post: posts.rows[at % posts.rows.length]!.id });
		}
		return writers;
	} finally {
		await client.end();
		await closePools();
	}
}

async function makeMember(client: pg.Client, personId: string, email: string): Promise<void> {
	const accountId = await makeAccount(client, 'writer', email);
	await client.query('update membership set account_id = $2 where person_id = $1', [personId, accountId]);
	await client.query('update contact set email = $2 where person_id = $1', [personId, email]);
}

async function signedIn(networkId: string, email: string): Promise<string> {
	const token = await makeLinkToken({ networkId }, email, new Headers());
	const cookies = await enterByToken({ networkId }, token, new Headers());
	if (!cookies) throw new Error('A writer could not sign in.');
	return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
