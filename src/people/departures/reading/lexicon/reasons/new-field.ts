/** 新しい業界・職種への挑戦. A new field: the words people leave with. */
export const newField = `
sign 0.6
	[以外/外(側)/よそ/ほか/他]の[社会/世界/世の中][を/も] NEAR 6 [見/知/経験/味わ]
sign 0.55
	第二の仕事 / 第二のキャリア
	[教える/つくる/作る/育てる/支える/届ける/人を助ける]仕事[が/を][したい/したく/しようと]
	人生の後半 / 人生の残り
sign 0.65
	[wanted/decided] to [build/make/teach/design/write/code/work in/work with] {word}
	after {word} years in {word}
sign 0.65
	転身 / キャリアチェンジ / キャリアを変え / ジョブチェンジ / 職種を変え / 業界を変え /
		畑を変え / まったく別 / まったく違 / まったく新し / 全く別 / 全く違 / 全く新し
	[別の/違う/異なる/他(の)/新しい/未知の/異/外の/よその][業界/業種/職種/分野/世界/領域/畑/
		道に/道へ/道を]
	異業種 / 異分野 / 他業界 / 未経験
sign 0.65
	{trade}(業界/業/分野/の世界/の仕事/の道/の現場/の会社/の領域/企業/ビジネス/系)[に/へ/で/
		を仕事] NEAR 14 [挑/飛び込/移っ/移り/移る/転職/なりた/なりま/なろう/なって/進み/進む/
		関わり/関わる/携わ/働き/働く/就き/就く/したかった/興味/取り組/惹かれ]
unless
	会社に(は/も)[なかった/不満]
sign 0.55
	{trade}[業界/分野/の世界/の仕事/企業/ビジネス]
only with
	たかった / たくな / 思い / 夢 / 憧れ / 挑 / 興味 / 移 / 関わ
unless
	やりがい / 配属
sign 0.6
	外の世界 / 環境を変え / 世界を見 / チャレンジして / チャレンジした / 可能性に賭け /
		もう一つの人生 / 第二の人生
	[スタートアップ/ベンチャー](企業)[に/へ/で/の/から] NEAR 14 [移/挑/転/飛び込/誘/経験/参/
		加わ/働]
	社外で NEAR 8 [試/通用 NOT BEFORE [しな]]
	通用する(の)か
	試して(み)た[か/く]
	挑[戦し/んで](て)みた
	挑戦したいこと / 挑戦したい仕事 / 挑戦したい分野 / 挑戦をし / 挑戦を決
	飛び込[み NOT BEFORE [営業]/む/んで]
unless
	起業
	創業(者)
sign 0.55
	[働い/やっ/関わっ/携わっ/作っ/つくっ/教え/育て/就い]てみた[い/く/か]
sign 0.5
	夢だった / 夢を追 / 夢を叶 / 夢をかな / 夢を諦め / 夢をあきらめ / 憧れの / 憧れて /
		憧れを / 人生は一度 / 一度きり / やってみたい / やってみたく / やってみたか /
		やりたいことが見つか / やりたいことができ / 本格的に
	[子どもの/幼い/昔/以前/学生(の)/若い](ころ/頃/時/とき)から(の) NEAR 10 [夢/憧れ/
		なりたかった/好きだった]
	若いうちに
	興味[が/を][わ/湧/移/惹]
unless
	移住 / 島 / 田舎 / 起業 / 独立
sign 0.7
	public sector
	[different/another/new/other/change of] [industry/field/sector/profession/occupation/
		line of work/world/trade]
	chang[e/ed/ing] [career(s)/field(s)/industr]
	switch(ed/ing) [career(s)/field(s)/industr/to/into]
	career change
	[try/do/explore] something [new/different/else]
	from {word} (in)to ({words})[development/design/teaching/research/tech/data/finance/
		medicine]
	[move/break/get/go] into {words}
	machine learning / data science / game development
	[join/joined/work(ing) [at/for]] [a/an] (early-stage_/early stage_)start(-)up
	wanted to [become/be] a(n)_ NOT BEFORE [specialist/expert/manager]
	dream of becoming / dream of being / dream of working
	non(-)profit
	new challenge
scene 0.6
	側へ回 / 側へ移 / 側へ立 / 側に回 / 側に移 / 側に立 / 人生を選 / 人生を変え /
		ずっと気にな / ずっと好きだ / ずっとあこがれ / ずっと憧れ
	[友人/知人/知り合い/元同僚/先に辞めた SOME 4/大学の SOME 6][に/から](の)[誘/声をかけ]
	[厨房/教壇/舞台/畑/海/山/土俵/現場]に立つ(人生/仕事/道)
	まだ[誰も/世に] LATER 14 [もの/仕事]
	[三十/四十/五十/30/40/50](代/歳/五歳) NEAR 6 [前に/を前に/手前] LATER 20 [別/違/新/試/
		最後]
	[{word}/人工知能/バイオ/ロボット/ゲーム]の[会社/企業][に/へ][加/移/入/誘]
unless
	留学 / 大学院 / 継
`;
