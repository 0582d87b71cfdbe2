/** ハラスメント. Harassment: the words people leave with. */
export const harassment = `
sign 0.85
	ハラスメント / パワハラ / セクハラ / モラハラ / マタハラ / アカハラ / アルハラ /
		カスハラ / 嫌がらせ / いやがらせ / 暴言 / 暴力 / 罵倒 / 罵声 / 罵ら / 殴 / 蹴られ /
		叩かれ / 物を投げ / 土下座 / 人格を / 人格まで / 人格否定 / つきまと / 抱きつ / キス /
		性的 / 差別的 / 脅さ / 脅し / 脅迫
	いじめ NOT BEFORE [のような]
	[体/身体/肩/腰/胸/尻][を/に]触
sign 0.65
	[妊娠/出産/産休/育休] LATER 14 [告げ/報告/伝え/申し出/話し] LATER 24 [迷惑/辞めて/
		辞めろ/嫌な顔/責め/非難/計画性/自覚]
sign 0.6
	怒鳴ら / 怒鳴り / 怒鳴る / 怒鳴って / 怒鳴ん / 死ね / 消えろ / クズ / バカ / 馬鹿 /
		給料泥棒 / 役立たず
sign 0.85
	harass / bully / bullied / bullying / abuse / abused / abusive / groped / groping /
		yelled at / threaten / assault / discriminat / humiliat / insulted / insults
	slur(s)
	screamed at / shouted at
scene 0.65
	くせに」 / 女のくせ / 女だから / 女なんだから / 裸 / 無視しろ / 持ち物を隠 /
		持ち物を捨て / 靴を隠 / 靴を捨て / 謹慎 / 土下座
	させられ LATER 10 断[る/った]
	[断/訴え/相談] LATER 10 仕事を[外/取り上げ/与え]
	[容姿/体型/年齢/結婚][を/について/のこと] NEAR 8 [からか/笑/聞かれ/いじ]
	[ホテル/二人きり/食事] NEAR 6 [しつこ/誘わ/迫]
unless
	結婚式
`;
