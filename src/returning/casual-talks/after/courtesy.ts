/** Any of these patterns, in any case. Each line holds the words of one thought. */
const anyOf = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => source).join('|'), 'i');

/**
 * Words that sound like a verdict on a person. A talk is no selection (rule 4), so the host is asked about
 * them first.
 */
const judging = anyOf(
	/合格|不採用|採用(見送|可否|不可|候補)|選考(を|の)?(通過|結果|見送)/,
	/評価(は|として|点)[^制]|[SABCD]\s?(評価|判定|ランク)|採点|点数/,
	/推薦(し|でき)ま(す|せん)|お見送り|ミスマッチ|適性|判定/,
	/(passed|failed) (the|this|your) (talk|interview|selection)/,
	/\b(score[ds]?|rating|rated|verdict|assess(ed|ment)|evaluat(ed|ion))\b/,
	/\b(hire|no[- ]hire|strong (yes|no)|not (be )?a (good )?fit|culture fit|reject(ed)?|shortlist(ed)?)\b/
);

/**
 * What may not be asked of someone who may come to work here: origin, family, faith, politics, health (職業安定法5条の5
 * and the guidelines under it), and the terms of their pay.
 */
const prying = anyOf(
	/本籍|出身地は|ご?実家は|家族構成/,
	/(お父|お母|ご両親|ご家族|旦那|奥)(さん|様)?の(ご)?(職業|仕事|収入)/,
	/(ご)?結婚(は|の予定|して(い|る))|(お)?子(さん|ども)の(予定|ご予定)|妊娠/,
	/宗教|信仰|支持政党|政治|思想|尊敬する人|愛読書|労働組合|病歴|持病/,
	/\b(religion|religious|political (party|views)|trade union|medical history|birthplace)\b/,
	/\b(marital status|pregnan(t|cy)|plan(ning)? (to have )?children|parents'? (job|occupation))\b/,
	/年収|給与(は|額)|いくらで|current (salary|pay)/
);

export type Doubt = 'words_judge' | 'words_ask_private';

/** What is doubtful about the words that a host is about to send after a talk. In most cases nothing. */
export function doubtsAbout(words: string): Doubt[] {
	return [
		...(judging.test(words) ? ['words_judge' as const] : []),
		...(prying.test(words) ? ['words_ask_private' as const] : [])
	];
}
