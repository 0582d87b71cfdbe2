import { any } from './sign.ts';

// How a clause is meant. A reason that someone names only to wave it aside is none.

/** What was good, or at least bearable: it is conceded before the reason, and is not the reason. */
const praise = new RegExp(
	any(
		'恵まれ',
		'不満(?:は|が|も|では|に思っ(?:た|て)(?:こと)?は?)?(?:一つも|何も|特に|ほとんど|まったく|全く)*(?:な(?:い|く|かった|し)|ありません|ございません)',
		'不満だった(?:わけ|から)では',
		'文句',
		'苦(?:で|に)は(?:な|思わ)',
		'嫌(?:いでは|では|ではな)',
		'悪く(?:は|も)?な(?:い|か|く)',
		'良好',
		'(?<!不)満足',
		'理解の(?:ある|あった)',
		'(?:問題|支障)(?:は|も|が)?(?:な[いくか]|ありません)',
		'気に(?:は)?なら(?:な|ず)',
		'ホワイト',
		'申し分',
		'何の不足も',
		'不足は',
		'(?<!を)尊敬(?:して|でき)(?!な)',
		'よくして',
		'(?:給料|待遇|休み|環境|関係|条件|人|雰囲気)[はもが]{1,2}よ(?:かった|く)',
		'(?:好き|楽しかった|快適|順調|円満)(?:だった|でした|で|だ)',
		'こな(?:して|せて)',
		'慣れてい',
		'(?:耐え|我慢)(?:られた|できた|は?でき)',
		'平気',
		'取りやす',
		'つけやす',
		'きちんと取れ',
		'早く出世',
		'不自由(?:は)?な',
		'認めてもらえていた',
		'(?:高く|良い|いい)評価',
		'評価(?:も|は)(?:されて|してもら|高)',
		'ありがた',
		'優しかった',
		'安定した',
		'羨',
		'だと思われた',
		"did ?n[o']t mind",
		'no complaints?',
		'(?:was|were) (?:fine|great|good|ok|okay|decent|excellent|generous|never the (?:problem|issue))',
		'great (?:colleagues|pay|team|boss|manager|people|benefits)',
		'decent (?:pay|colleagues|hours)',
		'(?:loved|liked|enjoyed) (?:the|my)',
		'happy with',
		'good (?:pay|colleagues|salary)',
		'nothing (?:wrong|against)'
	),
	'iu'
);
/** "Not because of X": what stands before it in the clause is denied. */
const denial = new RegExp(
	any(
		'(?:が|を)?(?:理由|原因|せい|ため|から)(?:で|と)は(?:な|あり)',
		'わけ(?:で|じゃ)(?:は)?(?:な|あり)',
		'のせいじゃな',
		'(?:で|じゃ)は?な(?:く(?!て)|くて)',
		'とは関係(?:な|あり)',
		'よりも?(?=、|$)'
	),
	'iu'
);
/** The same in English, where the denial stands first. */
const deniedFirst =
	/(?:was ?n[o']t|is ?n[o']t|not|never) (?:because of|about|due to|the|for the|over)|nothing to do with|rather than/iu;
/** What was said to the company in place of the reason. */
const pretext = new RegExp(
	any(
		'と(?:会社には)?(?:伝えた|伝えました|説明した|説明しました|言って辞め|言ったが|言いましたが|話した(?:が|けれど))',
		'建前',
		'表向き',
		'^told (?:them|the company|hr)',
		'officially',
		'on paper'
	),
	'iu'
);
const truth = /本当は|本当の|実は|実際は|実のところ|本音|the truth|in fact|really|actually/iu;
/** What was still meant to happen before things turned. */
const intention =
	/つもり(?:だった|でした|で[、い]|でいた|が)|予定(?:だった|でした)|はずだった|meant to|was going to|had planned/iu;
/** Where someone says outright that this is it. */
const main =
	/決め手|(?:一番|いちばん|最大|本当|最終的な|直接)の?(?:理由|きっかけ|原因)|本音|限界|きっかけ(?:は|で|に)|見切り|main reason|real reason|deciding/iu;
const concession =
	/(?:が|けれど|けど|けれども|ものの|のに|とはいえ|でも|ながら)$|^(?:although|though|while|even though)/iu;

export type Clause = { text: string; at: number };

/** The sentences of a text, each as its clauses with their place in the sentence. */
export function sentencesOf(text: string): { text: string; clauses: Clause[] }[] {
	return text
		.split(/(?<=[。！？!?\n])|(?<=\.)\s+/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => sentence !== '')
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

/** How much of a sign's weight is left where it stands: 1 is all of it, near 0 where the clause praises, denies or only pretends. */
export function toneAt(clause: Clause, endsAt: number, whole: string): number {
	if (praise.test(clause.text)) return 0.05;
	const denied = denial.exec(clause.text);
	if (denied && endsAt <= clause.at + denied.index) return 0.05;
	if (deniedFirst.test(clause.text)) return 0.05;
	if (pretext.test(clause.text) && truth.test(whole)) return 0.05;
	let left = intention.test(clause.text) ? 0.45 : 1;
	if (concession.test(clause.text) && !main.test(clause.text) && main.test(whole)) left *= 0.5;
	return left;
}
