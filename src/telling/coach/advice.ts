import * as m from '#locales/messages.ts';

/** What the coach notices in a draft: something that does it good, or something to think about, with the words it rests on. */
export type Advice = { isGood: boolean; text: () => string; words: string[] };
export type DraftKind = 'change' | 'letter' | 'story';

const welcome =
	/おかえり|お帰り|待ってい|お待ち|歓迎|いつでも|うれし|嬉し|会いた|お会い|話しましょう|お話し|感謝|ありがと|お元気|仲間|welcome|miss(?:ed)? you|thank|glad|happy to (?:see|hear|talk)|any time|how (?:are|have) you/giu;
const then =
	/当時|あの頃|あのころ|あのとき|以前|かつて|これまで|退職された|在籍|back then|used to|at the time|when you (?:were|left)|before/giu;
const now =
	/いまは|今は|いま、|今では|変わりま|変えま|できるように|始めま|新しく|なりました|now|today|have changed|can (?:now )?|since/giu;
const push =
	/今すぐ|いますぐ|急いで|至急|お早めに|締め?切|期限まで|チャンスを逃|ぜひ応募|必ず(?:ご)?応募|戻(?:ってくる|る)べき|戻ってきてください|再入社してください|人手が足り|人手不足|即戦力|apply now|hurry|last chance|don't miss|act now|deadline|we need you back|must (?:come|return)|short[- ]staffed/giu;
const jargon =
	/タレントプール|母集団|人材(?:確保|プール|獲得)|リソース|採用ターゲット|リテンション|エンゲージメント向上|ターゲット層|talent pool|human resources pipeline|headcount|resources? gap/giu;
const pay =
	/年収|月収|月給|給与額|手取り|賞与額|[0-9０-９][0-9０-９,，.]*\s*(?:万円|円|万)|(?:salary|pay) of|[$¥€£]\s?[0-9]|[0-9][0-9,.]*\s?(?:yen|dollars|euros)/giu;
const named =
	/[一-龠々ヶ]{1,4}(?:さん|氏|君|先輩|課長|部長|係長|社長|主任)|(?:Mr|Ms|Mrs|Dr)\.? [A-Z][a-z]+/gu;

const wordsOf = (sign: RegExp, text: string) =>
	[...new Set([...text.matchAll(sign)].map((match) => match[0]))].slice(0, 5);

/**
 * What a draft has and lacks, by the article's points: a word of welcome, the tie of then and now, no words that push and none of the trade. A story is checked for figures
 * of pay and for names of others than `self` (family and given name), which nobody approved. The coach says it; it changes nothing.
 */
export function adviceOn(kind: DraftKind, text: string, self: readonly string[] = []): Advice[] {
	const advice: Advice[] = [];
	const warn = (sign: RegExp, says: () => string, words = wordsOf(sign, text)) => {
		if (words.length > 0) advice.push({ isGood: false, text: says, words });
	};
	if (kind === 'letter')
		advice.push(
			wordsOf(welcome, text).length > 0
				? { isGood: true, text: m.coach_has_welcome, words: wordsOf(welcome, text) }
				: { isGood: false, text: m.coach_no_welcome, words: [] }
		);
	if (kind !== 'story') {
		const [hasThen, hasNow] = [wordsOf(then, text).length > 0, wordsOf(now, text).length > 0];
		if (kind === 'letter' || !hasNow)
			advice.push(
				hasThen && hasNow
					? { isGood: true, text: m.coach_has_then_now, words: [] }
					: { isGood: false, text: hasNow ? m.coach_no_then : m.coach_no_now, words: [] }
			);
	}
	warn(push, m.coach_pushes);
	warn(jargon, m.coach_jargon);
	if (kind === 'story') {
		warn(pay, m.coach_pay);
		warn(
			named,
			m.coach_names,
			wordsOf(named, text).filter(
				(name) =>
					!self.some((own) => own !== '' && name.includes(own)) &&
					!/^(?:皆|みな|奥|お客|子ども?|上司|同僚|家族|取引先|御)さん/u.test(name) &&
					!/^(?:皆|奥|客|娘|息子|母|父|兄|姉|弟|妹|医者|業者|部下)さん/u.test(name)
			)
		);
	}
	return advice;
}
