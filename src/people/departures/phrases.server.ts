import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { inSlices } from '#platform/database/slices.server.ts';
import { reasonsIn } from './reading/reading.ts';
import { restrictedReasons, tellableReasons } from './reason.ts';

/** A phrase that fewer people said is told to nobody: it could be known again. */
export const fewestWhoSay = 5;
const atOnce = 500;
/** So many words are read anew in a night at most. */
const wordsRead = 20_000;
const longest = 40;

type Words = { tenureId: string; words: string };
type Counts = Map<string, Map<string, number>>;

/**
 * Counts anew with which words people say their reasons, and keeps those that at least five people said. Each person
 * counts once a phrase. The words of whoever left over a restricted reason, by any view, are not looked at.
 */
export async function countPhrases({ networkId }: InNetwork): Promise<void> {
	const counts: Counts = new Map();
	let read = 0;
	await inSlices({ networkId }, async (db, after) => {
		const words = await wordsAfter(db, after);
		for (const said of words) count(counts, said.words);
		read += words.length;
		return words.length === atOnce && read < wordsRead ? words.at(-1)!.tenureId : undefined;
	});
	const phrases = [...counts].flatMap(([code, said]) =>
		[...said]
			.filter(([, people]) => people >= fewestWhoSay)
			.map(([phrase, people]) => ({ code, phrase, people }))
	);
	await inNetwork({ networkId }, async (db) => {
		await sql`delete from unlock_phrase`.execute(db);
		await sql`
			insert into unlock_phrase (network_id, code, phrase, people)
			select ${networkId}::uuid, p.code, p.phrase, p.people
			from jsonb_to_recordset(${JSON.stringify(phrases)}::jsonb) as p (code text, phrase text, people int)
		`.execute(db);
	});
}

const tellable = new Set(tellableReasons.map(({ code }) => code));

const stops = /[、。,.!?「」()\n]/;
const atEnds = /^[\s、。,.!?「」()・]+|[\s、。,.!?「」()・]+$/g;

/** What is quoted, in one width and without the stops around it. */
const phraseOf = (quote: string) => quote.normalize('NFKC').replace(atEnds, '');

function count(counts: Counts, words: string): void {
	const reasons = reasonsIn(words);
	if (reasons.some(({ code }) => restrictedReasons.includes(code))) return;
	for (const { code, words: quoted } of reasons.filter((reason) => tellable.has(reason.code)))
		for (const phrase of new Set(quoted.map(phraseOf))) {
			if (phrase.length < 2 || phrase.length > longest || stops.test(phrase)) continue;
			const said = counts.get(code) ?? new Map<string, number>();
			counts.set(code, said.set(phrase, (said.get(phrase) ?? 0) + 1));
		}
}

/** What people said in the view that counts, of their latest departure, by the departure's id. */
async function wordsAfter(db: Db, tenureId: string): Promise<Words[]> {
	const { rows } = await sql<Words>`
		select w.tenure_id, w.words
		from departure_word w
		join departure d on d.tenure_id = w.tenure_id
			and d.is_latest
		where w.view = coalesce(d.counting_view, 'stated')
			and w.view <> 'desk'
			and w.tenure_id > ${tenureId}::uuid
			and not exists (
				select
				from departure_reason r
				where r.tenure_id = w.tenure_id
					and r.code = any (${[...restrictedReasons]}::text[])
			)
		order by w.tenure_id
		limit ${atOnce}
	`.execute(db);
	return rows;
}
