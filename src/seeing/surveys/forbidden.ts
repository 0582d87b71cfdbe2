import * as m from '#locales/messages.ts';

/** Any of these patterns, in any case: what Japanese and what English says. */
const anyOf = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => source).join('|'), 'i');

/**
 * What may not be asked of people who may come to work here (職業安定法5条の5 and the guidelines under it): what they cannot
 * help, and what they are free to think. Each kind has the words by which it is noticed, in both languages. It is a hint to
 * whoever writes: it notices much, and not all.
 */
const kinds = {
	origin: {
		name: m.survey_private_origin,
		words: anyOf(
			/本籍|国籍|人種|民族|門地|出生地|出身地|生まれた(場所|土地)|社会的身分/,
			/\b(birth ?place|place of birth|where (were|was) you born|nationality|ethnic\w*|race)\b/
		)
	},
	family: {
		name: m.survey_private_family,
		words: anyOf(
			/家族(構成|の職業|の仕事|の収入|は何人)|ご?両親|お?父(さん|様|親)|お?母(さん|様|親)|配偶者|ご主人|旦那|奥(さん|様)|結婚|既婚|独身|恋人|お?子(さん|様|ども|供)|妊娠|出産の?予定/,
			/\b(famil(y|ies)|parents?|father|mother|spouse|husband|wife|marital|married|children|kids|pregnan\w+)\b/
		)
	},
	home: {
		name: m.survey_private_home,
		words: anyOf(
			/住宅(の)?(状況|事情)|持ち?家|間取り|資産|借金|生活環境|家庭環境/,
			/\b(own(s)? (your|a) (home|house)|assets|debts?|living conditions|home environment)\b/
		)
	},
	belief: {
		name: m.survey_private_belief,
		words: anyOf(
			/宗教|信仰|信条|思想|人生観|支持(する)?政党|政党|投票|政治(的|信条|思想)|尊敬する(人|人物)|愛読書|購読/,
			/\b(religio\w+|faith|church|belief(s)?|politic\w+|vote[ds]?|creed|philosophy of life)\b/
		)
	},
	union: {
		name: m.survey_private_union,
		words: anyOf(
			/労働組合|組合(員|活動|加入)|学生運動|社会運動|消費者運動/,
			/\b(trade union|labou?r union|union (member|activit)\w*|activis[mt]\w*)\b/
		)
	},
	health: {
		name: m.survey_private_health,
		words: anyOf(
			/病(歴|気)|持病|既往|健康(状態|診断)|障(害|がい)|通院|服薬|メンタル|うつ/,
			/\b(health|illness|disease|disabilit\w+|medical|medication|depression|mental)\b/
		)
	},
	sexuality: {
		name: m.survey_private_sexuality,
		words: anyOf(/性的指向|性自認|LGBT/, /\b(sexual (orientation|preference)|gender identity|LGBTQ?)\b/)
	}
} as const;

export type Private = keyof typeof kinds;

/** What of these texts asks for what may not be asked, each kind once. In most cases nothing. */
export function privateIn(texts: readonly string[]): Private[] {
	return (Object.keys(kinds) as Private[]).filter((kind) =>
		texts.some((text) => kinds[kind].words.test(text))
	);
}

export const privateName = (kind: Private) => kinds[kind].name();
