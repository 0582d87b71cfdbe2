/** 独立・起業・家業. Own business: the words people leave with. */
export const entrepreneurship = `
sign 0.75
	起業 / 法人を / フリーランス / フリーの / 個人事業 / 脱サラ / 一国一城
	(自ら/自分で/友人と/仲間と)[創業/開業]
	会社を[作/つく/興/おこ/始/設立/立ち上げ]
	自営
	独立 NOT BEFORE [した部署/した組織/系/性]
sign 0.75
	家業 / 跡を継 / 跡取り / 跡継ぎ / 後継
	NOT AFTER [引き/引/社長の息子が] 継[ぐ/いで/いだ/承/ぐこと/がなければ/ご]
	[父/母/親/実家/祖父/義父/家]の[会社/店/工務店/旅館/農家/畑/工場/商売/事業/仕事][を/に/
		へ/の][手伝/継/入/戻/支/助]
sign 0.7
	農業を始 / 農業をや / 農業を営 / 就農 / 商売を / オーナーに / 経営者に / の会社をつく /
		の会社を作 / 勤め人で
	[自分/夫婦/自身][の/で] NEAR 8 [店/屋/園/会社/工房/サロン/事務所/カフェ/教室/事業/
		レストラン/宿/クリニック/塾/商売][を/が]
	[店/カフェ/サロン/宿/教室/レストラン/食堂/事務所/工房/クリニック]を(自分で)[開/出/持/始/
		営]
	事業を始 / 事業を起こ / 事業を興 / 事業を立ち上げ
unless
	会社が / 新事業を立ち上げる部署
sign 0.7
	共同経営 / 経営に加わ
	[妻/夫/親戚/友人/知人]の(実家の)[酒屋/店/会社/旅館/農園/事業/家業/寺/工場][に/を/へ]
		NEAR 8 [一緒/手伝/加わ/継/入]
sign 0.8
	freelanc / took over my_ / took over the_ / took over our_ / entrepreneur /
		went independent / go independent
	my own [company/business/shop/firm/restaurant/practice/studio/agency/startup/boss]
	start(ed/ing) [a/my/our/up a] (own_)[company/business/shop/firm/start(-)up/restaurant/
		agency]
	self-employed / self employed
	family('s) [business/restaurant/farm/shop/company/firm/store]
	co(-)found
	founded
	opened [a/my/our] (small_/little_/own_){word}
scene 0.65
	本業に / 暖簾 / のれん / 跡継ぎ / 屋号 / 開店 / 出店 / 登記 / 一人でやって /
		一人でやる / 一人で始め
	[副業/週末/趣味](に/で/の) LATER 16 [軌道/食べていける/食べていけそう/食べてゆける/
		食べてゆけそう/忙しく/注文/仕事にし]
	[蔵/窯/店/工場/農園/会社/畑/田/牧場/船/旅館/医院/寺]を[任せ/頼/守/畳ませ/残/たたませ]
	看板 NOT BEFORE [で]
	{elder} NEAR 8 [店/工場/会社/蔵/畑/牧場/商売] NOT BEFORE [まで通]
	自分の[名前/力/腕]で[商/仕事/勝負/食べ]
unless
	病 / 倒れ / 介護
`;
