/** 成長・キャリアの機会. Growth and career opportunity: the words of a change that answers it. */
export const growth = `
sign 0.7
	社内公募 / 公募 / ポスティング / 社内副業 / 社内転職 / 社内FA / 社内留学 /
		社内インターン / 手挙げ / 手を挙げ / 学び直し / リスキリング / 育成 / スキルアップ /
		自分でキャリア / 専門職コース / 専門職制度 / エキスパート / メンター / 書籍 / 越境 /
		挑戦できる場 / 挑戦できる環境 / 挑戦できる機会 / 挑戦の場 / 挑戦を後押 / アカデミー /
		技術者が中心 / 技術者が主役 / 経験を積んだ技術者 / 海外研修 / 海外トレーニー / 博士号
	研修 LATER 14 [新設/拡/無料/開/制度/充実/選]
	キャリア[自律/支援/面談/開発/相談/パス NOT BEFORE [を新設{line end}]]
		NOT BEFORE [LATER 6 休職]
	専門(性)[を/が] LATER 6 [高/伸/極/生か/活か]
	資格(取得) LATER 8 [補助/支援/報奨]
	出向(を)公募
	若手 LATER 14 [任せ/抜擢/登用/責任]
unless
	転勤不要のキャリア / 転勤のないのキャリア / 転勤なしのキャリア / 勤務地を固定 /
		早期退職 / キャリアサポート休職
sign 0.75
	career path / career track / career support / career development / open positions /
		apply for any / training / learning / reskill / upskill / mentor / expert track /
		specialist track / academy / growth / tuition
	internal [job/posting(s)/transfer/mobility]
	without [the/their/your] [manager/boss/supervisor](')(s) [approval/consent]
`;
