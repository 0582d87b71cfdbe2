import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { countTry } from '#access/limits/limits.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { log } from '#platform/log/log.server.ts';
import { inAuthTables, readAuthTables, type Holder } from './auth-tables.server.ts';
import { seal, unseal } from './sealing.server.ts';

const period = 30;
/** Clocks of telephones are off by up to so many steps. */
const window = 1;

type Row = { sealed: Buffer | null; waiting: Buffer | null };

/** What an authenticator app is told: as an address for the QR code, and as letters to type. */
export type Setup = { uri: string; letters: string };

/** Makes a secret for an authenticator app. It counts only when a code of it was typed; until then the one before does. */
export async function beginCodes(holder: Holder): Promise<void> {
	const waiting = seal('one-time code', holder, new Secret({ size: 20 }).bytes);
	await inAuthTables(holder, (db) =>
		sql`
			insert into one_time_code (user_id, waiting)
			values (${holder.accountId}, ${waiting})
			on conflict (network_id, user_id) do update set waiting = excluded.waiting
		`.execute(db)
	);
}

/** The secret that waits to be set up; undefined where none does. */
export async function setupOf(
	holder: Holder,
	{ network, account }: { network: string; account: string }
): Promise<Setup | undefined> {
	const waiting = (await rowOf(holder))?.waiting;
	if (!waiting) return undefined;
	const codes = codesBy(holder, waiting, network, account);
	return { uri: codes.toString(), letters: codes.secret.base32.replace(/.{4}(?=.)/g, '$& ') };
}

/** Sets the waiting secret up for whoever types a code of it. Throws Invalid at `code`, and TooMany. */
export async function confirmCodes(holder: Holder, code: string): Promise<void> {
	await countCode(holder);
	const waiting = (await rowOf(holder))?.waiting;
	if (!waiting) throw new Invalid('setup_over', 'code');
	const step = stepOf(codesBy(holder, waiting), code);
	if (step === undefined) throw new Invalid('wrong_code', 'code');
	await inAuthTables(holder, (db) =>
		sql`
			update one_time_code
			set sealed = waiting, waiting = null, last_step = ${step}, made_at = now()
			where user_id = ${holder.accountId}
				and waiting = ${waiting}
		`.execute(db)
	);
}

/** Checks a code, which then counts no second time. Throws Invalid at `code`, and TooMany. */
export async function checkCode(holder: Holder, code: string): Promise<void> {
	await countCode(holder);
	const sealed = (await rowOf(holder))?.sealed;
	const step = sealed && stepOf(codesBy(holder, sealed), code);
	if (!step || !(await isNext(holder, step))) throw new Invalid('wrong_code', 'code');
}

/** Since when an account has an authenticator app; undefined where it has none. */
export async function codesSince(holder: Holder): Promise<Date | undefined> {
	const { rows } = await readAuthTables(holder, (db) =>
		sql<{ madeAt: Date }>`
			select made_at
			from one_time_code
			where user_id = ${holder.accountId}
				and sealed is not null
		`.execute(db)
	);
	return rows[0]?.madeAt;
}

/** Forgets the authenticator app of an account. */
export async function dropCodes(holder: Holder): Promise<void> {
	await inAuthTables(holder, (db) =>
		sql`delete from one_time_code where user_id = ${holder.accountId}`.execute(db)
	);
}

/** Six figures are guessed by trying: wrong and right ones count, wherever they come from. */
async function countCode({ networkId, accountId }: Holder): Promise<void> {
	await countTry('code.account', `${networkId} ${accountId}`);
}

async function rowOf(holder: Holder): Promise<Row | undefined> {
	const { rows } = await readAuthTables(holder, (db) =>
		sql<Row>`
			select sealed, waiting
			from one_time_code
			where user_id = ${holder.accountId}
		`.execute(db)
	);
	return rows[0];
}

function codesBy(holder: Holder, sealed: Buffer, issuer = '', label = ''): TOTP {
	const bytes = new Uint8Array(opened(holder, sealed));
	return new TOTP({ issuer, label, period, secret: new Secret({ buffer: bytes.buffer }) });
}

/** The secret of an app. Throws Invalid at `code` where the installation's secret is not the one that sealed it. */
function opened(holder: Holder, sealed: Buffer): Buffer {
	try {
		return unseal('one-time code', holder, sealed);
	} catch (error) {
		log.error({ error }, 'An authenticator app cannot be read: was OKAERI_SECRET changed?');
		throw new Invalid('setup_over', 'code');
	}
}

/** The step of time that a code is of; undefined for a wrong one. */
function stepOf(codes: TOTP, code: string): number | undefined {
	const timestamp = Date.now();
	const token = code.replace(/\s/g, '');
	const delta = codes.validate({ token, timestamp, window });
	return delta === null ? undefined : codes.counter({ timestamp }) + delta;
}

/** Notes a step as used. False where it, or a later one, was used before. */
async function isNext(holder: Holder, step: number): Promise<boolean> {
	const { rows } = await inAuthTables(holder, (db) =>
		sql`
			update one_time_code
			set last_step = ${step}
			where user_id = ${holder.accountId}
				and last_step < ${step}
			returning last_step
		`.execute(db)
	);
	return rows.length > 0;
}
