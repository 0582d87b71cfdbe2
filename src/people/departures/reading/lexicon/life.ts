import { any, signs } from '../sign.ts';
import { careTrade, child, elder, partner } from '../lives.ts';

// 結婚・出産・育児, 介護・看護, 配偶者の転勤・家庭の事情による転居, 心身の健康.

const ill =
	'(?:病気|病(?!院)|入院|入退院|がん|癌|手術|闘病|具合|体調|倒れ|脳(?:梗塞|卒中|出血)|心筋梗塞|認知症|寝たきり|要介護|介助|介護|看病|看護|看取|看る|看て|面倒|世話|通院|施設|弱(?:っ|り)|足腰|骨折|怪我|けが|難病|障害|危篤|危な|余命|長くな|もたない|一人暮らし|独り暮らし|ひとり暮らし|支え|見守|目を離|火の消し忘れ|徘徊|付き添|リハビリ|そばに(?:いる|い(?:な|て(?:や|い)))(?:必要|ければ|人)?)';
const hard =
	'(?:両立|迎え|送迎|発熱|熱を|看て|見る人|見てくれる人|見てもらえ|預け|入れ(?:ず|な|ませ)|待機|遊べ|会え(?:な|ず|る)|一緒に(?:い|過ご)|そばに|世話|手がかか|夜泣き|転校|入学|入園|転園|不登校|小さ(?:い|く|か)|幼(?:い|く)|進学|受験|生まれ|できて|できた|授か|育て|のため|時間(?:が|を)|寂し|向き合|面倒|呼び出)';
const own = `(?<!${any(elder, partner, child, '同僚', '人(?:まで|も|が)', '利用者', '患者')}(?:の|が|も|を|に|は)[^、。]{0,10})`;
const homeward = any(
	'地元',
	'郷里',
	'故郷',
	'ふるさと',
	'田舎',
	'実家',
	'生まれ育った[^、。]{0,6}',
	'出身地',
	'親元',
	'両親(?:の|が)(?:いる|住む|待つ)[^、。]{0,6}',
	'県に',
	'古里',
	'郷土',
	'生まれた町'
);

