/** 上司・マネジメント. Manager: the words people leave with. */
export const management = `
sign 0.6
	NOT AFTER [尊敬していた] {boss}(たち/さん)[の/が/は/に/から/も/と/を/で/、/のもとで/
		だった] LATER 26 {led badly}
unless
	二代目 / 専務への / 来月の給料
	上司に[は/も] NEAR 10 恵まれ
	社長[が/の] NEAR 6 [代わ/替わ/交代]
	社長の身の上 / 社長の息子 / 社長の娘
sign 0.5
	{led badly} NEAR 12 [上司/課長/部長/店長/所長/マネ(ー)ジャー/リーダー/園長/院長/師長]
		NOT BEFORE [になれ]
sign 0.6
	管理のされ方 / 上司ガチャ / 直属の / 評価の理由を聞いても / フィードバックが /
		フィードバックも
	マネジメント NOT BEFORE [職/力を] [が/の/に/は]
	マイクロマネ
unless
	管理のされ方を学
sign 0.5
	次々に命じ / 都合よく使 / 一方的に命 / 一方的に決め / 一方的に言 / 無理な指示 /
		無理な命令 / 無理な要求 / 舌打ち / 突き返さ / 任せると言
	[早退/休み/休暇/異動/退勤/帰宅/有休/育休](さえ/も/を/すら)[させて/認めて/取らせて/
		許して][もらえ/くれ][な/ず/ませ]
	[嫌なら/やる気がないなら/甘え/自分で考えろ/代わりは/代わりを/それくらい]
		NEAR 12 [言われ/言い放/突き放/と言]
sign 0.6
	と[返す/言う/言い放つ/突き放す/怒る/詰め寄る/繰り返す]{boss}
	[報告/進捗/確認] NEAR 10 [させる/求める/強いる/迫る]{boss}
	{boss}(たち)[に/への] NEAR 4 [うんざり/嫌気/失望/幻滅/愛想/振り回]
	{boss}の[下/もと]で LATER 16 [疲/息が/潰/失/何も/できな/できず/聞けな/聞けず/言えな/
		言えず/萎縮/限界]
	後任[と/は/が/の] LATER 14 [合わ/違/厳/変わ/折り合]
sign 0.55
	目の敵 / 干され / 冷遇 / 左遷
	仕事を[回して/与えて/もらえ] NEAR 6 な
sign 0.45
	理不尽な
	[指示/言うこと/方針][が/は][毎回/毎日/日によって/ころころ/その日] NEAR 6 [変/違]
sign 0.75
	micro(-)manag
	[my/the/a/new/our] [boss/manager/supervisor/director/team lead(er)] LATER 50 [never/not/
		n't/took/take/shout/yell/ignor/blam/control/unfair/bad/terrible/poor/incompetent/bull/
		harass/favo(u)r/every/refus/changed/without/only/trust/listen/support/toxic/disagree/
		conflict/left/rude/cold/hostile]
	[bad/poor/terrible/incompetent/toxic] [management/manager/boss/leadership]
	[clash(ed)/conflict/problem(s)/get along/trust/disagree({word})] with [my/the] [boss/
		manager/supervisor]
	it was my boss / it was my manager
sign 0.4
	how I was managed / how we were managed / leadership style
sign 0.55
	{boss}[に/から/の/が] LATER 24 [怒鳴/嫌がらせ/いじめ/暴言/罵/殴/人格/パワハラ/bull/
		harass/yell/shout]
	[bull/harass/yell/abus] LATER 20 [by/my] (my_)[boss/manager/supervisor]
scene 0.6
	{boss}[は/が/に/から] LATER 20 [目を上げ/目を合わせ/席はもう/返事が/返事を/返事も/
		机を叩/机をたた/ため息/鼻で笑/にらま/睨/立たさ/一時間/二時間/説教/呼び出され/メール
		NEAR 6 返/いない/いなかった/知らん/丸め]
scene 0.5
	立たされ / 席はもうない / 反省文 / 始末書 / 説教 / 見張 / 監視 / 一挙手一投足 /
		チェックされ / 赤字だらけ / 赤字で直 / 放っておか
	指示[は/が][付箋/メール/ない/出な]
	(「)お前の代わり
unless
	赤字が / 赤字に / 赤字続 / 監視し合
`;
