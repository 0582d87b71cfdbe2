import { expressionOf } from './lexicon/lists.ts';
import { tones } from './lexicon/tones.ts';

// How a clause is meant. A reason that someone names only to wave it aside is none.

const praise = expressionOf(tones, 'praise');
const denial = expressionOf(tones, 'denial');
const deniedFirst = expressionOf(tones, 'denied first');
const pretext = expressionOf(tones, 'pretext');
const truth = expressionOf(tones, 'truth');
const intention = expressionOf(tones, 'intention');
const mainReason = expressionOf(tones, 'main reason');
const concession = expressionOf(tones, 'concession');

/** How much of a sign is left where its clause praises, denies or pretends; where it intends; where it concedes. */
const nothingLeft = 0.05;
const ofAnIntention = 0.45;
const ofAConcession = 0.5;

export type Clause = { text: string; at: number };

const sentenceEnd = /(?<=[。！？!?\n])|(?<=\.)\s+/u;
/** Each sentence is looked through for every sign. What comes after so many is read as one. */
const sentencesAtMost = 300;

/**
 * The sentences of a text that say something, each as its clauses with their place in the sentence. From the 301st on,
 * all that is left counts as one sentence.
 */
export function sentencesOf(text: string): { text: string; clauses: Clause[] }[] {
	const full = text.matchAll(new RegExp(sentenceEnd, 'gu')).drop(sentencesAtMost).next().value;
	const [head, rest] = full ? [text.slice(0, full.index), text.slice(full.index)] : [text, ''];
	return [...head.split(sentenceEnd), rest]
		.map((sentence) => sentence.trim())
		.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
		.map((sentence) => ({ text: sentence, clauses: clausesOf(sentence) }));
}

function clausesOf(sentence: string): Clause[] {
	const clauses: Clause[] = [];
	let at = 0;
	for (const text of sentence.split(/(?<=[、，；;])|(?<=,)\s|\s(?=but\b|however\b|yet\b)/iu)) {
		clauses.push({ text: text.replace(/[、，。,.!！]+$/u, ''), at: sentence.indexOf(text, at) });
		at = clauses.at(-1)!.at + text.length;
	}
	return clauses;
}

/**
 * How much of a sign's weight is left where it stands: 1 is all of it, near 0 where the clause praises, denies or
 * only pretends. `endsAt` is the end of the sign in its sentence, `whole` the whole text.
 */
export function toneAt(clause: Clause, endsAt: number, whole: string): number {
	if (praise.test(clause.text)) return nothingLeft;
	const denied = denial.exec(clause.text);
	if (denied && endsAt <= clause.at + denied.index) return nothingLeft;
	if (deniedFirst.test(clause.text)) return nothingLeft;
	if (pretext.test(clause.text) && truth.test(whole)) return nothingLeft;
	const left = intention.test(clause.text) ? ofAnIntention : 1;
	const concedes = concession.test(clause.text) && !mainReason.test(clause.text) && mainReason.test(whole);
	return concedes ? left * ofAConcession : left;
}
