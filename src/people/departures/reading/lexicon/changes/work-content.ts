/** 仕事内容・配属. Content of the work: the words of a change that answers it. */
export const workContent = `
sign 0.7
	社内公募 / 公募制 / ポスティング / 社内副業 / ジョブマッチ / 社内転職 / 社内FA /
		他部署の業務 / 初期配属
	配属(先) LATER 14 [選/確約/希望/約束/公募/マッチ]
	[希望/望む] NEAR 6 [部署/配属/職種/仕事/事業]
	手挙げ LATER 6 異動
	異動 LATER 10 [手を挙げ/希望/公募/自ら/応募]
	職種[を/別] LATER 8 [選/採用]
	[雑務/事務作業/定型業務] LATER 14 [自動/AI/なく/委託/削減]
	ノルマ LATER 8 [廃止/撤廃/なく]
sign 0.75
	job posting / apply for any / apply for open / assignment
	choose [their/your/the] (own_)[team/department/assignment/first/role/project]
	internal [job/posting(s)/mobility]
	sales quota(s) LATER 20 [abolish/scrap/end/no]
`;
