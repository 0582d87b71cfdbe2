import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { hashOf, makeLink } from '#people/invitations/invitation.ts';
import { calledName } from '#people/persons/person.ts';
import { originAt } from '#platform/config/config.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter as mailLetter } from '#platform/mail/template.ts';
import { lockLetter } from './letters.server.ts';

/** Sends a draft to the one who signs it, with a link at which one press publishes it. A link sent before ends. Throws NotFound, Stale, or Invalid where they have no address. */
export async function askApproval(actor: Actor, letterId: string, revision: number): Promise<void> {
	authorize(actor, 'letter.write');
	await inNetwork(actor, async (db) => {
		const letter = await lockLetter(db, letterId, revision, ['draft', 'asked']);
		const signer = await db
			.selectFrom('person as p')
			.innerJoin('contact as c', (join) =>
				join.onRef('c.networkId', '=', 'p.networkId').onRef('c.personId', '=', 'p.personId')
			)
			.select([
				'p.personId',
				'p.locale',
				'p.timeZone',
				'p.familyName',
				'p.givenName',
				'p.familyKana',
				'p.givenKana',
				'c.email'
			])
			.where('p.personId', '=', letter.executiveId)
			.executeTakeFirst();
		if (!signer) throw new Invalid('no_address', 'form');
		const network = await db
			.selectFrom('network')
			.select(['nameJa', 'nameEn', 'hosts'])
			.executeTakeFirstOrThrow();
		const { token, hash } = makeLink();
		const locale = signer.locale as Locale;
		const name = locale === 'ja' ? network.nameJa : network.nameEn;
		const written = asReader({ locale, timeZone: signer.timeZone }, () =>
			mailLetter(
				m.letter_ask_subject({ title: letter.title }),
				[
					{ say: m.match_mail_greeting({ name: calledName(signer, locale) }) },
					{ say: m.letter_ask_intro({ network: name }) },
					{ part: letter.title },
					{
						quote: letter.words,
						by: [letter.executiveTitle, `${signer.familyName} ${signer.givenName}`]
							.filter(Boolean)
							.join(' ')
					},
					{ button: m.letter_ask_button(), href: `${originAt(network.hosts)}/approve/${token}` },
					{ quiet: m.letter_ask_note() }
				],
				{ network: name, why: m.letter_ask_why() }
			)
		);
		await leaveMail(db, actor, {
			kind: 'letter_approval',
			personId: signer.personId,
			address: signer.email,
			letter: written
		});
		await db
			.updateTable('letter')
			.set({
				status: 'asked',
				linkHash: hash,
				askedAt: new Date(),
				saidBack: '',
				revision: revision + 1
			})
			.where('letterId', '=', letterId)
			.execute();
		await writeAudit(db, actor, 'letter.ask', letterId);
	});
}

/** The letter that a link asks approval for. Throws NotFound where the link is none, or was used, or the letter was changed since. */
export async function letterToApprove(where: InNetwork, token: string) {
	return readNetwork(where, (db) => find(db, token));
}

async function find(db: Db, token: string) {
	const found = await db
		.selectFrom('letter as l')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'l.networkId').onRef('p.personId', '=', 'l.executiveId')
		)
		.select([
			'l.letterId',
			'l.title',
			'l.words',
			'l.language',
			'l.executiveTitle',
			'l.executiveId',
			'l.repliesTo',
			'p.familyName',
			'p.givenName',
			'p.familyKana',
			'p.givenKana'
		])
		.where('l.linkHash', '=', hashOf(token))
		.where('l.status', '=', 'asked')
		.executeTakeFirst();
	if (!found) throw new NotFound('No such letter to approve');
	return found;
}

/** The one who signs approves: the letter is published, and the worker tells the alumni. Throws NotFound. */
export async function approveLetter(where: InNetwork, token: string): Promise<void> {
	await inNetwork(where, async (db) => {
		const { letterId, executiveId } = await find(db, token);
		await db
			.updateTable('letter')
			.set((by) => ({
				status: 'published',
				linkHash: null,
				publishedAt: new Date(),
				revision: by('revision', '+', 1)
			}))
			.where('letterId', '=', letterId)
			.execute();
		await writeAudit(
			db,
			{ networkId: where.networkId, personId: executiveId },
			'letter.approve',
			letterId
		);
		await leaveJob(db, 'letter.published', { networkId: where.networkId, letterId });
	});
}

/** The one who signs wants it changed: it goes back to the desk with what they said. Throws NotFound. */
export async function sendLetterBack(where: InNetwork, token: string, saidBack: string): Promise<void> {
	await inNetwork(where, async (db) => {
		const { letterId } = await find(db, token);
		await db
			.updateTable('letter')
			.set((by) => ({
				status: 'draft',
				linkHash: null,
				askedAt: null,
				saidBack,
				revision: by('revision', '+', 1)
			}))
			.where('letterId', '=', letterId)
			.execute();
	});
}

const atOnce = 1000;

/** Tells the alumni of a published letter, on their pages and as they wish by mail and push, a thousand at a time. */
export async function tellOfLetter({ networkId, letterId }: InNetwork & { letterId: string }): Promise<void> {
	let after: string | undefined = '00000000-0000-0000-0000-000000000000';
	while (after) {
		const from: string = after;
		after = await inNetwork({ networkId }, async (db) => {
			const letter = await db
				.selectFrom('letter')
				.select(['title', 'executiveId'])
				.where('letterId', '=', letterId)
				.where('status', '=', 'published')
				.executeTakeFirst();
			if (!letter) return undefined;
			const { rows } = await sql<{
				personId: string;
			}>`select person_id from membership where 'alumnus' = any (roles) and person_id > ${from}::uuid order by person_id limit ${atOnce}`.execute(
				db
			);
			await notify(
				db,
				{ networkId },
				{
					kind: 'letter',
					to: rows.map((row) => row.personId),
					by: letter.executiveId,
					subjectId: letterId,
					path: `/letters/${letterId}`,
					about: letter.title
				}
			);
			return rows.length === atOnce ? rows.at(-1)!.personId : undefined;
		});
	}
}
