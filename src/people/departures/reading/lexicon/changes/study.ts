/** 進学・留学・資格. Study: the words of a change that answers it. */
export const study = `
sign 0.75
	博士号 / 社費留学 / 奨学
	[進学/留学/学び直し/大学院/資格取得/修学/自己啓発] LATER 18 [休職/休業/休暇/制度/支援/
		補助/費用/派遣]
	学び直し
	[休職/サバティカル] LATER 16 [留学/進学/学/資格]
	サバティカル
unless
	奨学金(の)[代理/返]
sign 0.75
	study leave / graduate school / tuition / degree
	[leave/sabbatical] LATER 24 [study/degree/mba/graduate/school]
	sabbatical
	{edge}mba{edge}
`;
