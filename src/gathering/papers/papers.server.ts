import type { Actor } from '#access/actor/actor.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { stewards } from '#people/persons/stewards.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { paperName, type PaperItem, type PaperKind, type PaperState } from './paper.ts';

export type PaperWish = { kind: PaperKind; items: PaperItem[]; year: number | null; words: string };
export type OwnPaper = {
	paperRequestId: string;
	kind: PaperKind;
	items: string[];
	year: number | null;
	words: string;
	state: PaperState;
	askedAt: Date;
	answer: string;
	fileName: string | null;
	expiresAt: Date | null;
};

const openAtMost = 10;

/**
 * A leaver asks for a paper, and the desk is told. Gives the request's id. Throws Invalid where the same is asked for
 * already, where a certificate of leaving would hold nothing, or where too many wait.
 */
export async function askForPaper(actor: Actor, wish: PaperWish): Promise<string> {
	authorize(actor, 'paper.ask');
	const { kind, year, words } = wish;
	const items = kind === 'leaving' ? wish.items : [];
	if (kind === 'leaving' && items.length === 0) throw new Invalid('required', 'items');
	if (kind === 'withholding' && year === null) throw new Invalid('required', 'year');
	if (kind === 'other' && !words) throw new Invalid('required', 'words');
	await countTry('paper.day', actor.personId);
	return inNetwork(actor, async (db) => {
		const waiting = await db
			.selectFrom('paperRequest')
			.select(['kind', 'year'])
			.where('personId', '=', actor.personId)
			.where('state', '=', 'asked')
			.execute();
		if (kind !== 'other' && waiting.some((one) => one.kind === kind && one.year === year))
			throw new Invalid('paper_asked', 'form');
		if (waiting.length >= openAtMost) throw new Invalid('too_many_papers', 'form');
		const { paperRequestId } = await db
			.insertInto('paperRequest')
			.values({
				networkId: actor.networkId,
				personId: actor.personId,
				kind,
				items,
				year: kind === 'withholding' ? year : null,
				words
			})
			.returning('paperRequestId')
			.executeTakeFirstOrThrow();
		await notify(db, actor, {
			kind: 'paper_asked',
			to: (await stewards(db)).map(({ personId }) => personId),
			by: actor.personId,
			subjectId: paperRequestId,
			path: `/desk/papers/${paperRequestId}`,
			about: paperName[kind]()
		});
		return paperRequestId;
	});
}

/** Takes back a request that is not answered yet. Throws NotFound. */
export async function withdrawPaper(actor: Actor, paperRequestId: string): Promise<void> {
	authorize(actor, 'paper.ask');
	const { numUpdatedRows } = await inNetwork(actor, (db) =>
		db
			.updateTable('paperRequest')
			.set({ state: 'withdrawn' })
			.where('paperRequestId', '=', paperRequestId)
			.where('personId', '=', actor.personId)
			.where('state', '=', 'asked')
			.executeTakeFirst()
	);
	if (numUpdatedRows === 0n) throw new NotFound('No such request, or answered already');
}

const shownAtMost = 50;

/** One's own requests, the latest first, with the file as long as it can be fetched. */
export async function ownPapers(actor: Actor): Promise<OwnPaper[]> {
	authorize(actor, 'paper.ask');
	return readNetwork(actor, (db) =>
		db
			.selectFrom('paperRequest as r')
			.leftJoin('paperFile as f', (join) =>
				join.onRef('f.paperRequestId', '=', 'r.paperRequestId').on('f.expiresAt', '>', new Date())
			)
			.select([
				'r.paperRequestId',
				'r.kind',
				'r.items',
				'r.year',
				'r.words',
				'r.state',
				'r.askedAt',
				'r.answer'
			])
			.select(['f.name as fileName', 'f.expiresAt'])
			.where('r.personId', '=', actor.personId)
			.orderBy('r.paperRequestId', 'desc')
			.limit(shownAtMost)
			.execute()
	) as Promise<OwnPaper[]>;
}

export type PaperBytes = { name: string; mediaType: string; bytes: Buffer };

/** The file with which the desk answered, for whoever asked, until it expires. Throws NotFound. */
export async function fetchPaper(actor: Actor, paperRequestId: string): Promise<PaperBytes> {
	authorize(actor, 'paper.ask');
	const found = await inNetwork(actor, (db) =>
		db
			.updateTable('paperFile as f')
			.from('paperRequest as r')
			.set((by) => ({ fetchedAt: by.fn.coalesce('f.fetchedAt', by.val(new Date())) }))
			.whereRef('r.paperRequestId', '=', 'f.paperRequestId')
			.where('f.paperRequestId', '=', paperRequestId)
			.where('r.personId', '=', actor.personId)
			.where('f.expiresAt', '>', new Date())
			.returning(['f.name', 'f.mediaType', 'f.bytes'])
			.executeTakeFirst()
	);
	if (!found) throw new NotFound('No such file');
	return found;
}
