import { namedLists } from './lists.ts';

/** The words that say how a clause is meant: as praise, denied, a pretext, an intention, a concession. */
export const tones = namedLists(`
# What was good, or at least bearable: it is conceded before the reason and is not the reason.
praise
	恵まれ / 文句 / 苦ではな / 苦では思わ / 苦にはな / 苦には思わ / 嫌いでは / 嫌では /
		嫌ではな / 良好 / 理解のある / 理解のあった / ホワイト / 申し分 / 何の不足も /
		よくして / こなして / こなせて / 慣れてい / 平気 / 取りやす / つけやす / きちんと取れ /
		早く出世 / 認めてもらえていた / 高く評価 / 良い評価 / いい評価 / 評価もされて /
		評価もしてもら / 評価も高 / 評価はされて / 評価はしてもら / 評価は高 / ありがた /
		優しかった / 安定した / 羨 / だと思われた / loved the / loved my / liked the /
		liked my / enjoyed the / enjoyed my / happy with
	不満(は/が/も/では/に思っ[た/て](こと)(は))(MANY [一つも/何も/特に/ほとんど/まったく/
		全く])[ない/なく/なかった/なし/ありません/ございません]
	不満だったわけでは / 不満だったからでは
	悪く(は/も)な[い/か/く]
	NOT AFTER [不] 満足
	[問題/支障](は/も/が)[ない/なく/なか/ありません]
	気に(は)なら[な/ず]
	不足は
	NOT AFTER [を] 尊敬[して/でき] NOT BEFORE [な]
	[給料/待遇/休み/環境/関係/条件/人/雰囲気][は/も/が](は/も/が)よ[かった/く]
	[好き/楽しかった/快適/順調/円満][だった/でした/で/だ]
	[耐え/我慢][られた/できた/(は)でき]
	不自由(は)な
	did(_)n[o/']t mind
	no complaint(s)
	[was/were] [fine/great/good/ok/okay/decent/excellent/generous/never the problem/
		never the issue]
	great [colleagues/pay/team/boss/manager/people/benefits]
	decent pay / decent colleagues / decent hours / good pay / good colleagues /
		good salary / nothing wrong / nothing against

# "Not because of X": what stands before it in the clause is denied.
denial
	のせいじゃな / とは関係な / とは関係あり
	(が/を)[理由/原因/せい/ため/から][で/と]は[な/あり]
	わけ[で/じゃ](は)[な/あり]
	[で/じゃ](は)な[く NOT BEFORE [て]/くて]
	より(も) BEFORE [、/{end}]

# The same in English, where the denial stands first.
denied first
	rather than
	[was(_)n[o/']t/is(_)n[o/']t/not/never] [because of/about/due to/the/for the/over]
	nothing to do with

# What was told to the company in place of the reason.
pretext
	建前 / 表向き
	と(会社には)[伝えた/伝えました/説明した/説明しました/言って辞め/言ったが/言いましたが/
		話したが/話したけれど]
	{start}told [them/the company/hr]
	officially / on paper

# That the true reason follows. A pretext counts as one only beside it.
truth
	本当は / 本当の / 実は / 実際は / 実のところ / 本音 / the truth / in fact / really /
		actually

# What was still meant to happen before things turned.
intention
	つもりだった / つもりでした / つもりで、 / つもりでい / つもりでいた / つもりが /
		予定だった / 予定でした / はずだった / meant to / was going to / had planned

# Where someone says outright that this is the reason.
main reason
	決め手 / 限界 / きっかけは / きっかけで / きっかけに / 見切り / main reason /
		real reason / deciding
	[一番/いちばん/最大/本当/最終的な/直接](の)[理由/きっかけ/原因]
	本音

# A clause that concedes something before the reason.
concession
	[が/けれど/けど/けれども/ものの/のに/とはいえ/でも/ながら]{end}
	{start}[although/though/while/even though]
`);
