/** 給与・待遇. Pay and benefits: the words of a change that answers it. */
export const pay = `
sign 0.75
	賃上げ / ベースアップ / ベア / 初任給 / 昇給 / ストックオプション / 住宅手当 /
		家賃補助 / 社宅 / 最低年収 / インフレ手当
	[給与/給料/賃金/年収/月給/基本給/時給/報酬水準/賞与/手当/退職金/処遇水準]
		LATER 16 [引き上/増/アップ/上げ/改善/上乗せ/新設/{number}[%/割/円]/支給/見直]
	一律 LATER 6 円
	持(ち)株
	奨学金 LATER 8 [代理/返還/支援/肩代]
	福利厚生 LATER 8 [拡/充]
unless
	転勤手当 / 職責に応じた報酬
	上下{number}%
sign 0.75
	[pay/salary/salaries/wage(s)/bonus(es)/starting salary/compensation/allowance(s)]
		LATER 30 [rais/increas/higher/up/rise/{number}(_)[%/percent]]
	[rais/increas/higher/rise] LATER 30 [pay/salar/wage(s)/bonus/compensation]
	pay rise / stock options / stock grants / housing allowance
`;
