import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { leaveList } from '#gathering/notifications/leaving-lists.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import { leaveMail, type MailKind, type MailList } from '#platform/mail/mail.server.ts';
import { sendMail } from '#platform/mail/sending.server.ts';
import { letter } from '#platform/mail/template.ts';
import { unsubscribeToken } from '#platform/mail/unsubscribe.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { purposes } from '#people/consents/consent.ts';
import { setConsents } from '#people/consents/consents.server.ts';
import {
	giveConsent,
	ledgerOf,
	ownLedger,
	withdrawConsent,
	withdrawForPerson
} from '#people/consents/ledger.server.ts';
import { shortAddress, sourceOf } from '#people/consents/source.ts';

const own = useOwnDatabase();
const server = new MailServer();
let hikari: Hikari;
let theirs: Hikari;
const from = sourceOf('page', '/me/consents', '203.0.113.77');

beforeAll(async () => {
	await server.open();
	process.env.SMTP_URL = server.url;
	process.env.MAIL_FROM = 'ひかりの輪 <okaeri@hikari.example.jp>';
	hikari = await foundHikari(own.owner, 'hikari');
	theirs = await foundHikari(own.owner, 'theirs');
	for (const { network, nakamura, igarashi } of [hikari, theirs])
		for (const { personId } of [nakamura, igarashi])
			await inNetwork(network, (db) => setConsents(db, network, personId, purposes));
	await own.owner.query(`delete from consent where given_how <> 'unknown'`);
});
afterAll(() => server.close());

type Kind = { kind: MailKind; list?: MailList; purpose?: string };
async function leave({ networkId, personId }: Actor, { kind, list, purpose }: Kind): Promise<string> {
	return inNetwork({ networkId }, (db) =>
		leaveMail(
			db,
			{ networkId },
			{
				kind,
				personId,
				address: `${personId}@x.example`,
				letter: letter('件名', [{ say: '本文' }], { network: 'ひかりの輪', why: '…' }),
				...(list ? { list: { name: list, origin: 'http://x.example' } } : {}),
				...(purpose ? { purpose } : {})
			}
		)
	);
}
const match = { kind: 'match', list: 'match', purpose: 'return_mail' } as const;
const statuses = async (ids: string[]) =>
	(
		await own.owner.query('select status from mail where mail_id = any ($1) order by mail_id', [ids])
	).rows.map(({ status }) => status as string);

test('who withdraws while a send of many is running gets nothing that leaves after that moment', async () => {
	const ids: string[] = [];
	for (let round = 0; round < 4; round++)
		for (const someone of [hikari.nakamura, hikari.igarashi]) ids.push(await leave(someone, match));
	const talk = await leave(hikari.nakamura, { kind: 'talk' });
	server.reset();
	server.onMail = async () => {
		if (server.mails.length === 3) await withdrawConsent(hikari.nakamura, 'return_mail', from);
	};
	for (const mailId of [...ids, talk]) await sendMail({ ...hikari.network, mailId });
	const to = (actor: Actor) => server.recipients.filter((line) => line.includes(actor.personId)).length;
	expect(to(hikari.igarashi), 'others get all of theirs').toBe(4);
	expect(to(hikari.nakamura), 'two before, and what they asked for').toBe(3);
	expect(await statuses(ids)).toEqual([
		'sent',
		'sent',
		'sent',
		'sent',
		'stopped',
		'sent',
		'stopped',
		'sent'
	]);
	const { rows } = await own.owner.query(
		`select count(*)::int as n from mail where status = 'stopped' and body_text is not null`
	);
	expect(rows).toEqual([{ n: 0 }]);
	await giveConsent(hikari.nakamura, 'return_mail', 0, from);
});

