/** 評価・昇進・人事制度. Evaluation and promotion: the words of a change that answers it. */
export const evaluation = `
sign 0.75
	ジョブ型 / 人事制度 / 評価制度 / 役割等級 / 職務等級 / 職能等級 / 飛び級 / 抜擢 /
		早期昇進 / 早期選抜 / 早期登用 / 役職定年 / 専門職コース / 専門職制度 / 専門職等級 /
		処遇が上が / コース別 / 職務記述書 / 複線型
	等級 LATER 14 [減/廃/簡/見直/決ま/役割/成果]
	年功 LATER 12 [廃止/見直/脱/やめ/撤廃]
	年次 LATER 14 [よらず/問わ/関係/撤廃/廃止]
	昇[格/進/任/級] LATER 18 [なく/上限/撤廃/年数/早/要件/試験/廃止/可能/制限]
	{digit}{digit}代[でも/で/から] LATER 12 [課長/部長/管理職/役員]
	成果 LATER 10 [評価/応じ/反映/差]
	評価 LATER 16 [透明/公開/説明/理由/基準/フィードバック/見直/絶対評価]
	[女性/若手/中途] LATER 8 [登用/管理職比率]
	[エキスパート/スペシャリスト/プロフェッショナル][等級/職/コース/制度]
	一般職 LATER 12 [統合/廃止]
unless
	転勤の可否 / 部下からの評価 / 不妊 / 本人が同意しない転居
	転居(を)伴う異動
sign 0.75
	promote / promoted / promotion / promotions / evaluation / appraisal / job-based /
		job based / pay-for-performance / pay-for performance / pay for-performance /
		pay for performance / seniority / grades / grade system / merit / expert track /
		specialist track / personnel system
	rating(s) [are/is/criteria]
`;
