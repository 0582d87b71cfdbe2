import { randomBytes, X509Certificate } from 'node:crypto';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, Stale } from '#platform/http/failures.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { writeAudit } from './audit.server.ts';
import { isReachable, send, type Target } from './shipping/sending.server.ts';

export const ways = ['none', 'syslog', 'https'] as const;
export type Way = (typeof ways)[number];

/** How a network's audit log is kept and sent, and how that goes. */
export type AuditSetting = {
	revision: number;
	keepDays: number | null;
	way: Way;
	host: string;
	port: number;
	certificate: string;
	url: string;
	secret: string;
	sentUpTo: number;
	sentAt: Date | null;
	failingSince: Date | null;
	lastProblem: string;
};
export type Shipping = Pick<AuditSetting, 'way' | 'host' | 'port' | 'certificate' | 'url'>;

const unset: AuditSetting = {
	revision: 0,
	keepDays: null,
	way: 'none',
	host: '',
	port: 6514,
	certificate: '',
	url: '',
	secret: '',
	sentUpTo: 0,
	sentAt: null,
	failingSince: null,
	lastProblem: ''
};

/** The settings of the audit log, and the number of its last line. */
export async function auditSetting(actor: Actor): Promise<AuditSetting & { last: number }> {
	authorize(actor, 'audit.set');
	return readNetwork(actor, async (db) => {
		const [setting, end] = await Promise.all([
			settingIn(db),
			db.selectFrom('auditChain').select('number').executeTakeFirst()
		]);
		return { ...setting, last: end?.number ?? 0 };
	});
}

async function settingIn(db: Db): Promise<AuditSetting> {
	const { way, ...found } = (await db
		.selectFrom('auditSetting')
		.select(['revision', 'keepDays', 'way', 'host', 'port', 'certificate', 'url', 'secret'])
		.select(['sentUpTo', 'sentAt', 'failingSince', 'lastProblem'])
		.executeTakeFirst()) ?? { ...unset };
	return { ...found, way: way as Way };
}

/** Sets for how many days the log is kept; for good where that is null. Throws Stale. */
export async function keepAuditFor(actor: Actor, revision: number, keepDays: number | null): Promise<void> {
	authorize(actor, 'audit.set');
	await inNetwork(actor, (db) => save(db, actor, revision, { keepDays }));
}

/**
 * Sets to where the log is sent. A new place gets it from the first line on. Throws Stale; throws Invalid for a place that
 * cannot be reached on principle.
 */
export async function shipAuditTo(actor: Actor, revision: number, wish: Shipping): Promise<void> {
	authorize(actor, 'audit.set');
	checkShipping(wish);
	await inNetwork(actor, async (db) => {
		const now = await settingIn(db);
		const isNew =
			wish.way !== now.way || wish.host !== now.host || wish.port !== now.port || wish.url !== now.url;
		await save(db, actor, revision, {
			...wish,
			...(wish.way === 'https' && now.secret === '' ? { secret: newSecret() } : {}),
			...(isNew ? { sentUpTo: 0, sentAt: null } : {}),
			failingSince: null,
			lastProblem: '',
			tries: 0,
			nextTryAt: new Date(0),
			claimedUntil: new Date(0)
		});
		const { networkId } = actor;
		if (wish.way !== 'none')
			await leaveJob(db, 'audit.ship', { networkId }, { key: `audit.ship:${networkId}` });
	});
}

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

function checkShipping({ way, host, port, certificate, url }: Shipping): void {
	if (way === 'syslog' && !isReachable(host, port)) throw new Invalid('not_outside', 'host');
	if (way === 'https') {
		const place = URL.canParse(url) ? new URL(url) : undefined;
		if (place?.protocol !== 'https:' || place.username || place.password)
			throw new Invalid('not_a_link', 'url');
		if (!isReachable(place.hostname, Number(place.port || 443))) throw new Invalid('not_outside', 'url');
	}
	if (certificate !== '' && !isCertificate(certificate))
		throw new Invalid('not_a_certificate', 'certificate');
}

function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).subject !== '';
	} catch (failure) {
		if (failure instanceof Error) return false;
		throw failure;
	}
}

type Change = Partial<AuditSetting & { tries: number; nextTryAt: Date; claimedUntil: Date }>;

/** Saves what was read at a revision, and notes what an administrator chose of it, without keys. */
async function save(db: Db, actor: Actor, revision: number, change: Change): Promise<void> {
	const { networkId } = actor;
	const made = { networkId, ...change, revision: 1 };
	const { length } = await db
		.insertInto('auditSetting')
		.values(made)
		.onConflict((conflict) =>
			conflict
				.column('networkId')
				.doUpdateSet({ ...change, revision: revision + 1 })
				.where('auditSetting.revision', '=', revision)
		)
		.returning('revision')
		.execute();
	if (length === 0) throw new Stale();
	const { keepDays, way, host, port, url } = change;
	await writeAudit(db, actor, 'settings.audit', networkId, { keepDays, way, host, port, url });
}

/** Sends one line that says it is a test. Gives what went wrong, or undefined. */
export async function testShipping(actor: Actor, slug: string): Promise<string | undefined> {
	authorize(actor, 'audit.set');
	const setting = await readNetwork(actor, settingIn);
	if (setting.way === 'none') throw new Invalid('nothing_chosen', 'form');
	const line = { test: true as const, network: slug, at: new Date().toISOString() };
	const problem = await send(setting as Target, {
		id: `audit_test_${crypto.randomUUID()}`,
		lines: [line]
	}).then(
		() => undefined,
		(failure: Error) => failure.message.slice(0, 300) || 'It failed'
	);
	await inNetwork(actor, (db) => writeAudit(db, actor, 'audit.tested', undefined, { worked: !problem }));
	return problem;
}
