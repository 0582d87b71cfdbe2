/** 会社の将来性・経営方針. The company's future and direction: the words of a change that answers it. */
export const companyFuture = `
sign 0.75
	中期経営計画 / 中計 / 新経営計画 / 新経営体制 / 新経営陣 / 経営再建 / 経営改革 /
		経営体制 / 経営統合 / 経営ビジョン / 新社長 / 社長交代 / 成長領域 / 成長分野 /
		成長投資 / 成長戦略 / 新工場 / 再上場 / 株式上場 / 上場を果 / 上場へ / 上場し / 黒字化 /
		黒字転換 / 再建完了 / 再建計画 / 資本提携 / 資本増強 / 長期ビジョン / パーパス
	[事業/ポートフォリオ](の)[再編/選択/構造改革/転換]
	[設備/研究開発]投資 LATER 10 [億/増/倍]
unless
	出資する社内 / 最高益の見通し
sign 0.75
	business plan / new ceo / new president / new management / new strategy / turnaround /
		back in the black / back in profit / back to the black / back to profit /
		capital alliance / going public
	mid(-)term [plan/management]
	invest(s/ing/ment) in [growth/new]
	ipo
`;
