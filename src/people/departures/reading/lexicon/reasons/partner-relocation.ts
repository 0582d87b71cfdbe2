/** 配偶者の転勤・家庭の事情による転居. Move of partner or family: the words people leave with. */
export const partnerRelocation = `
sign 0.75
	{partner}[の/が/も/に/から/は] LATER 14 [転勤/赴任/異動/駐在/海外/転職/転属/留学/就職/
		仕事の都合/単身/実家に/実家へ/実家の/地元/故郷/国に/で働く/農業/辞令/勤務地/勤務先/配属]
unless
	妻の実家を継 / 家業
sign 0.6
	ついていく / ついて行く / ついて行き / ついていき / ついて行った / ついていった / 帯同 /
		同行する / 同行し / 同行の / 同行休
	一緒に[発/渡/引(っ)越/移/行く]
	[夫婦/家族/一家/親子](みんな/そろって/全員)[で/が] NEAR 10 [移り/移住/移る/移っ/移った/
		引(っ)越/帰る/帰っ/帰り/戻/渡]
	家庭の事情 NEAR 6 [転居/引(っ)越]
	転居[する/し/の](こと/た/ため)
	引(っ)越[す/しま/した/して/しが/しの](こと)
unless
	転居を伴う / 転勤の辞令が出 / 転勤が多 / 年ごとに / 年おきに
	引(っ)越しを[伴/繰]
	引(っ)越しばかり
	会社が引(っ)越
sign 0.7
	Uターン / Iターン / Jターン / ユーターン / 帰郷 / 移住 / 移り住 / 離れがた
	{home region}[に/へ/で/の NEAR 6 [に/へ/で]] NEAR 12 [帰る/帰ろ/帰り/帰っ/帰郷/戻る/
		戻ろ/戻り/戻っ/戻れ/暮ら/住む/住み/住も/移/働き/転職/就職/近く/腰を]
	田舎暮らし / 地元企業
	[実家/郷里/故郷/地元][へ帰/に帰/から離れ]
	地方[に/へ/で][移/暮ら/住]
	島[で/に](の)[暮ら/住/移]
unless
	実家の近くで働く必要 / 実家の旅館 / 実家の店 / 実家の母が / 実家の父が / 介護 / 家業 /
		継 / 要介護 / 火の消し忘れ / 実家に通い / 転勤で実家 / 手伝う
	[父/母]が NEAR 6 [倒/病]
sign 0.5
	[両親/親/実家](の)[近く/そば/もと](で/に/へ/が)(NEAR 6 [暮ら/住/育て/いたい/移])
unless
	介護 / 要介護 / 働く必要 / 倒れ / 病 / 具合 / 看 / 世話 / 最優先
sign 0.6
	嫁ぐ / 嫁ぎ / 嫁い
sign 0.7
	転勤族の{partner}
	{partner}の[住む/暮らす/いる/待つ] NEAR 8 [へ/に/で]
sign 0.5
	結婚 LATER 14 [引(っ)越/移る/移り/移っ/遠方/県外/他県/海外/相手の/嫁/転居]
sign 0.65
	遠距離
sign 0.8
	back to my home / we moved
	[my/her/his/our] {partner}('s) LATER 30 [transferr/relocat/job/posted/posting/moved/
		moving/work(s/ed) [in/abroad]/assignment/got a/was sent/abroad/new position]
	follow(ed/ing) my {partner}
	join(ed) my {partner}
	move(d) (back_)(to_)(be_)[closer/near/home/back/to my home/to my parents]
	hometown
	move(d) (back_)(in_)with my parents
	move(d) to the countryside
	family moved / moving back
unless
	office moved / company moved
scene 0.7
	盆と正月
	{partner}(の)[任地/勤務先/職場/新しい/実家のある/故郷/国/町] LATER 20
	[三年/二年/数年/待つ] NEAR 8 [より/なら] NEAR 4 一緒
	[新居/新生活/新しい生活] NEAR 8 [県/町/村/島/市/で/を]
	[空き家/古民家/畑のある/海の近く/海の見える/山の近く/山の見える] LATER 12 [暮/住/引/
		見つ]
	帰省(の)たび
unless
	介護 / 店に立 / 継
`;
