import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { answerableReasons } from '#people/departures/reason.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { checkOutside, fetchOutside } from '#platform/http/safe-fetch.server.ts';
import { tellOutside } from '#platform/webhooks/webhooks.server.ts';
import { log } from '#platform/log/log.server.ts';
import { readFeed, type Feed, type FeedProblem, type FeedRow } from './feed.ts';
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
};
type Into = {
	source: 'file' | 'feed' | 'api';
	companyId: string;
	audience: Audience;
	ownerId: string | null;
};

/** The desk brings openings from a file. With `isAll`, those of the company's earlier files that it no longer names close. With `isTrial`, it only says what would happen. Throws Invalid for a file that cannot be read. */
export async function importOpenings(
	actor: Actor,
	file: File,
	into: { companyId: string; audience: Audience; isAll: boolean; isTrial?: boolean }
): Promise<Imported> {
	authorize(actor, 'opening.write');
	if (file.size === 0) throw new Invalid('no_file', 'file');
	if (file.size > bytesAtMost) throw new Invalid('file_too_large', 'file');
	const feed = readOrRefuse(new Uint8Array(await file.arrayBuffer()));
	const trial = new Trial<Imported>();
	return inNetwork(actor, async (db) => {
		const imported = await putOpenings(
			db,
			actor.networkId,
			feed,
			{ source: 'file', companyId: into.companyId, audience: into.audience, ownerId: actor.personId },
			into.isAll
		);
		await writeAudit(db, actor, 'opening.import', undefined, {
			made: imported.made,
			changed: imported.changed,
			closed: imported.closed,
			refused: imported.problems.length
		});
		if (into.isTrial) throw trial.with(imported);
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
 * Makes or changes an opening of each row by its number at the source, 500 rows a statement. One that says all that the law wants is open at once; the others wait as
 * drafts, with what is missing shown, also where they were open before. What closed by the source before and is named again opens again; what the desk closed stays closed. With `isAll`, what the source
 * no longer names for the company closes. A row that cannot be taken names its opening too; if one does not even say its number, nothing closes.
 */
export async function putOpenings(
	db: Db,
	networkId: string,
	feed: Feed,
	into: Into,
	isAll: boolean
): Promise<Imported> {
	const imported: Imported = { made: 0, changed: 0, drafts: 0, closed: 0, problems: feed.problems };
	for (let at = 0; at < feed.rows.length; at += rowsAtOnce) {
		const put = await putSome(db, networkId, feed.rows.slice(at, at + rowsAtOnce), into);
		imported.made += put.filter((one) => one.isNew).length;
		imported.changed += put.filter((one) => !one.isNew).length;
		imported.drafts += put.filter((one) => one.isDraft).length;
	}
	if (isAll && feed.problems.every((problem) => problem.externalId !== '')) {
		const named = [...feed.rows, ...feed.problems].map((row) => row.externalId);
		const { rows } = await sql<{
			openingId: string;
		}>`update opening set state = 'closed', closed_at = now(), closed_why = 'feed', revision = revision + 1 where source = ${into.source} and company_id = ${into.companyId} and state <> 'closed' and external_id <> all (${named}::text[]) returning opening_id`.execute(
			db
		);
		imported.closed = rows.length;
		for (const { openingId } of rows)
			await tellOutside(db, { networkId }, 'opening.closed', { openingId });
	}
	return imported;
}

type Put = { openingId: string; isNew: boolean; isDraft: boolean };

/** One of them. Gives its id, whether it is new, and whether something is still missing. */
export async function putOpening(db: Db, networkId: string, row: FeedRow, into: Into): Promise<Put> {
	return (await putSome(db, networkId, [row], into))[0]!;
}

async function putSome(
	db: Db,
	networkId: string,
	rows: readonly FeedRow[],
	{ source, companyId, audience, ownerId }: Into
): Promise<Put[]> {
	const today = new Date().toISOString().slice(0, 10);
	const said = rows.map(({ reasons, ...row }) => ({
		...row,
		reasons: reasons.filter((code) => answerable.has(code)),
		companyId,
		audience,
		checkedOn: today,
		remindedOn: null
	}));
	const columns = Object.keys(said[0]!).filter((name) => name !== 'externalId') as Exclude<
		keyof (typeof said)[number],
		'externalId'
	>[];
	const put = await db
		.insertInto('opening')
		.values(said.map((one) => ({ networkId, source, ownerId, ...one })))
		.onConflict((conflict) =>
			conflict.columns(['networkId', 'companyId', 'source', 'externalId']).doUpdateSet((by) => ({
				...Object.fromEntries(columns.map((name) => [name, by.ref(`excluded.${name}`)])),
				revision: by('opening.revision', '+', 1)
			}))
		)
		.returning(['openingId', 'externalId', 'state', 'closedWhy', sql<boolean>`xmax = 0`.as('isNew')])
		.execute();
	const byNumber = new Map(rows.map((row) => [row.externalId, row]));
	const results = put.map((one) => ({
		...one,
		row: byNumber.get(one.externalId!)!,
		isDraft: missingOf(byNumber.get(one.externalId!)!).length > 0
	}));
	const opens = results.filter(
		({ state, closedWhy, isDraft, row }) =>
			!isDraft &&
			(state === 'draft' || (state === 'closed' && closedWhy !== 'desk')) &&
			!(row.closesOn && row.closesOn < today)
	);
	for (const { openingId } of opens) await openInside(db, networkId, openingId);
	const lacking = results
		.filter(({ state, isDraft }) => isDraft && state === 'open')
		.map((one) => one.openingId);
	if (lacking.length > 0)
		await db.updateTable('opening').set({ state: 'draft' }).where('openingId', 'in', lacking).execute();
	return results.map(({ openingId, isNew, isDraft }) => ({ openingId, isNew, isDraft }));
}

export type FeedSettings = { url: string; companyId: string; audience: Audience };

/** The address from which openings come by themselves, with how it went last; undefined where there is none. */
export async function openingFeed(actor: Actor) {
	authorize(actor, 'opening.write');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('openingFeed')
			.select(['url', 'companyId', 'audience', 'readAt', 'problem', 'seen'])
			.executeTakeFirst()
	);
}

/** Keeps that address, or without one forgets it. Throws Invalid for what is no address of the open internet. */
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

/** Reads the feed, where there is one. When it cannot be read, everything stays as it is and the desk is shown that it failed. `options` is for tests. */
export async function readOpeningFeed(
	where: InNetwork,
	options: Partial<Parameters<typeof fetchOutside>[1]> = {}
): Promise<void> {
	const settings = await readNetwork(where, (db) =>
		db.selectFrom('openingFeed').selectAll().executeTakeFirst()
	);
	if (!settings) return;
	const feed = await fetchOutside(settings.url, {
		mostBytes: bytesAtMost,
		seconds: 30,
		redirects: 3,
		accept: 'application/json, text/csv',
		...options
	})
		.then(({ body, isWhole }) => {
			if (!isWhole) throw new Error('Too large');
			return readFeed(body);
		})
		.catch((error: Error) => {
			log.info({ error: error.message }, 'The feed of openings could not be read');
			return undefined;
		});
	await inNetwork(where, async (db) => {
		// A feed that suddenly names nothing is taken for a fault of the source, not for the end of all openings.
		if (!feed || feed.rows.length === 0)
			return void (await db.updateTable('openingFeed').set({ problem: 'unreadable' }).execute());
		await putOpenings(
			db,
			where.networkId,
			feed,
			{
				source: 'feed',
				companyId: settings.companyId,
				audience: settings.audience as Audience,
				ownerId: null
			},
			feed.problems.length === 0
		);
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
