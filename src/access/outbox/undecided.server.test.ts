import { beforeAll, expect, test } from 'vitest';
import { Forbidden, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { noteMailArrived, sendMailAgain } from './undecided.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

async function unsureMail(): Promise<string> {
	const { rows } = await own.owner.query(
		`insert into mail (network_id, kind, address, subject, body_text, body_html, status, lost)
		values ($1, 'talk', 'nakamura@hikari.example.jp', '…', '…', '…', 'unsure', 1)
		returning mail_id`,
		[hikari.network.networkId]
	);
	return rows[0].mail_id as string;
}
const stateOf = async (mailId: string) =>
	(await own.owner.query('select status, lost, body_text from mail where mail_id = $1', [mailId])).rows[0];

test('the desk sends a mail again that may not have arrived, once', async () => {
	const mailId = await unsureMail();
	await sendMailAgain(hikari.hashimoto, mailId);
	expect(await stateOf(mailId)).toEqual({ status: 'waiting', lost: 0, body_text: '…' });
	await expect(sendMailAgain(hikari.hashimoto, mailId)).rejects.toThrow(Stale);
	const { rows } = await own.owner.query('select act from audit where subject_id = $1', [mailId]);
	expect(rows).toEqual([{ act: 'outbox.send_again' }]);
});

test('or knows that it arrived, and its body is forgotten', async () => {
	const mailId = await unsureMail();
	await noteMailArrived(hikari.hashimoto, mailId);
	expect(await stateOf(mailId)).toMatchObject({ status: 'sent', body_text: null });
	await expect(noteMailArrived(hikari.hashimoto, mailId)).rejects.toThrow(Stale);
});

test('nobody else decides', async () => {
	const mailId = await unsureMail();
	await expect(sendMailAgain(hikari.nakamura, mailId)).rejects.toThrow(Forbidden);
	await expect(noteMailArrived(hikari.nakamura, mailId)).rejects.toThrow(Forbidden);
});
