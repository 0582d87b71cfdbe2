import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { Invalid } from '#platform/http/failures.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { checkOutside, fetchOutside } from '#platform/http/safe-fetch.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { log } from '#platform/log/log.server.ts';
import { readFeed, type Feed, type FeedProblem, type FeedRow } from './feed.ts';
import { rowsTold, toldOf, type ImportedRow } from './imported-row.ts';
import { missingOf, type Audience } from './opening.ts';
import { openInside } from './openings.server.ts';
import { Trial } from './trial.ts';

const answerable = new Set(answerableReasons.map((reason) => reason.code));
const bytesAtMost = 10_000_000;

export type Imported = {
	made: number;
	changed: number;
	drafts: number;
	closed: number;
	problems: FeedProblem[];
	/** The first openings that were taken, in the order of the file. */
	rows: ImportedRow[];
};

type Into = {
	source: 'file' | 'feed' | 'api';
	companyId: string;
	audience: Audience;
	ownerId: string | null;
};

type Wanted = { companyId: string; audience: Audience; isAll: boolean; isTrial?: boolean };

/**
 * The desk imports openings from a file. With `isAll`, openings of earlier files that this one does not name are
 * closed. With `isTrial`, nothing is kept and the answer says what would happen. Throws Invalid for a file that is
 * empty, too large or cannot be read.
 */
export async function importOpenings(
	actor: Actor,
	file: File,
	{ companyId, audience, isAll, isTrial = false }: Wanted
): Promise<Imported> {
	authorize(actor, 'opening.write');
	if (file.size === 0) throw new Invalid('no_file', 'file');
	if (file.size > bytesAtMost) throw new Invalid('file_too_large', 'file');
	const feed = readOrRefuse(new Uint8Array(await file.arrayBuffer()));
	const trial = new Trial<Imported>();
	return inNetwork(actor, async (db) => {
		const into: Into = { source: 'file', companyId, audience, ownerId: actor.personId };
		const imported = await putOpenings(db, actor.networkId, feed, into, isAll);
		await writeAudit(db, actor, 'opening.import', undefined, {
			made: imported.made,
			changed: imported.changed,
			closed: imported.closed,
			refused: imported.problems.length
		});
		if (isTrial) throw trial.with(imported);
		return imported;
	}).catch((thrown: unknown) => trial.resultOf(thrown));
}

function readOrRefuse(bytes: Uint8Array): Feed {
	try {
		return readFeed(bytes);
	} catch {
		throw new Invalid('feed_unreadable', 'file');
	}
}

const rowsAtOnce = 500;

/**
 * Makes or changes one opening for each row, by its number at the source, 500 rows a statement. An opening that
 * states all conditions is opened at once. One that lacks a condition becomes a draft, even if it was open before.
 * An opening that the source closed opens again when the source names it again; one that the desk closed stays
 * closed. With `isAll`, openings of the company that the source no longer names are closed; a row that cannot be
 * taken names its opening too, and if a row does not even say its number, nothing is closed.
 */
export async function putOpenings(
	db: Db,
	networkId: string,
	feed: Feed,
	into: Into,
	isAll: boolean
): Promise<Imported> {
	const imported: Imported = {
		made: 0,
		changed: 0,
		drafts: 0,
		closed: 0,
		problems: feed.problems,
		rows: []
	};
	for (let at = 0; at < feed.rows.length; at += rowsAtOnce) {
		const put = await putSome(db, networkId, feed.rows.slice(at, at + rowsAtOnce), into);
		imported.made += put.filter((opening) => opening.isNew).length;
		imported.changed += put.filter((opening) => !opening.isNew).length;
		imported.drafts += put.filter((opening) => opening.isDraft).length;
		imported.rows.push(...put.slice(0, rowsTold - imported.rows.length).map(toldOf));
	}
	if (isAll) imported.closed = await closeUnnamed(db, networkId, feed, into);
	return imported;
}

type Closed = { openingId: string };

/** Closes the openings of a source that it no longer names, and gives how many they are. */
async function closeUnnamed(
	db: Db,
	networkId: string,
	feed: Feed,
	{ source, companyId }: Into
): Promise<number> {
	if (feed.problems.some((problem) => problem.externalId === '')) return 0;
	const named = [...feed.rows, ...feed.problems].map((row) => row.externalId);
	const { rows: closed } = await sql<Closed>`
		update opening
		set state = 'closed', closed_at = now(), closed_why = 'feed', revision = revision + 1
		where source = ${source}
			and company_id = ${companyId}
			and state <> 'closed'
			and external_id <> all (${named}::text[])
		returning opening_id
	`.execute(db);
	for (const { openingId } of closed) await tellOutside(db, { networkId }, 'opening.closed', { openingId });
	return closed.length;
}

type Put = { openingId: string; isNew: boolean; isDraft: boolean };
type PutRow = Put & { row: FeedRow };

/** Puts one opening. Gives its id, whether it is new, and whether it lacks a condition. */
export async function putOpening(db: Db, networkId: string, row: FeedRow, into: Into): Promise<Put> {
	const [{ openingId, isNew, isDraft }] = (await putSome(db, networkId, [row], into)) as [PutRow];
	return { openingId, isNew, isDraft };
}

