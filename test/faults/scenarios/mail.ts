import type pg from 'pg';
import type { Behaviour } from '../mail-sink.ts';
import { readSink } from '../mail-checks.ts';
import { comesTrue, verdict, type Verdict } from '../verdict.ts';
import { withLife, type Life } from './life.ts';
import type { Run } from './scenarios.ts';
import { connectOwner } from '../owner.ts';

/** How the mail server fails, and how often a mail may then have come to it as a whole, at least and at most. */
const ways: readonly { behaviour: Behaviour; called: string; least: number; most: number }[] = [
	{ behaviour: 'hang', called: 'hangs after DATA', least: 1, most: 2 },
	{ behaviour: 'drop_early', called: 'breaks within DATA', least: 1, most: 1 },
	{ behaviour: 'drop_before', called: 'breaks after DATA, before its 250', least: 1, most: 2 },
	{ behaviour: 'drop_after', called: 'breaks after its 250', least: 1, most: 1 }
];

/** The mail server fails in the middle of a mail in each of four ways, and then works again. */
export function mailServerFails({ seed }: Run): Promise<Verdict[]> {
	return withLife('m', seed, async (life) => {
		const owner = await connectOwner(life.installation.url);
		try {
			await owner.query(`select set_config('okaeri.network_id', $1, false)`, [life.company.networkId]);
			const verdicts: Verdict[] = [];
			for (const [at, way] of ways.entries()) verdicts.push(...(await failOnce(life, owner, at, way)));
			return verdicts;
		} finally {
			await owner.end();
		}
	});
}

type Written = { id: string; status: string; tries: number };

/** Somebody applies while the server fails so. When the first try is over, the server works; the mail must come. */
async function failOnce(
	life: Life,
	owner: pg.Client,
	at: number,
	{ behaviour, called, least, most }: (typeof ways)[number]
): Promise<Verdict[]> {
	const { client, book, company, installation } = life;
	const person = company.alumni[at]!;
	installation.sink.tell({ behaviour });
	const entry = book.open('application', person.email);
	entry.tries++;
	const path = `/openings/${company.openings[0]}/apply`;
	const answer = await client.ask(path, person, { words: `${entry.mark} です。`, answers: '' });
	entry.isAcknowledged = answer.kind === 'done';
	const written = async (): Promise<Written | undefined> => {
		const { rows } = await owner.query<Written>(
			`select mail_id as id, status, tries from mail where kind = 'application' and address = $1`,
			[person.email]
		);
		return rows[0];
	};
	const isTried = async () => {
		const mail = await written();
		return mail !== undefined && mail.tries > 0 && (await isNoted(owner, mail.id));
	};
	const wasTried = await comesTrue(isTried, 20_000);
	installation.sink.tell({ behaviour: 'take' });
	await comesTrue(async () => (await written())?.status === 'sent', 40_000);
	const mail = await written();
	const received = (mail && readSink(installation.sinkFile).get(mail.id)) ?? { whole: 0, taken: 0 };
	const isRight = mail?.status === 'sent' && received.whole >= least && received.whole <= most;
	const seen = `${mail?.status ?? 'no mail'} after ${mail?.tries ?? 0} tries, came ${received.whole} times`;
	return [verdict(`a mail whose server ${called}`, wasTried && isRight, seen)];
}

/** Has the try of a mail come to its end? Then nobody holds it any more. */
async function isNoted(owner: pg.Client, mailId: string): Promise<boolean> {
	const { rows } = await owner.query(`select from mail where mail_id = $1 and claimed_until is null`, [
		mailId
	]);
	return rows.length > 0;
}
