import { any, signs } from '../sign.ts';

// What a change in a company makes possible, and so which reasons for leaving it answers. A measure counts when it gives people something; taking it away, or news of another kind, answers nothing.

const given = any(
	'新設',
	'導入',
	'開始',
	'始め',
	'創設',
	'拡大',
	'拡充',
	'延長',
	'解禁',
	'可能',
	'できる',
	'選べ',
	'選択',
	'認め',
	'廃止',
	'撤廃',
	'上限',
	'増や',
	'引き上げ',
	'実施',
	'整備',
	'整え',
	'設置',
	'設け',
	'移行',
	'刷新',
	'支援',
	'補助',
	'推奨',
	'運用',
	'新制度',
	'制度',
	'設立',
	'倍',
	'段階',
	'やめ',
	'なくし',
	'なくな',
	'公開',
	'必修',
	'必須',
	'加え',
	'使え',
	'使う',
	'転換',
	'進められ',
	'任せ',
	'募集',
	'応じ',
	'約束',
	'保証',
	'開き',
	'開設',
	'変更',
	'改め',
	'改正',
	'見直し',
	'全員',
	'希望者',
	'rise',
	'rated',
	'instead',
	'consent',
	'coach',
	'publish',
	'paid',
	'need',
	'double',
	'open',
	'all (?:staff|employees)',
	'正社員に',
	'投票',
	'約束',
	'提示',
	'公表',
	'変え',
	'見直',
	'短縮',
	'縮め',
	'削減',
	'広げ',
	'自由',
	'対象に',
	'目指す',
	'めざす',
	'もらえ',
	'取れ',
	'introduc',
	'launch',
	'allow',
	'can now',
	'now (?:be|work|choose|offer|open)',
	'may',
	'extend',
	'expand',
	'raise',
	'abolish',
	'remov',
	'scrap',
	'new',
	'offer',
	'start',
	'support',
	'guarantee',
	'cap',
	'limit',
	'without',
	'no longer',
	'every'
);
const withGiven = new RegExp(given, 'iu');

