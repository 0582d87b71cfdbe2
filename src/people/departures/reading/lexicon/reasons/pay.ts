/** 給与・待遇. Pay and benefits: the words people leave with. */
export const pay = `
sign 0.7
	給与 / 年収 / 月収 / 月給 / 手取り / 賃金 / 昇給 / 賞与 / ボーナス / 基本給 / 時給 /
		薄給 / 安月給 / 初任給 / 俸給 / ベースアップ / ベア / 歩合 / 固定給 / 減給 / 額面
	給料 NOT BEFORE [泥棒]
unless
	給料の不払い / 給料の遅配 / 給料が払える
	[給料/収入/月収][を/より] NEAR 4 [超え/上回]
sign 0.65
	残業代 / 手当 / 諸手当 / 福利厚生 / 社会保険 / 住宅補助 / 家賃補助 / 社宅 / 待遇 /
		報酬 / 収入 / 奨学金 / 自腹 / ノルマを買 / 交通費が
	NOT AFTER [割増] 退職金
unless
	割増退職金 / 傷病手当
	[給料/収入/月収][を/より] NEAR 4 [超え/上回]
sign 0.65
	条件を示 / 条件を提示 / 学費
	[手当/補助/賞与/ボーナス/残業代][が/も/は] NEAR 6 [廃止/打ち切/カット/なくな/削/出な/
		出ず]
	[MANY [{digit}/一/二/三/.] [倍/割]/いい/良い/好/高い/破格の](の)[条件/年俸/報酬]
	円(も)[低/安/少な/下が/高い]
sign 0.55
	お金 / 金銭 / 金額 / 家計 / ローン / 稼ぎ / 稼げ / 稼ぐ / 養う / 養え / 養って /
		食べていけ / 食っていけ / 物価 / 割に合わな / 割に合わず / 見合わな / 見合った額 /
		見合った対価 / 見合った給 / 余裕がな / 余裕が出 / 余裕もな / ご祝儀
	生活[が/も/は/費] NEAR 8 [苦し/でき/成り立/厳し/足り/ままな]
	[貯金/貯蓄][が/も] NEAR 4 [でき/な/減]
	月(に) SOME 6 円しか
sign 0.75
	{edge}[pay/paid/salary/salaries/wage(s)/bonus(es)/raise(s)/compensation/underpaid/
		income/earn(ed/ing/ings)/benefits/allowance(s)/pension/money/mortgage/afford]{edge}
unless
	losing money / paid vacation / paid leave / paid holiday / credit / making money
sign 0.3
	make ends meet / cost of living / better offer
	offered (me_)[more/twice/double]
scene 0.55
	時給に直 / 時給に換算 / 値上が / 値上げ
	[手取り/給料日/通帳/明細/口座] LATER 12 [見/残/前/驚]
	[部下/後輩/新入社員/アルバイト/友人/同級生] LATER 10 [のほうが/より/と比べ] LATER 8 [多/
		もら/高/低/少]
	[実家/親][から/に] NEAR 6 [仕送り/借り/頼]
	[家/車/結婚/子ども] NEAR 8 [買え/持て/諦め/あきらめ] LATER 10 [額/収入/給]
`;