export const lifeSigns = [
	...signs('childcare', [
		[
			0.7,
			new RegExp(
				`(?<!上司が私の)妊娠|出産|育児(?!書)|子育て|産休(?!の?代)|育休(?!中に辞め|から戻ったら転)|産後|臨月|つわり|切迫早産|不妊|妊活|授かり|保活|待機児童|ワンオペ|学童|寿退社`
			),
			{ without: /マタハラ|出産祝い|(?:が産休|の産休)に入った同僚/u }
		],
		[
			0.65,
			/(?<!新)結婚(?:を機|が決ま|する(?:ため|こと|ので)|し(?:て|た|、|ま)|のため|準備|です|で退|や(?:出産|育児)|に伴|により|や子)|婚約(?!者)|入籍/,
			{
				without:
					/結婚すれば退職|結婚し(?:ていない|ない)|結婚式に呼ばれ|転居|引っ?越|に移|遠距離|(?:住む|暮らす|いる)[^、。]{1,6}(?:へ|に)行/u
			}
		],
		[
			0.65,
			/保育(?:園|所|料|施設)(?!で働|に勤|勤務|の(?:職員|先生|仕事))|幼稚園の(?:送|迎)|小1の壁|小一の壁|小学校(?:に上が|入学|の入学|に入)|送り迎え/,
			{
				without: new RegExp(
					`${careTrade.source}|透析|通院|デイサービス|(?:父|母|祖)[^、。]{0,8}送り迎え`,
					'iu'
				)
			}
		],
		[
			0.6,
			new RegExp(`${child}[^。]{0,24}${hard}`),
			{ without: new RegExp(`園児|1歳の息子と半年|学校もある私|${child}の?(?:転勤|独立|介護)`, 'u') }
		],
		[0.6, /時短[^。]{0,6}(?:復帰|復職)|(?:復帰|復職)[^。]{0,8}時短/],
		[0.45, new RegExp(`${hard}[^、。]{0,10}${child}`)],
		[0.3, new RegExp(`(?:[^一-龠]|^)${child}`)],
		[
			0.5,
			new RegExp(
				`(?:子|子ども|子供)(?:ができ|を(?:持|産|育て)|が(?:ほし|欲し|生まれ))|母親に|父親に|家で子|家庭に入|主夫|主婦|家事と|子連れ|シングル(?:マザー|ファザー)|母子|父子`
			)
		],
		[
			0.75,
			new RegExp(
				`pregnan|maternity|paternity|parental leave|childcare|child care|daycare|day care|nursery|kindergarten|nanny|school pick|school run|got married|getting married|my wedding|marriage|(?:was|were) born|giving birth|gave birth|birth of|\\bivf\\b|fertility|rais(?:e|ing) (?:a |my |our |the )?(?:${child}|family)|stay(?:ed|ing)? (?:at )?home (?:with|mom|dad|mother|father)`
			)
		],
		[0.55, new RegExp(`(?:my|our|the|a|with) (?:\\w+ )?${child}\\b`)]
	]),
	...signs('eldercare', [
		[
			0.7,
			/介護(?!士|職|員|施設|福祉|業界|の(?:職場|仕事|現場|会社)|スタッフ|用品)|看病|看取|闘病中の(?:父|母|家族|親)|要介護|ダブルケア|親の面倒|老老/,
			{ without: new RegExp(`${careTrade.source}|介護職|上司の介護`, 'iu') }
		],
		[
			0.75,
			new RegExp(
				`(?:${elder}|妻|夫|主人|家内|${child})(?:たち)?(?:の|が|を|に|も|と)[^、。]{0,16}${ill}`
			),
			{ without: new RegExp(`${careTrade.source}|熱を出|発熱|継|園に(?:預|入)|保育|ローン`, 'iu') }
		],
		[
			0.6,
			new RegExp(
				`(?:老いた|年老いた|高齢の|病気の|闘病中の|寝たきりの|倒れた|一人暮らしの|年をとった|老齢の|80(?:歳|代)の|八十の|七十の)[^、。]{0,6}${elder}`
			)
		],
		[
			0.75,
			new RegExp(
				`${elder}[^.]{0,40}(?:\\bill\\b|sick|illness|dementia|alzheimer|stroke|cancer|hospital|care\\b|caring|frail|fell|fall|dying|surgery|bedridden|passed away|nursing)|(?:caring for|care for|look(?:ing)? after|nurse|take care of|taking care of) (?:my|our|a|an)(?: \\w+)? ?${elder}|elder(?:ly|care)|caregiv`
			),
			{ without: /childcare|nursing degree/iu }
		],
		[
			0.7,
			new RegExp(
				`(?:be|stay|live) with my (?:${elder})[^.]{0,30}|my (?:${elder})[^.]{0,20}(?:broke|lost|could not|needed|alone|old)`
			)
		]
	]),
	...signs('partner_relocation', [
		[
			0.75,
			new RegExp(
				`${partner}(?:の|が|も|に|から|は)[^。]{0,14}(?:転勤|赴任|異動|駐在|海外|転職|転属|留学|就職|仕事の都合|単身|実家(?:に|へ|の)|地元|故郷|国に|で働く|農業|辞令|勤務(?:地|先)|配属)`
			),
			{ without: /妻の実家を継|家業/u }
		],
		[
			0.6,
			/ついて(?:いく|行く|行き|いき|行った|いった)|帯同|同行(?:する|し|の|休)|一緒に(?:発|渡|引っ?越|移|行く)|(?:夫婦|家族|一家|親子)(?:みんな|そろって|全員)?(?:で|が)[^、。]{0,10}(?:移(?:り|住|る|っ|った)|引っ?越|帰(?:る|っ|り)|戻|渡)|家庭の事情[^、。]{0,6}(?:転居|引っ?越)|転居(?:する|し|の)(?:こと|た|ため)?|引っ?越(?:す|し(?:ま|た|て|が|の))(?:こと)?/,
			{
				without:
					/転居を伴う|引っ?越しを(?:伴|繰)|引っ?越しばかり|転勤(?:の辞令が出|が多)|会社が引っ?越|年(?:ごと|おき)に/u
			}
		],
		[
			0.7,
			new RegExp(
				`[UIJ]ターン|ユーターン|${homeward}(?:に|へ|で|の[^、。]{0,6}(?:に|へ|で))[^、。]{0,12}(?:帰(?:る|ろ|り|っ|郷)|戻(?:る|ろ|り|っ|れ)|暮ら|住(?:む|み|も)|移|働き|転職|就職|近く|腰を)|帰郷|移住|移り住|田舎暮らし|地元企業|(?:実家|郷里|故郷|地元)(?:へ帰|に帰|から離れ)|離れがた|地方(?:に|へ|で)(?:移|暮ら|住)|島(?:で|に)(?:の)?(?:暮ら|住|移)`
			),
			{
				without: new RegExp(
					`実家の(?:近くで働く必要|旅館|店|母が|父が)|介護|家業|継|要介護|(?:父|母)が[^、。]{0,6}(?:倒|病)|火の消し忘れ|実家に通い|転勤で実家|手伝う`,
					'u'
				)
			}
		],
		[
			0.5,
			new RegExp(
				`(?:両親|親|実家)の?(?:近く|そば|もと)(?:で|に|へ|が)?(?:[^、。]{0,6}(?:暮ら|住|育て|いたい|移))?`
			),
			{ without: /介護|要介護|働く必要|倒れ|病|具合|看|世話|最優先/u }
		],
		[0.6, /嫁(?:ぐ|ぎ|い)/],
		[0.7, new RegExp(`転勤族の${partner}|${partner}の(?:住む|暮らす|いる|待つ)[^、。]{0,8}(?:へ|に|で)`)],
		[0.5, /結婚[^。]{0,14}(?:引っ?越|移(?:る|り|っ)|遠方|県外|他県|海外|相手の|嫁|転居)/],
		[0.65, /遠距離/],
		[
			0.8,
			new RegExp(
				`(?:my|her|his|our) ${partner}(?:'s)?[^.]{0,30}(?:transferr|relocat|job|posted|posting|moved|moving|work(?:s|ed)? (?:in|abroad)|assignment|got a|was sent|abroad|new position)|follow(?:ed|ing)? my ${partner}|join(?:ed)? my ${partner}|moved? (?:back )?(?:to )?(?:be )?(?:closer|near|home|back|to my (?:home|parents))|back to my home|hometown|moved? (?:back )?(?:in )?with my parents|move(?:d)? to the countryside|family moved|we moved|moving back`
			),
			{ without: /office moved|company moved/iu }
		]
	]),
	...signs('health', [
		[0.8, /パニック|発作が/, { without: /子ども|父|母|妻|夫/u }],
		[
			0.8,
			new RegExp(
				`${own}(?:適応障害|うつ(?!わ|す|る|り)|鬱|抑うつ|双極|パニック(?:障害|に)|自律神経|メンタル(?!ヘルス(?:の会社|事業))|心療内科|精神科|休職(?!制度|できた|の制度)|不眠|過呼吸|燃え尽き|ヘルニア|持病|難病|闘病|療養|後遺症|更年期|甲状腺|突発性難聴|メニエール|椎間板|腱鞘炎|アレルギー|化学物質)`
			),
			{
				without: new RegExp(
					`(?:闘病|療養)中の${elder}|(?:${elder}|妻|夫|${child})(?:の|が|は)[^、。]{0,8}(?:難病|闘病|うつ|鬱|療養)|休職制度`,
					'u'
				)
			}
		],
		[
			0.7,
			new RegExp(
				`${own}(?:(?:体調|健康|心身|身体|体|からだ|心(?!が痛)|精神|胃|腰|膝|首|肩|背中|目(?!も)|耳|足|手首|喉|神経)(?:を|の|が|も|に|的に)(?:[^、。]{0,5})(?:崩|壊|こわ|損|痛|病(?!む人)|悲鳴|不調|悪化|異変|限界|不安|故障|診断|穴があ|休ま|つらく|いたわ|動か(?:な|ず)|やられ)|体調不良|病気(?:を|に|が|で|の(?:ため|治療))|治療(?:に|の(?:ため|専念)|を)(?:専念|集中|受|し)?|手術(?:を|後|の)|入院(?:し|する|を)|診断され|医師|主治医|ドクターストップ|眠れな(?:く|い|か)|眠れず|夢の中でも|涙が(?:出|止)|吐き気|嘔吐|めまい|動悸|蕁麻疹|じんましん|円形脱毛|腰痛|頭痛|激しい痛み|骨折|怪我|けが(?:を|で)|体力(?:が|の)|がんが見つ|がん(?:に|と|の治療)|症状|倒れ(?:て|、|まし|た)(?!母|父))`
			),
			{
				without: new RegExp(
					`不妊|治療にも理解|両立支援|(?:${elder}|妻|夫|主人|${child})(?:の|が|は|も|を)[^。]{0,18}(?:倒れ|具合|病気|入院|手術|がん|体調|治療|骨折|危なく|腰|認知)|つわり|(?:休みの日|休日|電話)[^。]{0,20}休ま|倒れた(?:母|父)|(?:闘病|療養|入院)中の(?:父|母|妻|夫|親|家族|祖)|母の|父の|介護(?:が|の)|利用者`,
					'u'
				)
			}
		],
		[
			0.4,
			/ストレス|限界でした|もたな(?:か|い)|耐えきれず|心が折れ|疲れ(?:果て|切|きっ)|疲弊|病んで|立ち仕事/
		],
		[
			0.8,
			/burn(?:ed|t)?[- ]?out|depress(?:ed|ion)|anxiety|panic attacks?|mental(?:ly)? (?:health|ill)|(?:my|own|poor|failing) (?:\w+ )?(?:health|illness|condition|back|knee|disease)|(?:I|was|got|became|fell) (?:seriously |very |too )?(?:ill|sick)\b|diagnosed|surgery|injur(?:y|ed)|insomnia|could(?:n't| not) sleep|chronic|cancer|treatment|my doctor|medical (?:reasons|leave)|breakdown|hospitali[sz]ed/,
			{
				without: new RegExp(
					`my (?:${elder}|${partner}|son|daughter|child)[^.]{0,30}(?:diagnos|ill|sick|cancer|surgery|hospital|stroke|condition)|nursing`,
					'iu'
				)
			}
		]
	])
];
