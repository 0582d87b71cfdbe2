/** No name is longer; what is longer is not looked for. */
const nameAtMost = 80;
const calledAtMost = 10;

const marks = /[、。！？!?,.:：;；～〜~…\u201c\u201d"].*$/su;
const pairs: Record<string, string> = {
	')': '(',
	'）': '（',
	'」': '「',
	'』': '『',
	'】': '【',
	']': '[',
	'》': '《',
	'〉': '〈'
};
const opening = /[(（「『【[《〈]/;
/** What follows a name: how one speaks to someone, and a particle. */
const title = /(?:さん|様|さま|くん|ちゃん)(?:へ|に|と|の|は|も|が|を|から|より|にも|とも|って)?$/;
/** The same where the sentence goes on without a mark. */
const spokenTo = /(?<=..)(?:さん|様|さま|くん|ちゃん).*$/su;

/**
 * The names that plain words call with an @: the first word, or the first two words, after each, without what follows a
 * name. An ideographic space between them counts as a space.
 */
export function calledNames(words: string): string[] {
	const called = [...words.matchAll(/[@＠]([^\s@＠]+)(?:[ \u3000]([^\s@＠]+))?/g)].slice(0, calledAtMost);
	const names = called.flatMap(([, first, second]) => [
		...(second && isOpenEnded(first!) ? readings(`${first} ${second}`) : []),
		...readings(first!)
	]);
	return [...new Set(names)].filter((name) => name !== '' && name.length <= nameAtMost);
}

/** Does a name go on in the next word? Not behind a mark that ends it. */
const isOpenEnded = (first: string) => inside(first) === first;

/** A name as it stands there, and without brackets that may be an addition to it. */
function readings(word: string): string[] {
	const whole = inside(word);
	const before = whole.split(opening, 1)[0]!;
	return [whole.replace(title, ''), before.replace(title, ''), before.replace(spokenTo, '')].map((name) =>
		name.trim()
	);
}

/** A word up to the first mark, or to the first bracket that closes what began before it. */
function inside(word: string): string {
	const bare = word.replace(marks, '');
	const open: string[] = [];
	for (let at = 0; at < bare.length; at++) {
		const sign = bare[at]!;
		if (opening.test(sign)) open.push(sign);
		else if (pairs[sign] && open.pop() !== pairs[sign]) return bare.slice(0, at);
	}
	return bare;
}
