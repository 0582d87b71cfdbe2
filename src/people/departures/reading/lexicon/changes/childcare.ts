/** 結婚・出産・育児. Marriage, birth and child care: the words of a change that answers it. */
export const childcare = `
sign 0.75
	育児 / 育休 / 産休 / 子育て / 保育 / 出産 / 妊活 / 不妊 / 妊娠 / 学童 / ベビーシッター /
		ライフイベント / 結婚
	小学(校) LATER 4 年(生)まで
	子ども LATER 12 [看護/まで/手当/休暇/同伴/連れ/時短/行事]
unless
	育児や介護などの事情がある人に限
sign 0.75
	parental / maternity / paternity / daycare / nursery / fertility / ivf /
		families with children / school age / babysit / married / marriage
	child(_)care
	until (the_)child
`;
