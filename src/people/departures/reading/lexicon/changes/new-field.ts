/** 新しい業界・職種への挑戦. A new field: the words of a change that answers it. */
export const newField = `
sign 0.7
	社内ベンチャー / 社内起業 / 異業種 / 他業界 / 参入 / 進出
	新会社 NOT BEFORE [へ]
	新(規)事業 LATER 16 [立ち上げ/参入/開始/創出/部門/推進/専門]
	(新)分野 LATER 8 [参入/進出]
	[NOT AFTER [{letter}] AI NOT BEFORE [{letter}]/DX/デジタル/クラウド/データ/ロボット/
		宇宙/脱炭素/再生可能エネルギー/半導体/バイオ/量子/EV/ヘルスケア/医療] LATER 18 [人材/
		新会社/部門/事業/専門組織/子会社/研究所/本部/参入/開発/センター]
	スタートアップ LATER 12 [出資/協業/設立/出向]
unless
	新商品 / 発売 / 人事 / 業績予想
sign 0.75
	new subsidiary / new venture / new business / new company / new division / new field /
		in-house venture
	[ai/data/digital/cloud/robotics/space/energy/biotech] LATER 20 [subsidiary/division/
		business/company/team/unit/lab]
	enter(s) the
	spin(-/_)off
`;
