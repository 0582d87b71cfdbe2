/** 介護・看護. Care of family: the words of a change that answers it. */
export const eldercare = `
sign 0.75
	看護休 / 家族の看 / 親の
	介護 NOT BEFORE [施設/事業/職/サービス/業界/用品]
unless
	育児や介護などの事情がある人に限 / 介護施設を / 介護事業を
sign 0.75
	caregiv / family care / caring for a / caring for their / caring for your /
		caring for parents / care leave / nursing care leave / aging parents
	elder(_)care
`;