async function putSome(db: Db, networkId: string, rows: readonly FeedRow[], into: Into): Promise<PutRow[]> {
	const today = await networkToday(db);
	const byNumber = new Map(rows.map((row) => [row.externalId, row]));
	const written = await upsert(db, networkId, rows, into, today);
	const put = written.map((opening) => {
		const row = byNumber.get(opening.externalId!)!;
		return { ...opening, row, closesOn: row.closesOn, isDraft: missingOf(row).length > 0 };
	});
	for (const opening of put.filter((one) => mayOpen(one, today)))
		await openInside(db, networkId, opening.openingId);
	const lacking = put.filter(({ state, isDraft }) => isDraft && state === 'open');
	if (lacking.length > 0) await backToDraft(db, lacking);
	return put.map(({ openingId, isNew, isDraft, row }) => ({ openingId, isNew, isDraft, row }));
}

async function upsert(
	db: Db,
	networkId: string,
	rows: readonly FeedRow[],
	{ source, companyId, audience, ownerId }: Into,
	today: string
) {
	const openings = rows.map(({ reasons, ...row }) => ({
		...row,
		reasons: [...new Set(reasons)].filter((code) => answerable.has(code)),
		companyId,
		audience,
		checkedOn: today,
		remindedOn: null
	}));
	const columns = Object.keys(openings[0]!).filter((name) => name !== 'externalId') as Exclude<
		keyof (typeof openings)[number],
		'externalId'
	>[];
	return db
		.insertInto('opening')
		.values(openings.map((opening) => ({ networkId, source, ownerId, ...opening })))
		.onConflict((conflict) =>
			conflict.columns(['networkId', 'companyId', 'source', 'externalId']).doUpdateSet((by) => ({
				...Object.fromEntries(columns.map((name) => [name, by.ref(`excluded.${name}`)])),
				revision: by('opening.revision', '+', 1)
			}))
		)
		.returning(['openingId', 'externalId', 'state', 'closedWhy', sql<boolean>`xmax = 0`.as('isNew')])
		.execute();
}

type Openable = { state: string; closedWhy: string | null; closesOn: string | null; isDraft: boolean };

/**
 * Whether an opening that was just put is to be opened: nothing is missing, the desk did not close it, its
 * last day has not passed.
 */
function mayOpen({ state, closedWhy, closesOn, isDraft }: Openable, today: string): boolean {
	const waits = state === 'draft' || (state === 'closed' && closedWhy !== 'desk');
	return waits && !isDraft && !(closesOn && closesOn < today);
}

async function backToDraft(db: Db, openings: readonly { openingId: string }[]): Promise<void> {
	await db
		.updateTable('opening')
		.set({ state: 'draft' })
		.where(
			'openingId',
			'in',
			openings.map(({ openingId }) => openingId)
		)
		.execute();
}

export type FeedSettings = { url: string; companyId: string; audience: Audience };

/** The feed from which openings are read, with the result of the last reading; undefined if there is none. */
export async function openingFeed(actor: Actor) {
	authorize(actor, 'opening.write');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('openingFeed')
			.select(['url', 'companyId', 'audience', 'readAt', 'problem', 'seen'])
			.executeTakeFirst()
	);
}

/**
 * Saves the address of the feed; without an address the feed is removed. Throws Invalid for an address
 * outside the open internet.
 */
export async function saveFeed(actor: Actor, feed: FeedSettings): Promise<void> {
	authorize(actor, 'opening.write');
	if (feed.url) {
		try {
			checkOutside(new URL(feed.url));
		} catch {
			throw new Invalid('not_a_link', 'url');
		}
	}
	await inNetwork(actor, async (db) => {
		await db.deleteFrom('openingFeed').execute();
		if (feed.url)
			await db
				.insertInto('openingFeed')
				.values({ networkId: actor.networkId, ...feed })
				.execute();
		await writeAudit(db, actor, 'opening_feed.save', undefined, { has: feed.url !== '' });
	});
}

type FetchOptions = Partial<Parameters<typeof fetchOutside>[1]>;

/**
 * Reads the feed, if there is one, and puts its openings. If it cannot be read, the openings stay as they are and
 * the desk is shown the failure. `options` is for tests.
 */
export async function readOpeningFeed(where: InNetwork, options: FetchOptions = {}): Promise<void> {
	const settings = await readNetwork(where, (db) =>
		db.selectFrom('openingFeed').selectAll().executeTakeFirst()
	);
	if (!settings) return;
	const feed = await fetchFeed(settings.url, options);
	await inNetwork(where, async (db) => {
		// A feed that suddenly names nothing is taken for a fault of the source, not for the end of all openings.
		if (!feed || feed.rows.length === 0)
			return void (await db.updateTable('openingFeed').set({ problem: 'unreadable' }).execute());
		const { companyId } = settings;
		const into: Into = {
			source: 'feed',
			companyId,
			audience: settings.audience as Audience,
			ownerId: null
		};
		await putOpenings(db, where.networkId, feed, into, feed.problems.length === 0);
		await db
			.updateTable('openingFeed')
			.set({
				problem: feed.problems.length > 0 ? 'rows_refused' : '',
				seen: feed.rows.length,
				readAt: new Date()
			})
			.execute();
	});
}

/** The feed at an address; undefined if it cannot be fetched or read. */
async function fetchFeed(url: string, options: FetchOptions): Promise<Feed | undefined> {
	try {
		const { body, isWhole } = await fetchOutside(url, {
			mostBytes: bytesAtMost,
			seconds: 30,
			redirects: 3,
			accept: 'application/json, text/csv',
			...options
		});
		if (!isWhole) throw new Error('Too large');
		return readFeed(body);
	} catch (error) {
		log.info({ error: (error as Error).message }, 'The feed of openings could not be read');
		return undefined;
	}
}
