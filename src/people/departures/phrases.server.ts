import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { inSlices } from '#platform/database/slices.server.ts';
import { phrasesIn, type Phrase } from './phrase.ts';
import { reasonsIn } from './reading/reading.ts';
import { restrictedReasons, tellableReasons } from './reason.ts';

/** A phrase that fewer people said is told to nobody: it could be known again. */
export const fewestWhoSay = 5;
const atOnce = 500;
/** So many words are read anew in a night at most. */
const wordsRead = 20_000;

type Words = { tenureId: string; words: string };
/** How many people said a phrase, and how many of them in which form. */
type Count = { people: number; forms: Map<string, number> };
type Counts = Map<string, Map<string, Count>>;

/**
 * Counts anew with which words people say their reasons, and keeps those that at least five people said. A phrase is kept
 * up to the end of its last word where most say it so, else as it was read. Each person counts once a phrase. The words of whoever left over a restricted reason, by any view, are not looked at.
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
		[...said].flatMap(([stem, counted]) => {
			const told = tellable(stem, counted);
			return told ? [{ code, ...told }] : [];
		})
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

/** How a phrase may be told: in the form that most people use, if enough do; else its stem, which all of them share. */
function tellable(stem: string, { people, forms }: Count): { phrase: string; people: number } | undefined {
	if (people < fewestWhoSay) return undefined;
	const [form, users] = [...forms].reduce((most, one) => (one[1] > most[1] ? one : most));
	if (users >= fewestWhoSay && users * 2 >= people) return { phrase: form, people: users };
	return { phrase: forms.has(stem) ? stem : `${stem}…`, people };
}

const tellableCodes = new Set(tellableReasons.map(({ code }) => code));

function count(counts: Counts, words: string): void {
	const reasons = reasonsIn(words);
	if (reasons.some(({ code }) => restrictedReasons.includes(code))) return;
	for (const { code, words: quotes } of reasons.filter((reason) => tellableCodes.has(reason.code))) {
		const said = counts.get(code) ?? new Map<string, Count>();
		counts.set(code, said);
		for (const phrase of phrasesIn(words, quotes)) add(said, phrase);
	}
}

function add(said: Map<string, Count>, { stem, whole }: Phrase): void {
	const counted = said.get(stem) ?? { people: 0, forms: new Map<string, number>() };
	counted.people += 1;
	counted.forms.set(whole, (counted.forms.get(whole) ?? 0) + 1);
	said.set(stem, counted);
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
