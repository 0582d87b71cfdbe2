/** 進学・留学・資格. Study: the words people leave with. */
export const study = `
sign 0.75
	法科大学院 / ロースクール / 学び直 / MBA / 修士 / 専門学校に / 専門学校へ / 職業訓練 /
		語学学校 / 編入 / 通信制
	大学院 NOT BEFORE [で学んだ/で研究した]
	NOT WHOSE 4 [{child}(の)] NOT AFTER [短期の] 留学 NOT BEFORE [生]
	短期(の)留学
	NOT AFTER [号] 博士 NOT BEFORE [課程で/号を持/号を取って/号が]
	大学[に/へ][入/戻/通/編/進]
	大学で学び
sign 0.7
	受験勉強 / 受験に / 受験の / 受験する / 勉強に専念 / 勉強に集中 / 勉強し直 /
		勉強するため / 勉強する時間 / 学業 / 学問 / 研究に戻 / 研究者に / 研究を続けるため /
		語学を学 / 語学を勉強 / 語学を習 / 語学の学 / 語学の勉強 / 語学の習
	NOT WHOSE 6 [{child}] 進学
	[弁護士/税理士/会計士/司法書士/社労士/医師/教員/看護師/保育士/建築士/公務員/司法/国家/
		資格/採用/技術士/診断士] NEAR 10 [試験/資格/勉強/受験/目指して/を取る/を取り/を取得]
	資格を取 / 資格取得 / 資格の勉強 / 資格の取得 / 資格のため / 資格試験
unless
	資格を活か / 資格を生か
	{child}(の)[受験/進学]
sign 0.75
	graduate school / grad school / law school / certification / to study / degree /
		exam full time / language school / qualification
	{edge}MBA{edge}
	master(')s
	{edge}ph(.)d{edge}
	medical school
	[back/went/return(ed)/go/going] to [school/university/college]
	bar exam
	study(ing) [abroad/for/full]
	studies
unless
	with a [ph(.)d/degree/master]
	my [ph(.)d/degree] was
scene 0.65
	合格でき / 合格したい / 合格したく / 合格しない / 合格を目指 / 合格をめざ / 退路を断 /
		もう一度学生 / もう一度学 / もう一度勉強 / もう一度大学 / きちんと学 / 学びたく /
		教室に戻 / 学生に戻 / 学生にな / 予備校 / 通学 / 論文を書 / 論文を続 / 論文を仕上 /
		研究を書 / 研究を続 / 研究を仕上 / 国家試験 / 教員免許 / 実習
	[ロンドン/パリ/ニューヨーク/アメリカ/イギリス/カナダ/ドイツ/フランス/海外/
		オーストラリア/台湾/韓国/中国][へ/に][渡り/渡っ/学び]
unless
	ワーキングホリデー / 夫 / 妻 / 彼 / 学校で働 / 継
`;
