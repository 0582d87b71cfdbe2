/** 人間関係. Relationships: the words of a change that answers it. */
export const relationships = `
sign 0.65
	職場相談員 / 相談窓口 / 相談員 / メンター制度 / チームビルディング / バディ制度
	ハラスメント LATER 20 [窓口/防止/対策/調査/相談/研修/根絶/処分]
	[パワハラ/いじめ/セクハラ] LATER 16 [防止/対策/窓口/根絶/撲滅]
	社内[交流/コミュニケーション/コミュニティ] LATER 10 [制度/促進/活性/支援/費]
unless
	介護相談 / 育児相談 / キャリア相談
sign 0.7
	bullying / mentoring / buddy system / buddy program / team-building / team building /
		employee communities
	harassment [hotline/policy/prevention/line/desk/report/committee]
	anti(-)[harassment/bullying]
`;
