import { signs } from '../sign.ts';

// 会社の将来性・経営方針, 契約満了・定年・会社都合, その他, 答えたくない.

export const companySigns = [
	...signs('company_future', [
		[0.7, /将来性|先行き|行く末|業績(?:が|も|の|は|不振|悪化|低迷)|赤字|減収|減益|債務|資金繰り|倒産(?:し(?:そう|かけ)|の(?:噂|うわさ|危機|不安|恐れ)|する(?:の|か)|寸前)|経営(?:方針|陣|戦略|悪化|不振|危機|難|状態|状況|不安|体制|統合|が(?:傾|悪|苦|厳|不))|身売り|買収|合併|吸収(?:され|合)|(?:主力|既存)?事業(?:が|の|を|は|に)[^、。]{0,10}(?:縮小|撤退|売却|先|将来|広げ|なくな|衰退|行き詰|方向|不振|見込|未来)|(?:この|業界|会社|市場|店舗|需要)[^、。]{0,8}(?:先はな|未来はな|将来はな|縮(?:ん|小)|衰退|斜陽|減る一方|先細)|斜陽|不祥事|リストラ(?!され)|人員(?:削減|整理)|人件費を?(?:削|減|カット)|給料(?:の)?(?:遅配|不払い|が(?:払え|遅れ|出な))|給料が払え|未払い/, { without: /父から|実家の|家業|親の会社/u }],
		[0.65, /会社(?:が|の|に|は|も)[^、。]{0,8}(?:この先|将来|続(?:く|か)|傾|潰|つぶれ|もつ|もた|存続|先(?:が|行|に)|未来|立ち行|危な|不安)|この先(?:も)?[^、。]{0,10}(?:会社|事業|不安|やっていけ)|方針(?:が|の|も|を)[^、。]{0,8}(?:変|転換|ぶれ|迷走|見え|定ま|打ち出)|(?:目指す)?方向(?:性)?(?:に|が|と)[^、。]{0,10}(?:共感|合わ|違|見え|ずれ|納得)|(?:経営陣|社長|トップ|経営者|親会社|オーナー|株主)(?:が|の)[^、。]{0,8}(?:替わ|代わ|かわ|交代|変わ|代替わり)|(?:次々|どんどん|相次|続々|何人も|一斉)(?:と|に|い(?:で|で)?)?[^、。]{0,6}(?:辞め|退職|去|閉ま|閉店|いなく)|離職率|大量退職|退職者が|人が(?:減|辞め)|受注(?:が|も)|取引先[^、。]{0,10}(?:失|離れ|減|切)|稼働(?:が|も)[^、。]{0,6}(?:半|減|落)|(?:閉鎖|閉店)(?:が|も)[^、。]{0,4}(?:相次|続)|電話が日ごと|取り立て|督促|面倒に巻き込|夜逃げ|株価|上場廃止|新会社へ|泥舟|沈(?:む|み)(?:ゆく|かけ)?船|時代に取り残/, { without: /父から|実家の|家業|部長の機嫌|課長|師長|介護|異動の方針/u }],
		[0.5, /(?:賞与|ボーナス)(?:が|も)[^、。]{0,14}(?:減|なくな|カット|出な)|給料(?:が|も)[^、。]{0,6}(?:減|下が|カット)[^。]{0,20}(?:会社|業績|先)|減額/],
		[0.75, /lost (?:its|our|their) (?:biggest|main|largest|last)|way out|(?:company|business|firm|industry|product)[^.]{0,20}(?:los(?:ing|t) money|future|shrink|declin|struggl|surviv|failing|going under|was sold|bankrupt|direction|unstable|in trouble)|acqui(?:red|sition)|merg(?:er|ed)|layoffs|lay-offs|bankrupt|insolven|(?:did not|didn't|no longer) (?:trust|believe in) (?:its|the|their) (?:strategy|direction|leadership|future|management)|new (?:ceo|owners?|management|leadership)|strategy|downsiz|cost[- ]cutting|lost (?:its|our) (?:biggest|main)|restructur|people (?:were|kept) leaving|sinking ship/]
	]),
	...signs('contract_end', [
		[0.8, /契約(?:が|の|は|も)?(?:満了|終了|切れ|更新(?:が|を|して|され)?[^、。]{0,10}(?:な|打ち切|でき|もらえ|終|上限|ず)|期間|打ち切)|(?:次の|契約の)?更新を?(?:して|され)?(?:もらえ|な(?:い|か|く)|ず|され(?:ず|な))|雇い?止め|雇止め|任期(?:が|付|満了|の|を)|満了|満期|有期(?:雇用|契約)|派遣(?:切り|は[0-9三]年|の(?:契約|期間|期限))|雇用期間|年度末(?:で|に)[^、。]{0,8}(?:契約|終|切)|3年ルール|五年で終わ|期間(?:が|の)(?:満|終)|プロジェクト(?:が|の)(?:終了|完了)(?:に|し)/],
		[0.8, /契約(?:が|は)[^、。]{0,8}(?:切れ|終わ)|更新(?:は|も)な(?:い|く|かった)|人員(?:整理|削減)の?(?:対象|で(?:辞|解雇|退職))/, { without: /取引先|得意先|賃貸/u }],
		[0.8, /定年|早期退職|希望退職|早期優遇|会社都合|解雇|クビ|首を切|リストラ(?:され|に遭|の対象|で)|整理解雇|退職勧奨|肩たたき|人員整理で|(?:事業所|工場|店|店舗|ショップ|会社|支店|部署|部門|園|病院|施設|営業所|拠点|本社|勤め先|勤務先)(?:(?:が|も)なくな(?:り|っ)|(?:が|の|は|も)[^、。]{0,8}(?:閉鎖|閉店|閉まる|廃止|倒産(?!し?そう)|廃業|解散|閉院|閉園|破産|撤退|畳))|倒産(?:した|しま|により|で|に伴)|自然退職|嘱託|再雇用の?期間|60歳の|六十歳の|65歳(?:で|に|ま)/, { without: /取引先|得意先|相次|どんどん|次々に|業界全体|会社が(?:つぶれ|倒産し)そう/u }],
		[0.8, /contract (?:ended|expired|ran out|was(?: not|n't) (?:renewed|extended)|came to an end|term)|fixed[- ]term|laid off|(?:made )?redundan|retire(?:d|ment)|(?:plant|office|store|branch|factory|shop|site|department)[^.]{0,12}(?:closed|shut|closing|closure)|closed (?:down )?(?:the|our|my) (?:plant|office|store|branch|factory|shop|site)|let go|was dismissed|was fired|voluntary (?:retirement|redundancy)|position was (?:eliminated|cut)|went (?:bankrupt|under|out of business)/, { without: /let go of|before (?:it|they) (?:closed|shut)/iu }]
	]),
	...signs('other', [
		[0.75, /一身上の都合|特に(?:ありません|なし|ない|なかった)|^なし$|なんとなく|(?:家庭|個人的な?|諸|その他)の?(?:事情|理由)|諸般の|思うところ|ワーキングホリデー|ワーホリ|世界一周|世界を一周|(?:旅|たび)(?:に|を)(?:出|し)|(?:タバコ|たばこ|喫煙|分煙|禁煙)|充電期間|ボランティア|(?:宝くじ|遺産)|青年海外協力隊|しばらく休み/, { without: /旅行(?:会社|業)/u }],
		[0.75, /personal (?:reasons|matters|circumstances)|no particular reason|nothing (?:special|in particular)|family (?:reasons|circumstances)|travel(?:l?ing)? (?:the|around)|around the world|working holiday|sabbatical|^n\/?a$|^none\.?$/]
	]),
	...signs('no_answer', [
		[0.9, /(?:お?答え|言い|話し|回答(?:し)?|書き|申し上げ)(?:たくな|たくあり|でき(?:ません|かね)|ません|は(?:控え|差し控え))|(?:回答|答え|コメント)[^、。]{0,4}(?:控え|差し控え)|ノーコメント|無回答|秘密です|言えません|ひみつ/],
		[0.9, /(?:prefer|rather) not (?:to )?(?:say|answer|tell|disclose|share)|no comment|decline to|not going to (?:say|tell)/]
	])
];
