import pg from 'pg';
import { originAt } from '#platform/config/config.ts';
import { accountFor, makeLinkToken } from '#access/accounts/accounts.server.ts';

type Wish = {
	name: string;
	nameEn: string;
	company: string;
	host: string | undefined;
	locale: string;
	steward: string;
};

/** Makes a real network with its first company and steward, and prints the link by which the steward signs in. */
export async function found(url: string, wish: Wish): Promise<void> {
	const email = wish.steward.trim().toLowerCase();
	const accountId = await accountFor(email, email);
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('begin');
		const { rows } = await client.query(
			'select new_id() as network, new_id() as company, new_id() as person'
		);
		const { network, company, person } = rows[0];
		await client.query(`select set_config('okaeri.network_id', $1, true)`, [network]);
		const slug =
			wish.nameEn
				.toLowerCase()
				.replace(/[^a-z0-9]+/g, '-')
				.replace(/^-|-$/g, '')
				.slice(0, 30) || `network-${String(network).slice(-6)}`;
		await client.query(
			'insert into network (network_id, slug, name_ja, name_en, hosts, locale) values ($1, $2, $3, $4, $5, $6)',
			[network, slug, wish.name, wish.nameEn, wish.host ? [wish.host] : [], wish.locale]
		);
		await client.query(
			'insert into company (network_id, company_id, name_ja, name_en) values ($1, $2, $3, $3)',
			[network, company, wish.company]
		);
		await client.query(
			`insert into person (network_id, person_id, family_name, locale) values ($1, $2, $3, $4)`,
			[network, person, email.split('@')[0], wish.locale]
		);
		await client.query(
			`insert into contact (network_id, person_id, email, basis, basis_on) values ($1, $2, $3, 'joined', current_date)`,
			[network, person, email]
		);
		await client.query(
			`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{employee,steward,admin}')`,
			[network, person, accountId]
		);
		await client.query('commit');
		console.log(`The network ${wish.name} is made (${slug}).`);
	} catch (error) {
		await client.query('rollback');
		throw error;
	} finally {
		await client.end();
	}
	const token = await makeLinkToken(email, new Headers());
	console.log(
		`${email} signs in here, once, within 15 minutes:\n${originAt(wish.host ? [wish.host] : [])}/sign-in/link?token=${token}&next=/desk`
	);
}
