import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeStewardByOperator } from '#gathering/roles/by-operator.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { enterByToken } from '#access/accounts/accounts.server.ts';
import { inviteColleagues } from '#people/invitations/colleagues.server.ts';
import { readColleagueList } from '#people/invitations/colleague-list.ts';
import { invitationBy } from '#people/invitations/joining.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { printLink } from '../../bin/commands/link.ts';
import { deleteNetwork } from '../../bin/commands/network-delete.ts';
import { listNetworks } from '../../bin/commands/networks.ts';
import { addSteward } from '../../bin/commands/steward.ts';
import { confide } from '../house/confiding.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;
const said: string[] = [];

beforeAll(async () => {
	vi.spyOn(console, 'log').mockImplementation((words: string) => void said.push(words));
	ours = await foundHikari(own.owner, 'hikari');
	await confide(own.owner, ours);
	theirs = await foundHikari(own.owner, 'theirs');
	await invite('田中 一, tanaka@outside.example.jp');
	await countTry('write.person', theirs.mori.personId);
	await countTry('write.person', ours.mori.personId);
});

const invite = (list: string) => inviteColleagues(theirs.hashimoto, readColleagueList(list, 'executive'));

type Table = { name: string };

/** Every row of every table, as text, that holds an id of a network or of one of its people. */
async function rowsOf({ network, mori, nakamura }: Hikari): Promise<Record<string, string[]>> {
	const { rows: tables } = await own.owner.query<Table>(`
		select c.oid::regclass::text as name
		from pg_class c
		where c.relkind in ('r', 'p')
			and not c.relispartition
			and c.relnamespace::regnamespace::text in ('public', 'auth', 'directory', 'ground', 'graphile_worker')
		order by 1
	`);
	const ids = `%(${network.networkId}|${mori.personId}|${nakamura.personId})%`;
	const held: Record<string, string[]> = {};
	for (const { name } of tables) {
		const { rows } = await own.owner.query<{ row: string }>(
			`select t::text as row from ${name} t where t::text similar to $1 order by 1`,
			[ids]
		);
		if (rows.length > 0) held[name] = rows.map(({ row }) => row);
	}
	return held;
}

describe('okaeri network delete', () => {
	test('wants the slug once more, and says what to type', async () => {
		await expect(deleteNetwork(own.url, 'hikari', undefined)).rejects.toThrow(
			'okaeri network delete hikari --yes hikari'
		);
		await expect(deleteNetwork(own.url, 'hikari', 'theirs')).rejects.toThrow('Nothing was deleted');
		await expect(deleteNetwork(own.url, 'nobody', 'nobody')).rejects.toThrow(
			'There is no network nobody'
		);
		expect(Object.keys(await rowsOf(ours)).length).toBeGreaterThan(25);
	});

	test('leaves no row of the network in any table, and touches nothing of another', async () => {
		const before = await rowsOf(theirs);
		expect(Object.keys(before)).toContain('graphile_worker._private_jobs');
		expect(Object.keys(before)).toContain('auth.attempt');
		await deleteNetwork(own.url, 'hikari', 'hikari');
		expect(await rowsOf(ours)).toEqual({});
		expect(await rowsOf(theirs)).toEqual(before);
	});
});

describe('without mail', () => {
	const linkIn = () => /https?:\S+/.exec(said.at(-1)!)![0];

	test('a second steward is made by a command, signs in by its link, and the log says who did it', async () => {
		await addSteward(own.url, 'Second@theirs.example.jp', { name: '久保 直子' });
		const token = new URL(linkIn()).searchParams.get('token')!;
		expect(await enterByToken(theirs.network, token, new Headers())).toBeDefined();
		const { rows } = await own.owner.query(
			`select p.family_name, m.roles, a.actor_id, a.detail->>'by' as by
			from contact c
			join person p using (network_id, person_id)
			join membership m using (network_id, person_id)
			join audit a on a.subject_id = c.person_id and a.act = 'role.change'
			where c.email = 'second@theirs.example.jp'`
		);
		expect(rows).toEqual([
			{ family_name: '久保', roles: ['employee', 'steward'], actor_id: null, by: 'operator' }
		]);
	});

	test('a member becomes a steward and stays what they were, and that twice changes nothing', async () => {
		const wish = { email: 'mori@theirs.example.jp', familyName: '', givenName: '', isAdmin: true };
		expect(await makeStewardByOperator(theirs.network, wish)).toBe(true);
		expect(await makeStewardByOperator(theirs.network, wish)).toBe(true);
		const { rows } = await own.owner.query('select roles from membership where person_id = $1', [
			theirs.mori.personId
		]);
		expect(rows[0].roles).toEqual(['employee', 'steward', 'admin']);
		const { rowCount } = await own.owner.query(
			`select from mail where person_id = $1 and kind = 'role'`,
			[theirs.mori.personId]
		);
		expect(rowCount).toBe(1);
	});

	test('someone who was invited joins by a link of the command line', async () => {
		await invite('久保 一, kubo@outside.example.jp');
		await printLink(own.url, 'kubo@outside.example.jp', undefined);
		const token = linkIn().split('/join/')[1]!;
		expect(await invitationBy(theirs.network, token)).toMatchObject({
			state: 'open',
			email: 'kubo@outside.example.jp'
		});
		await expect(printLink(own.url, 'nobody@outside.example.jp', undefined)).rejects.toThrow(
			'nobody was invited'
		);
	});

	test('the networks are listed', async () => {
		await listNetworks(own.url);
		expect(said.at(-1)).toMatch(/^theirs {2}ひかりの輪 {2}every address/);
	});
});