export const changeSigns = [
	...signs('relocation', [
		[
			0.7,
			/転勤(?!(?:に|へ)?(?:同行|帯同)|への同行)[^。]{0,24}(?:不要|な(?:い|し)|廃止|免除|選|なく|同意|希望|撤廃|停止|原則|辞退|拒否|回避|限定|範囲|手当|猶予)|(?:同意|希望)[^、。]{0,8}(?:しない|のない|なき)転|転居(?:を|の)?伴|転居転勤|単身赴任[^。]{0,12}(?:解消|廃止|なく|帰省)|勤務地[^。]{0,10}(?:限定|固定|選|希望|自由|約束|確約|変わら)|地域(?:限定|社員|総合職|職)|エリア(?:限定|社員|職|プロ|総合)|引っ?越し(?:を)?(?:伴|せず|なし)|転居せず|望まない(?:転|異)|勤務エリア|(?:同意|希望)[^、。]{0,6}(?:の)?ない転勤|転勤(?:を|は|が)[^。]{0,10}(?:やめ|なくし|ゼロ)/,
			{ without: /配偶者の(?:海外)?転勤に同行|転勤(?:への|に)(?:同行|帯同)/u }
		],
		[
			0.6,
			/居住地[^。]{0,10}(?:制限|自由|問わ|撤廃|不問)|どこ(?:に|で)(?:でも)?(?:住|暮ら|働)|国内の?(?:どこ|全域)|住みたい(?:土地|場所|街)|(?:フル|完全)リモート|遠隔地|地方(?:に|で)(?:住|暮ら)|サテライト(?:オフィス|拠点)を(?:新|開|設|増|全国)|ワーケーション|地元(?:に|で)[^、。]{0,8}(?:いながら|住んだまま|働)/
		],
		[
			0.75,
			/transfers?[^.]{0,30}(?:consent|volunt|abolish|optional|opt|end|stop|no longer|without|refuse|agree)|(?:no|without|end(?:s|ed)?|abolish\w*|scrap\w*|stop\w*|refuse|decline)[^.]{0,20}transfers?|relocat|live anywhere|work from anywhere|location[- ](?:free|based|independent)|choose where (?:to|they|you)|anywhere in (?:japan|the country)|stay in (?:one|their|your)/
		]
	]),
	...signs('partner_relocation', [
		[
			0.75,
			/(?:配偶者|パートナー|夫|妻|家族)[^。]{0,12}(?:転勤|赴任|海外|同行|帯同|転居)|同行休(?:職|業)|帯同休(?:職|業)|再就職先を紹介|転居する社員|引っ越し先[^。]{0,14}(?:働|勤|続)|結婚[^。]{0,10}転居/
		],
		[
			0.6,
			/居住地[^。]{0,10}(?:制限|自由|問わ|撤廃|不問)|(?:フル|完全)リモート|どこ(?:に|で)(?:でも)?(?:住|暮ら)|住みたい(?:土地|場所|街)|国内の?(?:どこ|全域)|[UI]ターン|地方移住|移住(?:支援|しても)/
		],
		[
			0.75,
			/(?:partner|spous)[^.]{0,30}(?:abroad|posting|transfer|relocat|overseas|moves?)|accompany|live anywhere|work from anywhere|moves? with (?:a|their|your) (?:partner|spouse|family)/
		]
	]),
	...signs('flexibility', [
		[
			0.7,
			/リモート|テレワーク|在宅|フレックス|時短|短時間(?:勤務|正社員)|コアタイム|(?<!社内)副業(?!を禁)|兼業|複業|週休[三3]日|週[三四3-4]日|時差|裁量労働|ワーケーション|中抜け|柔軟な働き方|働き方を選|勤務時間[^。]{0,8}(?:選|自由|柔軟)|時間単位|勤務地の自由|居住地[^。]{0,8}(?:自由|制限|問わ)|どこ(?:に|で)(?:でも)?(?:住|働)|選択的/
		],
		[
			0.75,
			/remote|work(?:ing)? from (?:home|anywhere)|telework|flex(?:ible|time|-time)|hybrid|side (?:job|business|work)|second job|four[- ]day|three days off|part[- ]time|short(?:er)? (?:working )?hours|core (?:time|hours)|live anywhere/
		]
	]),
	...signs('working_hours', [
		[
			0.7,
			/残業[^。]{0,16}(?:上限|削減|禁止|ゼロ|減|なく|廃止|制限|半減|時間(?:に|以内|以下)|なし)|(?:ノー|無)残業|長時間労働[^。]{0,10}(?:撲滅|是正|防止|解消|なく)|過労[^。]{0,12}(?:防止|対策)|所定労働時間[^。]{0,14}(?:縮|短)|労働時間[^。]{0,10}(?:短縮|削減|減ら|縮め)|年間休日|休日[^。]{0,8}(?:増|拡大|日へ|日に)|有給[^。]{0,14}(?:取得|増|義務|時間|日)|勤務間インターバル|インターバル(?:制度|勤務)|週休[三3]日|週[四4]日|深夜[^。]{0,10}(?:廃止|禁止|なく|やめ)|夜勤[^。]{0,10}(?:廃止|なく|減|免除)|連続休暇|長期休暇|リフレッシュ休暇|閉館|終業は|営業時間[^。]{0,8}(?:短縮|縮)|定休日|24時間営業[^。]{0,8}(?:廃止|やめ)|つながらない権利|完全週休|フレックス(?:タイム)?/,
			{ without: /休暇[^。]{0,8}(?:不妊|介護|育児)/u }
		],
		[
			0.75,
			/overtime|working hours|shorter (?:day|week|hours)|days off|holidays?|paid leave|vacation|rest (?:period|interval)|four[- ]day|no(?: more)? night|right to disconnect|flextime|core (?:time|hours)/
		]
	]),
	...signs('pay', [
		[
			0.75,
			/賃上げ|ベースアップ|ベア|初任給|(?:給与|給料|賃金|年収|月給|基本給|時給|報酬水準|賞与|手当|退職金|処遇水準)[^。]{0,16}(?:引き上|増|アップ|上げ|改善|上乗せ|新設|[0-9]+(?:%|割|円)|支給|見直)|一律[^。]{0,6}円|昇給|持ち?株|ストックオプション|奨学金[^。]{0,8}(?:代理|返還|支援|肩代)|住宅手当|家賃補助|社宅|福利厚生[^。]{0,8}(?:拡|充)|最低年収|インフレ手当/,
			{ without: /転勤手当|上下[0-9]+%|職責に応じた報酬/u }
		],
		[
			0.75,
			/(?:pay|salar(?:y|ies)|wages?|bonus(?:es)?|starting salary|compensation|allowances?)[^.]{0,30}(?:rais|increas|higher|up|rise|[0-9]+ ?(?:%|percent))|(?:rais|increas|higher|rise)[^.]{0,30}(?:pay|salar|wages?|bonus|compensation)|pay rise|stock (?:options|grants)|housing allowance/
		]
	]),
	...signs('evaluation', [
		[
			0.75,
			/ジョブ型|人事制度|評価制度|(?:役割|職務|職能)等級|等級[^。]{0,14}(?:減|廃|簡|見直|決ま|役割|成果)|年功[^。]{0,12}(?:廃止|見直|脱|やめ|撤廃)|年次[^。]{0,14}(?:よらず|問わ|関係|撤廃|廃止)|昇(?:格|進|任|級)[^。]{0,18}(?:なく|上限|撤廃|年数|早|要件|試験|廃止|可能|制限)|飛び級|抜擢|早期(?:昇進|選抜|登用)|[0-9]{2}代(?:でも|で|から)[^。]{0,12}(?:課長|部長|管理職|役員)|役職定年|成果[^。]{0,10}(?:評価|応じ|反映|差)|評価[^。]{0,16}(?:透明|公開|説明|理由|基準|フィードバック|見直|絶対評価)|専門職(?:コース|制度|等級)|(?:女性|若手|中途)[^。]{0,8}(?:登用|管理職比率)|処遇が上が|(?:エキスパート|スペシャリスト|プロフェッショナル)(?:等級|職|コース|制度)|コース別|一般職[^。]{0,12}(?:統合|廃止)|職務記述書|複線型/,
			{ without: /転勤の可否|部下からの評価|不妊|転居を?伴う異動|本人が同意しない転居/u }
		],
		[
			0.75,
			/promot(?:e|ed|ion|ions)|evaluation|appraisal|job[- ]based|pay[- ]for[- ]performance|seniority|grade(?:s| system)|merit|ratings? (?:are|is|criteria)|expert track|specialist track|personnel system/
		]
	]),
	...signs('growth', [
		[
			0.7,
			/社内公募|公募|ポスティング|社内副業|社内(?:転職|FA|留学|インターン)|手挙げ|手を挙げ|学び直し|リスキリング|育成|研修[^。]{0,14}(?:新設|拡|無料|開|制度|充実|選)|スキルアップ|キャリア(?:自律|支援|面談|開発|相談|パス(?!を新設\n))(?![^。]{0,6}休職)|自分でキャリア|専門職(?:コース|制度)|エキスパート|専門(?:性)?(?:を|が)[^。]{0,6}(?:高|伸|極|生か|活か)|メンター|資格(?:取得)?[^。]{0,8}(?:補助|支援|報奨)|書籍|出向(?:を)?公募|越境|挑戦(?:できる(?:場|環境|機会)|の場|を後押)|アカデミー|技術者が(?:中心|主役)|経験を積んだ技術者|若手[^。]{0,14}(?:任せ|抜擢|登用|責任)|海外(?:研修|トレーニー)|博士号/,
			{ without: /転勤(?:不要|のない|なし)のキャリア|勤務地を固定|早期退職|キャリアサポート休職/u }
		],
		[
			0.75,
			/career (?:path|track|support|development)|internal (?:job|postings?|transfer|mobility)|open positions|apply for any|without (?:the|their|your) (?:manager|boss|supervisor)'?s? (?:approval|consent)|training|learning|reskill|upskill|mentor|expert track|specialist track|academy|growth|tuition/
		]
	]),
	...signs('work_content', [
		[
			0.7,
			/社内公募|公募制|ポスティング|社内副業|配属先?[^。]{0,14}(?:選|確約|希望|約束|公募|マッチ)|(?:希望|望む)[^、。]{0,6}(?:部署|配属|職種|仕事|事業)|手挙げ[^。]{0,6}異動|異動[^。]{0,10}(?:手を挙げ|希望|公募|自ら|応募)|ジョブマッチ|社内(?:転職|FA)|他部署の業務|職種(?:を|別)[^。]{0,8}(?:選|採用)|(?:雑務|事務作業|定型業務)[^。]{0,14}(?:自動|AI|なく|委託|削減)|ノルマ[^。]{0,8}(?:廃止|撤廃|なく)|初期配属/
		],
		[
			0.75,
			/choose (?:their|your|the) (?:own )?(?:team|department|assignment|first|role|project)|internal (?:job|postings?|mobility)|job posting|sales quotas?[^.]{0,20}(?:abolish|scrap|end|no)|apply for (?:any|open)|assignment/
		]
	]),
	...signs('new_field', [
		[
			0.7,
			/新会社(?!へ)|新(?:規)?事業[^。]{0,16}(?:立ち上げ|参入|開始|創出|部門|推進|専門)|(?:新)?分野[^。]{0,8}(?:参入|進出)|(?:(?<![A-Z])AI(?![A-Z])|DX|デジタル|クラウド|データ|ロボット|宇宙|脱炭素|再生可能エネルギー|半導体|バイオ|量子|EV|ヘルスケア|医療)[^。]{0,18}(?:人材|新会社|部門|事業|専門組織|子会社|研究所|本部|参入|開発|センター)|社内ベンチャー|社内起業|スタートアップ[^。]{0,12}(?:出資|協業|設立|出向)|異業種|他業界|参入|進出/,
			{ without: /新商品|発売|人事|業績予想/u }
		],
		[
			0.75,
			/new (?:subsidiary|venture|business|company|division|field)|(?:ai|data|digital|cloud|robotics|space|energy|biotech)[^.]{0,20}(?:subsidiary|division|business|company|team|unit|lab)|enters? the|in-house venture|spin[- ]?off/
		]
	]),
	...signs('entrepreneurship', [
		[
			0.75,
			/起業[^。]{0,14}(?:支援|制度|休職|挑戦)|独立[^。]{0,14}(?:支援|制度|めざす|目指)|社内ベンチャー|社内起業|ベンチャー制度|自ら出資|暖簾分け|のれん分け|フランチャイズ[^。]{0,10}(?:独立|社員)|個人事業主[^。]{0,12}(?:契約|選|転換)|業務委託[^。]{0,10}(?:選|切り替え|転換)|発案者|起業のための|事業承継[^。]{0,8}(?:支援|休職)/
		],
		[
			0.75,
			/entrepreneur|start(?:ing)? (?:a|their|your) (?:own )?(?:company|business)|in-house venture|founders?|own business|independent contractors?/
		]
	]),
	...signs('management', [
		[
			0.75,
			/1on1|360度|上司(?:を|が|の|と)[^。]{0,18}(?:選|評価|投票|研修|承認(?:なし|不要|を(?:得|経)ず)|部下|フィードバック|対話)|管理職(?!になら)[^。]{0,14}(?:研修|評価|適性|360|フィードバック|教育|登用基準)|マネジメント研修|マネー?ジャー[^。]{0,8}(?:研修|評価|教育|選)|部下[^。]{0,8}(?:評価|投票|からの)|リーダー[^。]{0,10}(?:選出|投票|選挙|選ぶ)|心理的安全|パワハラ[^。]{0,12}(?:防止|対策|研修)|エンゲージメント(?:調査|サーベイ)/,
			{ without: /管理職を続け|管理職約/u }
		],
		[
			0.75,
			/one-?on-?ones?|1[:-]?on[:-]?1|360|managers?\b[^.]{0,24}(?:train|feedback|evaluat|coach|rated|elected|chosen)|upward feedback|without (?:the|their|your) (?:manager|boss|supervisor)'?s? (?:approval|consent)|leadership training|elect(?:ed)? (?:their|by)/
		]
	]),
	...signs('relationships', [
		[
			0.65,
			/ハラスメント[^。]{0,20}(?:窓口|防止|対策|調査|相談|研修|根絶|処分)|(?:パワハラ|いじめ|セクハラ)[^。]{0,16}(?:防止|対策|窓口|根絶|撲滅)|職場相談員|社内(?:交流|コミュニケーション|コミュニティ)[^。]{0,10}(?:制度|促進|活性|支援|費)|相談(?:窓口|員)|メンター制度|チームビルディング|バディ制度/,
			{ without: /介護相談|育児相談|キャリア相談/u }
		],
		[
			0.7,
			/harassment (?:hotline|policy|prevention|line|desk|report|committee)|anti-?(?:harassment|bullying)|bullying|mentoring|buddy (?:system|program)|team[- ]building|employee communities/
		]
	]),
	...signs('harassment', [
		[0.75, /ハラスメント|パワハラ|セクハラ|マタハラ|カスハラ|いじめ/],
		[0.75, /harass|bullying/]
	]),
	...signs('culture', [
		[
			0.75,
			/稟議|決裁|意思決定|現場で決め|権限[^。]{0,6}(?:委譲|移譲|拡大)|(?:ハンコ|押印|はんこ)[^。]{0,8}(?:廃止|なく|不要)|服装|私服|ドレスコード|ジーンズ|スーツ[^。]{0,6}(?:廃止|不要)|髪(?:型|色)|ネイル|(?:役職|さん)(?:名)?(?:で|付け)?(?:の)?呼(?:び|ぶ|称)|フラット|組織(?:風土|文化|改革|全体の改革)|企業(?:風土|文化)|社風|風土改革|飲み会[^。]{0,8}(?:廃止|なく|自由)|社員旅行[^。]{0,6}廃止|提案制度|目安箱|失敗を(?:認|称|歓迎)|挑戦を(?:称|評価)|(?:朝礼|社歌|制服)[^。]{0,6}廃止|経営会議[^。]{0,8}(?:公開|参加)|(?:社長|経営陣)[^。]{0,6}(?:直接|対話|タウンホール)|タウンホール|不正[^。]{0,12}(?:防止|再発|対策)|男性[^。]{0,4}育休|多様性|ダイバーシティ|LGBT|階層を減ら/,
			{ without: /男性育休の手当/u }
		],
		[
			0.75,
			/approval (?:steps|layers|levels)|layers of approval|decision[- ]making|dress code|casual (?:dress|clothes)|flat(?:ter)? (?:organi|hierarch)|town hall|(?:delegat|authority)[^.]{0,20}(?:front|team|local|site)|culture|diversity|stamps?|whistle|speak up/
		]
	]),
	...signs('company_future', [
		[
			0.75,
			/中期経営計画|中計|新経営(?:計画|体制|陣)|経営(?:再建|改革|体制|統合|ビジョン)|新社長|社長交代|(?:事業|ポートフォリオ)(?:の)?(?:再編|選択|構造改革|転換)|成長(?:領域|分野|投資|戦略)|(?:設備|研究開発)投資[^。]{0,10}(?:億|増|倍)|新工場|再上場|株式上場|上場(?:を果|へ|し)|黒字(?:化|転換)|再建(?:完了|計画)|資本(?:提携|増強)|長期ビジョン|パーパス/,
			{ without: /出資する社内|最高益の見通し/u }
		],
		[
			0.75,
			/mid-?term (?:plan|management)|business plan|new (?:ceo|president|management|strategy)|turnaround|back (?:in|to) (?:the black|profit)|invest(?:s|ing|ment)? in (?:growth|new)|capital alliance|going public|ipo/
		]
	]),
	...signs('childcare', [
		[
			0.75,
			/育児|育休|産休|子育て|保育|出産|妊活|不妊|妊娠|学童|ベビーシッター|小学校?[^。]{0,4}年生?まで|子ども[^。]{0,12}(?:看護|まで|手当|休暇|同伴|連れ|時短|行事)|ライフイベント|結婚/,
			{ without: /育児や介護などの事情がある人に限/u }
		],
		[
			0.75,
			/child ?care|parental|maternity|paternity|daycare|nursery|fertility|ivf|families with children|until (?:the )?child|school age|babysit|married|marriage/
		]
	]),
	...signs('eldercare', [
		[
			0.75,
			/介護(?!施設|事業|職|サービス|業界|用品)|看護休|家族の看|親の/,
			{ without: /育児や介護などの事情がある人に限|介護(?:施設|事業)を/u }
		],
		[
			0.75,
			/elder ?care|caregiv|family care|caring for (?:a|their|your|parents)|care leave|nursing care leave|aging parents/
		]
	]),
	...signs('health', [
		[
			0.75,
			/治療[^。]{0,12}(?:両立|支援|休|と仕事)|(?:病気|がん|傷病|メンタル)[^。]{0,12}(?:休|両立|支援|復職|相談|ケア)|産業医|健康経営|復職支援|リワーク|ストレスチェック|メンタルヘルス|生理休|更年期|人間ドック|カウンセリング/,
			{ without: /不妊治療(?!と)/u }
		],
		[
			0.75,
			/(?:mental )?health|sick leave|medical (?:leave|treatment)|return[- ]to[- ]work|counsel+ing|illness|treatment/,
			{ without: /fertility treatment|health ?care (?:business|division|company)/iu }
		]
	]),
	...signs('study', [
		[
			0.75,
			/(?:進学|留学|学び直し|大学院|資格取得|修学|自己啓発)[^。]{0,18}(?:休職|休業|休暇|制度|支援|補助|費用|派遣)|学び直し|博士号|(?:休職|サバティカル)[^。]{0,16}(?:留学|進学|学|資格)|社費留学|サバティカル|奨学/,
			{ without: /奨学金(?:の)?(?:代理|返)/u }
		],
		[
			0.75,
			/study leave|(?:leave|sabbatical)[^.]{0,24}(?:study|degree|mba|graduate|school)|graduate school|sabbatical|tuition|\bmba\b|degree/
		]
	]),
	...signs('contract_end', [
		[
			0.75,
			/定年[^。]{0,14}(?:延|廃止|引き上|撤廃|[0-9]{2}歳|なく)|(?:契約|有期|派遣|パート|非正規|嘱託|アルバイト|期間)(?:社員|従業員|雇用|工)?[^。]{0,16}(?:正社員|無期|正規|期間の定めのない)|正社員(?:登用|化|に(?:する|転換))|無期(?:転換|雇用)|(?:70|65)歳まで(?:働|雇用)|再雇用(?:制度|の)[^。]{0,12}(?:拡|改善|見直|延)|雇用(?:を)?(?:維持|保障|継続)|シニア[^。]{0,10}(?:活躍|雇用|制度)/
		],
		[
			0.75,
			/retirement age|permanent (?:contract|position|employ|staff)|fixed[- ]term[^.]{0,30}permanent|contract (?:staff|workers|employees)[^.]{0,30}permanent|work until|re-?employ|no layoffs|job security/
		]
	])
].map((sign) => ({ ...sign, with: sign.with ?? withGiven }));

/** What takes away rather than gives, or is no measure for those who work here at all. */
export const takesAway =
	/(?:リモート|テレワーク|在宅|フレックス|副業|手当|時短|制度|休暇|福利厚生|賃金|給与|賞与)[^。]{0,30}(?:改める|取りやめ|終了|廃止(?!し、|した上)|縮小|禁止|削減|引き下げ|カット|減額|制限し|見送|中止)|出社(?:日)?を?(?:設定|求め|義務|原則|増や|促)|原則出社|早期退職[^。]{0,6}を?(?:募|実施)|希望退職|人員(?:を)?(?:見直|削減|整理)|リストラ|閉鎖|撤退|return[- ]to[- ]office|back (?:to|in) the office|layoffs?|job cuts?|(?:ends?|cuts?|cancel(?:s|led)?|withdraw\w*|stops?) (?:remote|its remote|flex|the bonus|bonuses|working from home)/iu;
