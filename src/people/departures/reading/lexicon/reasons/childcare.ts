/** 結婚・出産・育児. Marriage, birth and child care: the words people leave with. */
export const childcare = `
sign 0.7
	出産 / 子育て / 臨月 / つわり / 切迫早産 / 不妊 / 授かり / 保活 / 待機児童 / ワンオペ /
		学童 / 寿退社
	NOT AFTER [上司が私の] 妊娠
	育児 NOT BEFORE [書]
	産休 NOT BEFORE [(の)代]
	育休 NOT BEFORE [中に辞め/から戻ったら転]
	産後 / 妊活
unless
	マタハラ / 出産祝い / が産休に入った同僚 / の産休に入った同僚
sign 0.65
	入籍
	NOT AFTER [新] 結婚[を機/が決ま/するため/すること/するので/して/した/し、/しま/のため/
		準備/です/で退/や出産/や育児/に伴/により/や子]
	婚約 NOT BEFORE [者]
unless
	結婚すれば退職 / 結婚していない / 結婚しない / 結婚式に呼ばれ / 転居 / に移 / 遠距離
	引(っ)越
	[住む/暮らす/いる] SOME 6 [へ/に]行
sign 0.65
	幼稚園の送 / 幼稚園の迎 / 小1の壁 / 小一の壁 / 小学校に上が / 小学校入学 /
		小学校の入学 / 小学校に入 / 送り迎え
	保育[園/所/料/施設] NOT BEFORE [で働/に勤/勤務/の職員/の先生/の仕事]
unless
	透析 / 通院
	{care trade}
	デイサービス
	[父/母/祖] NEAR 8 送り迎え
sign 0.6
	{child} LATER 24 {needed by a child}
unless
	園児 / 1歳の息子と半年 / 学校もある私
	{child}(の)[転勤/独立/介護]
sign 0.6
	時短 LATER 6 [復帰/復職]
	[復帰/復職] LATER 8 時短
sign 0.45
	{needed by a child} NEAR 10 {child}
sign 0.3
	[{no kanji}/{start}]{child}
sign 0.5
	母親に / 父親に / 家で子 / 家庭に入 / 主夫 / 主婦 / 家事と / シングルマザー /
		シングルファザー / 母子 / 父子
	[子/子ども/子供][ができ/を持/を産/を育て/がほし/が欲し/が生まれ]
	子連れ
sign 0.75
	pregnan / maternity / paternity / parental leave / childcare / child care / daycare /
		day care / nursery / kindergarten / nanny / school pick / school run / got married /
		getting married / my wedding / marriage / was born / were born / giving birth /
		gave birth / birth of / fertility
	{edge}ivf{edge}
	rais[e/ing] (a_/my_/our_/the_)[{child}/family]
	stay(ed/ing) (at_)home [with/mom/dad/mother/father]
sign 0.55
	[my/our/the/a/with] ({sign word}_){child}{edge}
scene 0.6
	入所選考 / 入所でき / 入園でき / 入園選考 / 家庭に入 / ベビーシッター / 抱っこ
	[園/保育][が/に/の] NEAR 6 [空き/落ち/決まら/見つから/ふさが]
	[お腹/おなか] NEAR 6 [大き/子]
	おむつ
	(「)[ママ/パパ/お母さん/お父さん] NEAR 14 [行かな/いかな/帰/いな/寂]
	{child} LATER 14 [泣/寝て/起き/言葉/笑/手を/話せ/成長/歩]
unless
	ローン / 園児 / 内示 / 転勤 / 辞令
scene 0.7
	no childcare / no one to watch / no one to pick up / school holidays / child's school
`;
