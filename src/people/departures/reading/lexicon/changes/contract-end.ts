/** 契約満了・定年・会社都合. End of contract, retirement or employer's reasons: the words of a change that answers it. */
export const contractEnd = `
sign 0.75
	正社員登用 / 正社員化 / 正社員にする / 正社員に転換 / 無期転換 / 無期雇用 / 70歳まで働 /
		70歳まで雇用 / 65歳まで働 / 65歳まで雇用
	定年 LATER 14 [延/廃止/引き上/撤廃/{digit}{digit}歳/なく]
	[契約/有期/派遣/パート/非正規/嘱託/アルバイト/期間](社員/従業員/雇用/工)
		LATER 16 [正社員/無期/正規/期間の定めのない]
	再雇用[制度/の] LATER 12 [拡/改善/見直/延]
	雇用(を)[維持/保障/継続]
	シニア LATER 10 [活躍/雇用/制度]
sign 0.75
	retirement age / permanent contract / permanent position / permanent employ /
		permanent staff / work until / no layoffs / job security
	fixed[-/_]term LATER 30 permanent
	contract [staff/workers/employees] LATER 30 permanent
	re(-)employ
`;
