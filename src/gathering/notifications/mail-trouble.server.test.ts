import { beforeAll, beforeEach, expect, test } from 'vitest';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { tellOfMailTrouble } from './mail-trouble.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});
beforeEach(() => own.owner.query('delete from notification; delete from mail'));

async function tell(status: string): Promise<void> {
	const { rows } = await own.owner.query(
		`insert into mail (network_id, kind, address, subject, status, failure)
		values ($1, 'talk', 'nakamura@hikari.example.jp', '面談のご案内', $2, '550 5.7.1 relaying denied')
		returning mail_id`,
		[hikari.network.networkId, status]
	);
	await tellOfMailTrouble({ ...hikari.network, mailId: rows[0].mail_id as string });
}
const told = async () =>
	(await own.owner.query('select person_id, kind, about from notification order by about')).rows;

test('the desk is told once a day that mail is ill, in the server’s words', async () => {
	for (const status of ['waiting', 'waiting', 'failed', 'sent']) await tell(status);
	expect(await told()).toEqual([
		{
			person_id: hikari.hashimoto.personId,
			kind: 'mail_ill',
			about: '550 5.7.1 relaying denied'
		}
	]);
});

test('and of each mail that may not have arrived', async () => {
	for (const status of ['unsure', 'unsure', 'sent']) await tell(status);
	expect((await told()).map(({ kind, about }) => ({ kind, about }))).toEqual([
		{ kind: 'mail_unsure', about: '面談のご案内' },
		{ kind: 'mail_unsure', about: '面談のご案内' }
	]);
});
