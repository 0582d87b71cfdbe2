import * as m from '#locales/messages.ts';

/** What the coach notices in a draft: a strength, or something to think about, with the words that it found. */
export type Advice = { isGood: boolean; text: () => string; words: string[] };
export type DraftKind = 'change' | 'letter' | 'story';

/** A sign that matches any of these, whatever the case. */
const anyOf = (...patterns: string[]) => new RegExp(patterns.join('|'), 'giu');

const welcome = anyOf(
	'おかえり|お帰り|待ってい|お待ち|歓迎|いつでも|うれし|嬉し|会いた|お会い',
	'話しましょう|お話し|感謝|ありがと|お元気|仲間',
	'welcome|miss(?:ed)? you|thank|glad|happy to (?:see|hear|talk)|any time|how (?:are|have) you'
);
const then = anyOf(
	'当時|あの頃|あのころ|あのとき|以前|かつて|これまで|退職された|在籍',
	'back then|used to|at the time|when you (?:were|left)|before'
);
const now = anyOf(
	'いまは|今は|いま、|今では|変わりま|変えま|できるように|始めま|新しく|なりました',
	'now|today|have changed|can (?:now )?|since'
);
const push = anyOf(
	'今すぐ|いますぐ|急いで|至急|お早めに|締め?切|期限まで|チャンスを逃|ぜひ応募|必ず(?:ご)?応募',
	'戻(?:ってくる|る)べき|戻ってきてください|再入社してください|人手が足り|人手不足|即戦力',
	"apply now|hurry|last chance|don't miss|act now|deadline|we need you back",
	'must (?:come|return)|short[- ]staffed'
);
const jargon = anyOf(
	'タレントプール|母集団|人材(?:確保|プール|獲得)|リソース|採用ターゲット|リテンション',
	'エンゲージメント向上|ターゲット層',
	'talent pool|human resources pipeline|headcount|resources? gap'
);
const pay = anyOf(
	'年収|月収|月給|給与額|手取り|賞与額|[0-9０-９][0-9０-９,，.]*\\s*(?:万円|円|万)',
	'(?:salary|pay) of|[$¥€£]\\s?[0-9]|[0-9][0-9,.]*\\s?(?:yen|dollars|euros)'
);
const named =
	/[一-龠々ヶ]{1,4}(?:さん|氏|君|先輩|課長|部長|係長|社長|主任)|(?:Mr|Ms|Mrs|Dr)\.? [A-Z][a-z]+/gu;
/** Words that look like a name with さん and name nobody: 皆さん, 奥さん, お客さん. */
const namesNobody = [
	/^(?:皆|みな|奥|お客|子ども?|上司|同僚|家族|取引先|御)さん/u,
	/^(?:皆|奥|客|娘|息子|母|父|兄|姉|弟|妹|医者|業者|部下)さん/u
];

/** The words in a text that match a sign, each once, five at most. */
const wordsOf = (sign: RegExp, text: string) =>
	[...new Set([...text.matchAll(sign)].map((match) => match[0]))].slice(0, 5);

/**
 * What a draft has and what it lacks, by the article's points: a word of welcome, what was then and what is now,
 * no words that push, and none that recruiters use. A story is also checked for figures of pay, and for names other
 * than `self` (family and given name), since those people approved nothing. The coach only says it; it changes nothing.
 */
export function adviceOn(kind: DraftKind, text: string, self: readonly string[] = []): Advice[] {
	return [
		...(kind === 'letter' ? [onWelcome(text)] : []),
		...(kind === 'story' ? [] : onThenAndNow(kind, text)),
		...warning(wordsOf(push, text), m.coach_pushes),
		...warning(wordsOf(jargon, text), m.coach_jargon),
		...(kind === 'story' ? onStory(text, self) : [])
	];
}

function warning(words: string[], says: () => string): Advice[] {
	return words.length > 0 ? [{ isGood: false, text: says, words }] : [];
}

function onWelcome(text: string): Advice {
	const words = wordsOf(welcome, text);
	return words.length > 0
		? { isGood: true, text: m.coach_has_welcome, words }
		: { isGood: false, text: m.coach_no_welcome, words: [] };
}

/** A change says "then" and "now" in fields of their own, so that only a missing "now" is remarked on. */
function onThenAndNow(kind: 'change' | 'letter', text: string): Advice[] {
	const [hasThen, hasNow] = [wordsOf(then, text).length > 0, wordsOf(now, text).length > 0];
	if (kind === 'change' && hasNow) return [];
	if (hasThen && hasNow) return [{ isGood: true, text: m.coach_has_then_now, words: [] }];
	return [{ isGood: false, text: hasNow ? m.coach_no_then : m.coach_no_now, words: [] }];
}

function onStory(text: string, self: readonly string[]): Advice[] {
	const isOwn = (name: string) => self.some((own) => own !== '' && name.includes(own));
	const others = wordsOf(named, text).filter(
		(name) => !isOwn(name) && !namesNobody.some((pattern) => pattern.test(name))
	);
	return [...warning(wordsOf(pay, text), m.coach_pay), ...warning(others, m.coach_names)];
}
