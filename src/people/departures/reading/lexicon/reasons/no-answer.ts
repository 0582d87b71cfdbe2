/** 答えたくない. Prefer not to say: the words people leave with. */
export const noAnswer = `
sign 0.9
	ノーコメント / 無回答 / 秘密です / ひみつ
	[(お)答え/言い/話し/回答(し)/書き/申し上げ][たくな/たくあり/できません/できかね/ません/
		は控え/は差し控え]
	[回答/答え/コメント] NEAR 4 [控え/差し控え]
	言えません
sign 0.9
	no comment / decline to / not going to say / not going to tell
	[prefer/rather] not (to_)[say/answer/tell/disclose/share]
`;
