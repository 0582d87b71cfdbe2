/** A phrase on which the reading of a reason rests. */
export type Phrase = {
	/** As it was read: it may stop within a word, where many forms of it were looked for. */
	stem: string;
	/** The same, up to the end of its last word as this text has it. */
	whole: string;
};

const longest = 40;
const stops = /[、。,.!?「」()\n]/;
const atEnds = /^[\s、。,.!?「」()・]+|[\s、。,.!?「」()・]+$/g;

/** What a Japanese word does not go on with: a particle, or what joins it to the next clause. */
const particle =
	'が|を|に|は|も|と|の|へ|や|で|だ|な(?![いかくけっらりる])|から|ため|けど|まで|より|など|ばかり|だけ|しか|くらい|ほど|たち|さん|こそ|こと|もの';
const restOfKana = new RegExp(`^(?:(?!${particle})[ぁ-んー])+`);
const restOfKanji = /^[一-龠々]{1,4}/;
const restOfEnglish = /^[a-z’']+/i;
/** Behind a noun these begin a verb: 配属された. */
const verbOfNoun = /^[さしすせ]/;
const [endsInKana, endsInKanji, endsInLetter] = [/[ぁ-んー]$/, /[一-龠々]$/, /[a-z]$/i];

/** What is missing to the end of the word in which a phrase stops: た behind 家を建て, nothing behind 異動の内示. */
function restOfWord(phrase: string, after: string): string {
	if (endsInLetter.test(phrase)) return restOfEnglish.exec(after)?.[0] ?? '';
	const kanji = endsInKanji.test(phrase) ? (restOfKanji.exec(after)?.[0] ?? '') : '';
	const behind = after.slice(kanji.length);
	const isVerbOfNoun = endsInKanji.test(phrase) && verbOfNoun.test(behind);
	const goesOn = (endsInKana.test(phrase) || endsInKanji.test(phrase)) && !isVerbOfNoun;
	return kanji + (goesOn ? (restOfKana.exec(behind)?.[0] ?? '') : '');
}

type Place = { from: number; to: number };

/** Where quotes stand in a text; those that overlap are one: 異動の内示 and 内示, チームの中で孤 and 孤立. */
function placesOf(text: string, quotes: readonly string[]): Place[] {
	const found = quotes
		.map((quote) => ({ from: text.indexOf(quote), to: text.indexOf(quote) + quote.length }))
		.filter(({ from }) => from >= 0)
		.toSorted((a, b) => a.from - b.from);
	const places: Place[] = [];
	for (const place of found) {
		const last = places.at(-1);
		if (last && place.from < last.to) last.to = Math.max(last.to, place.to);
		else places.push({ ...place });
	}
	return places;
}

/**
 * The phrases of one text for one reason, from what was quoted of it: in one width, without the stops around them, none
 * within another. What is too short, too long or reaches over a clause is no phrase.
 */
export function phrasesIn(said: string, quotes: readonly string[]): Phrase[] {
	const text = said.normalize('NFKC');
	const trimmed = quotes
		.map((quote) => quote.normalize('NFKC').replace(atEnds, ''))
		.filter((quote) => quote.length >= 2 && quote.length <= longest && !stops.test(quote));
	const phrases = placesOf(text, trimmed).map(({ from, to }) => {
		const stem = text.slice(from, to);
		return { stem, whole: stem + restOfWord(stem, text.slice(to)) };
	});
	return phrases.filter(
		({ stem }, at) => !phrases.some(({ whole }, other) => other !== at && whole.includes(stem))
	);
}
