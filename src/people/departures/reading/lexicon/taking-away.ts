/** What takes away rather than gives, or is no measure for those who work here at all. */
export const takingAway = `
takes away
	原則出社 / 希望退職 / 閉鎖 / 撤退 / return-to-office / return-to office /
		return to-office / return to office / back to the office / back in the office
	[リモート/テレワーク/在宅/フレックス/副業/手当/時短/制度/休暇/福利厚生/賃金/給与/賞与]
		LATER 30 [改める/取りやめ/終了/廃止 NOT BEFORE [し、/した上]/縮小/禁止/削減/引き下げ/
		カット/減額/制限し/見送/中止]
	出社(日)(を)[設定/求め/義務/原則/増や/促]
	早期退職 LATER 6 (を)[募/実施]
	人員(を)[見直/削減/整理]
	リストラ
	layoff(s)
	job cut(s)
	[end(s)/cut(s)/cancel(s/led)/withdraw({sign word})/stop(s)] [remote/its remote/flex/
		the bonus/bonuses/working from home]
`;
