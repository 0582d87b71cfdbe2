import { sql } from 'kysely';
import { answerableReasons } from '#people/departures/reason.ts';
import { networkToday } from '#platform/clock/network-today.server.ts';
import type { Db } from '#platform/database/network.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import type { Feed, FeedProblem, FeedRow } from './feed.ts';
import { rowsTold, toldOf, type ImportedRow } from './imported-row.ts';
import { missingOf, type Audience } from './opening.ts';
import { openInside } from './openings.server.ts';

const answerable = new Set(answerableReasons.map((reason) => reason.code));

export type Imported = {
	made: number;
	changed: number;
	drafts: number;
	closed: number;
	problems: FeedProblem[];
	/** The first openings that were taken, in the order of the file. */
	rows: ImportedRow[];
};

/** Where openings go, and from where they come. */
export type Into = {
	source: 'file' | 'feed' | 'api';
	companyId: string;
	audience: Audience;
	ownerId: string | null;
};

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