test('each wish is asked at the moment when a mail is claimed, whatever wrote it before', async () => {
	const { nakamura, network } = hikari;
	const contact = (column: string) =>
		own.owner.query(`update contact set ${column} where person_id = $1`, [nakamura.personId]);
	const cases: [string, Kind, () => Promise<unknown>, () => Promise<unknown>, boolean][] = [
		[
			'consent',
			match,
			() => withdrawConsent(nakamura, 'return_mail', from),
			() => giveConsent(nakamura, 'return_mail', 0, from),
			true
		],
		[
			'other consent',
			match,
			() => withdrawConsent(nakamura, 'group_sharing', from),
			() => giveConsent(nakamura, 'group_sharing', 0, from),
			false
		],
		[
			'digest',
			{ kind: 'digest', list: 'digest' },
			() => contact('wants_digest = false'),
			() => contact('wants_digest = true'),
			true
		],
		[
			'pulse',
			{ kind: 'pulse', list: 'pulse' },
			() => contact('wants_pulse = false'),
			() => contact('wants_pulse = true'),
			true
		],
		[
			'no contact',
			{ kind: 'notification', list: 'notification' },
			() => contact('do_not_contact = true'),
			() => contact('do_not_contact = false'),
			true
		],
		[
			'no contact, but asked for',
			{ kind: 'talk' },
			() => contact('do_not_contact = true'),
			() => contact('do_not_contact = false'),
			false
		]
	];
	for (const [what, kind, stop, begin, isStopped] of cases) {
		const mailId = await leave(nakamura, kind);
		await stop();
		server.reset();
		await sendMail({ ...network, mailId });
		expect(server.mails.length, what).toBe(isStopped ? 0 : 1);
		expect(await statuses([mailId]), what).toEqual([isStopped ? 'stopped' : 'sent']);
		await begin();
	}
});

test('leaving a list by its link stops what waits of that list, and the ledger says so', async () => {
	const { nakamura, network } = hikari;
	const [first, second] = [await leave(nakamura, match), await leave(nakamura, match)];
	const notice = await leave(nakamura, { kind: 'notification', list: 'notification' });
	await leaveList(network, unsubscribeToken(first));
	expect(await statuses([first, second, notice])).toEqual(['stopped', 'stopped', 'waiting']);
	expect((await ownLedger(nakamura)).lines.find((line) => line.purpose === 'return_mail')).toMatchObject({
		givenHow: 'page',
		givenFrom: '/me/consents 203.0.113.0/24',
		withdrawnHow: 'mail_link'
	});
	await giveConsent(nakamura, 'return_mail', 0, from);
});

test('the ledger is only added to: nothing given is changed, nothing is deleted, and nothing is taken back twice', async () => {
	const { network, nakamura } = hikari;
	const before = (await ownLedger(nakamura)).lines.length;
	await withdrawConsent(nakamura, 'former_manager', from);
	await giveConsent(nakamura, 'former_manager', 0, from);
	expect((await ownLedger(nakamura)).lines.length).toBe(before + 1);
	const id = nakamura.personId;
	for (const [work, why] of [
		[`delete from consent where person_id = '${id}'`, /permission denied/],
		[`update consent set wording = 'x' where person_id = '${id}'`, /permission denied/],
		[`update consent set given_at = now() where person_id = '${id}'`, /permission denied/],
		[
			`update consent set withdrawn_at = now() where person_id = '${id}' and withdrawn_at is not null`,
			/taken back once/
		]
	] as const)
		await expect(
			inNetwork(network, (db) => sql.raw(work).execute(db)),
			work
		).rejects.toThrow(why);
});

test('the desk sees it and takes back what someone tells it to; nobody else does, and no other network', async () => {
	const { hashimoto, nakamura, igarashi, mori, ishikawa } = hikari;
	await withdrawForPerson(hashimoto, igarashi.personId, 'former_manager');
	const { lines } = await ledgerOf(hashimoto, igarashi.personId);
	expect(lines.find((line) => line.purpose === 'former_manager')).toMatchObject({ withdrawnHow: 'desk' });
	const { rows } = await own.owner.query(`select detail from audit where act = 'consent.withdraw'`);
	expect(rows).toEqual([{ detail: { purpose: 'former_manager' } }]);
	await expect(withdrawForPerson(hashimoto, igarashi.personId, 'former_manager')).rejects.toThrow(NotFound);
	await expect(withdrawForPerson(hashimoto, igarashi.personId, 'network')).rejects.toThrow('not_usable');
	await expect(withdrawConsent(nakamura, 'network', from)).rejects.toThrow('not_usable');
	for (const someone of [nakamura, mori, ishikawa]) {
		await expect(ledgerOf(someone, igarashi.personId)).rejects.toThrow(Forbidden);
		await expect(withdrawForPerson(someone, igarashi.personId, 'return_mail')).rejects.toThrow(Forbidden);
	}
	expect(await ledgerOf(theirs.hashimoto, igarashi.personId)).toEqual({ lines: [], ground: null });
	await expect(withdrawForPerson(theirs.hashimoto, igarashi.personId, 'return_mail')).rejects.toThrow(
		NotFound
	);
});

test('an address is kept without what tells one device from the next', () => {
	expect(shortAddress('203.0.113.77')).toBe('203.0.113.0/24');
	expect(shortAddress('2001:db8:1:2::/64')).toBe('2001:db8:1::/48');
	expect(shortAddress('somewhere')).toBe('');
});
