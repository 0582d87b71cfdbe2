import type pg from 'pg';
import { openSession } from '#access/accounts/taking-in.server.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { draftOpening, openOpening } from '#returning/openings/openings.server.ts';
import { saveHosting } from '#returning/casual-talks/hosting/hosting.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { openAtNoon } from '#test/fixtures/hosting.ts';
import { fullOpening } from '#test/fixtures/openings.ts';
import { connectOwner } from './owner.ts';

/** Somebody who is signed in: `cookie` is their session. */
export type Person = { personId: string; accountId: string; email: string; cookie: string };
/** A network with people in it, as a run needs them. */
export type Company = {
	networkId: string;
	steward: Person;
	alumni: Person[];
	hosts: string[];
	openings: string[];
};

const alumni = 40;
const leavers = 400;
const openings = 6;

/** Makes 株式会社ひかり製作所 with forty alumni who are signed in, hosts, openings, and four hundred leavers to invite. */
export async function foundCompany(url: string): Promise<Company> {
	const owner = await connectOwner(url);
	try {
		const hikari = await foundHikari(owner, 'faults');
		const { networkId } = hikari.network;
		await owner.query(`update network set quiet_from = '03:00', quiet_until = '03:00'`);
		const people = await addAlumni(owner, networkId);
		await addLeavers(owner, hikari);
		await openDoors(hikari);
		const steward = { ...hikari.hashimoto, email: 'hashimoto@faults.example.jp' };
		const signedIn = await Promise.all([steward, ...people].map((person) => signIn(networkId, person)));
		return {
			networkId,
			steward: signedIn[0]!,
			alumni: signedIn.slice(1),
			hosts: [hikari.mori.personId, hikari.ishikawa.personId],
			openings: await openMany(hikari)
		};
	} finally {
		await owner.end();
	}
}

type Known = Omit<Person, 'cookie'>;

async function addAlumni(owner: pg.Client, networkId: string): Promise<Known[]> {
	const { rows } = await owner.query<Known>(
		`select new_id() as "personId", new_id() as "accountId", 'alumnus' || n || '@faults.example.jp' as email
		from generate_series(1, $1) n`,
		[alumni]
	);
	for (const { personId, accountId, email } of rows) {
		const who = [networkId, personId];
		await owner.query(
			`insert into person (network_id, person_id, family_name, given_name) values ($1, $2, '田中', $3)`,
			[...who, email.split('@')[0]]
		);
		await owner.query(
			`insert into auth.account_holder (id, name, email, email_verified) values ($1, '田中', $2, true)`,
			[accountId, email]
		);
		await owner.query(
			`insert into contact (network_id, person_id, email, basis, basis_on)
			values ($1, $2, $3, 'joined', network_today())`,
			[...who, email]
		);
		await owner.query(
			`insert into membership (network_id, person_id, account_id, roles) values ($1, $2, $3, '{alumnus}')`,
			[...who, accountId]
		);
		await owner.query(
			`insert into consent (network_id, person_id, purpose, wording) values ($1, $2, 'network', '…')`,
			who
		);
	}
	return rows;
}

/** People who left, with an address and a basis to invite them on. */
async function addLeavers(owner: pg.Client, { network, parentId }: Hikari): Promise<void> {
	await owner.query(
		'create temporary table leaver as select n, new_id() as id, new_id() as stay from generate_series(1, $1::int) n',
		[leavers]
	);
	await owner.query(
		`insert into person (network_id, person_id, family_name, given_name)
		select $1, id, '鈴木', '人' || n from leaver`,
		[network.networkId]
	);
	await owner.query(
		`insert into tenure (network_id, tenure_id, person_id, company_id, started_on, ended_on)
		select $1, stay, id, $2, network_today() - 4000, network_today() - 1000 from leaver`,
		[network.networkId, parentId]
	);
	await owner.query(
		`insert into departure (network_id, tenure_id, person_id, left_on, learned_from)
		select $1, stay, id, network_today() - 1000, 'hr_file' from leaver`,
		[network.networkId]
	);
	await owner.query(
		`insert into contact (network_id, person_id, email, basis, basis_on)
		select $1, id, 'leaver' || n || '@faults.example.jp', 'consent_on_leaving', network_today() - 1000 from leaver`,
		[network.networkId]
	);
}

/** Two hosts can be booked nearly all day. */
async function openDoors({ mori, ishikawa }: Hikari): Promise<void> {
	const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '07:00', until: '22:00' }));
	for (const host of [mori, ishikawa]) await saveHosting(host, openAtNoon({ hours }));
}

async function openMany(hikari: Hikari): Promise<string[]> {
	const ids: string[] = [];
	for (let at = 1; at <= openings; at++) {
		const id = await draftOpening(hikari.hashimoto, fullOpening(hikari, { title: `募集 ${at}` }));
		await openOpening(hikari.hashimoto, id, 1);
		ids.push(id);
	}
	return ids;
}

async function signIn(
	networkId: string,
	{ personId, accountId, email }: Known | (Actor & { email: string })
): Promise<Person> {
	const cookies = await openSession({ networkId, accountId }, new Headers());
	if (!cookies) throw new Error(`${email} could not be signed in.`);
	const cookie = cookies.map((header) => header.split(';')[0]).join('; ');
	return { personId, accountId, email, cookie };
}
