/** 人間関係. Relationships: the words people leave with. */
export const relationships = `
sign 0.7
	人間関係 / 孤立 / 孤独 / 仲間外れ / 仲間はずれ / 陰口 / 悪口 / 派閥 / 居場所がな /
		居場所が見つ / 居場所もな / 居場所も見つ / 馴染め / 疎外 / 蚊帳の外 / ギスギス /
		ぎすぎす / ぎくしゃく / ピリピリ / 険悪 / 嫌味 / いやみ / 蹴落と / 打ち解け / 溶け込め /
		話せる人が / 話せる人も / 話し相手 / 浮いて / 告げ口 / 監視し合 / 上下関係
	なじめ[な/ず] NOT BEFORE [(ま)(せ)(ん)でした(。){end}]
	口(も/を)[きか/利か/きいて/利いて]
	足(の)引っ張り
	相談[できる/する][人/相手/仲間] NEAR 6 [な/いな/いま]
	うまくいかな[く/か] NEAR 6 [人/同僚]
	なすりつけ
unless
	唱和 / 社員旅行
sign 0.65
	よそ者 / 新参者 / 針のむしろ / びくびく
	[飲み会/ランチ/昼食/お昼/集まり] NEAR 8 [声(が/も/は)かから/声をかけ(て)[もら/られ]/
		誘われな/誘われず/誘ってもらな/誘ってもらず/誘ってくれな/誘ってくれず/呼ばれな/呼ばれず]
	NOT WHOSE 8 [長と/上司と] 馬が合わ
sign 0.6
	NOT AFTER [人前で] {colleague}(たち/どうし/同士/の間/内)[の/が/と/から/に/は/との/で]
		LATER 20 {at odds}
unless
	冷たい目
	[同僚/周囲/周り/先輩/仲間/部署/職場/チーム/皆/みんな]に(も/は) NEAR 6 恵まれ
sign 0.5
	会話が止 / 会話がな / 会話が一切 / 一人で過ご / 一人で食べ / 一人で昼 / 冷たくされ /
		冷たくあた / 冷ややか / 疎まれ / 責め立て / 無視さ / 無視し / 誰とも / 誰も話 / 誰も助 /
		誰も声 / 気の休まる
	挨拶(も/を)[返/しない/しても返/しても無視]
	昼[休み/食] NEAR 6 [一人/ひとり]
	人前で NEAR 8 [怒/叱/責/罵]
sign 0.4
	いづらく / 居づらく / 居心地が悪
	[直属の/上司/課長/部長] NEAR 6 [高圧/疎]
	職場(を)追われ
sign 0.75
	isolat / lonel / gossip / left out / didn't get along / didn't belong / didn't fit in /
		ostraci / alienat / backstab / outsider / interpersonal
	[co(-)worker(s)/colleagues/teammates/peers/team] LATER 40 [gossip/ignor/cold/hostile/
		toxic/exclud/conflict/never/didn't/nobody/mean/talk(ed) behind/get along/argu]
	clique
	nobody (on the team_/ever_)[talked/spoke]
	never felt I belonged
	relationship(s) [at work/with (my_)[co/team]]
unless
	great colleagues
scene 0.6
	グループに入 / グループに属 / 聞こえるように / 笑われ / 目配せ / 味方が一人も /
		味方がい / 味方が誰も / 味方は一人も / 味方はい / 味方は誰も / 休憩室
	[一人/ひとり/私/自分]だけ LATER 14 [知らされ/呼ばれ/誘われ/外され/もらえ/違/招か/配られ]
	[連絡/情報/回覧] NEAR 6 [回って/来な/届か/もらえ]
	[持ち物/靴/資料/書類]を[隠/捨て]
	ひそひそ
	{colleague} NEAR 8 [目が/目を合わせ/よそよそし/避け/距離]
	名前[で/を]呼[ばれ/んで] NEAR 5 な
scene 0.55
	持ち物を隠 / 聞こえるように笑 / 聞こえるように言
`;
