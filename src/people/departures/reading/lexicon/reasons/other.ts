/** その他. Other: the words people leave with. */
export const other = `
sign 0.75
	一身上の都合 / 特にありません / 特になし / 特にない / 特になかった
	{start}なし{end}
	なんとなく
	[家庭/個人的(な)/諸/その他](の)[事情/理由]
	諸般の / 思うところ / ワーキングホリデー / ワーホリ / 世界一周 / 世界を一周
	[旅/たび][に/を][出/し]
	タバコ / たばこ / 喫煙 / 分煙 / 禁煙 / 充電期間 / ボランティア / 宝くじ / 遺産 /
		青年海外協力隊 / しばらく休み
unless
	旅行会社 / 旅行業
sign 0.75
	personal reasons / personal matters / personal circumstances / no particular reason /
		nothing special / nothing in particular / family reasons / family circumstances /
		around the world / working holiday / sabbatical
	travel((l)ing) [the/around]
	{start}n({slash})a{end}
	{start}none(.){end}
`;
