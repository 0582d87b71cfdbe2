/** 社風・意思決定. Culture and decision making: the words of a change that answers it. */
export const culture = `
sign 0.75
	稟議 / 決裁 / 意思決定 / 現場で決め / 服装 / 私服 / ドレスコード / ジーンズ / 髪型 /
		髪色 / ネイル / フラット / 組織風土 / 組織文化 / 組織改革 / 組織全体の改革 / 企業風土 /
		企業文化 / 社風 / 風土改革 / 提案制度 / 目安箱 / 失敗を認 / 失敗を称 / 失敗を歓迎 /
		挑戦を称 / 挑戦を評価 / タウンホール / 多様性 / ダイバーシティ / LGBT / 階層を減ら
	権限 LATER 6 [委譲/移譲/拡大]
	[ハンコ/押印/はんこ] LATER 8 [廃止/なく/不要]
	スーツ LATER 6 [廃止/不要]
	[役職/さん](名)(で/付け)(の)呼[び/ぶ/称]
	飲み会 LATER 8 [廃止/なく/自由]
	社員旅行 LATER 6 廃止
	[朝礼/社歌/制服] LATER 6 廃止
	経営会議 LATER 8 [公開/参加]
	[社長/経営陣] LATER 6 [直接/対話/タウンホール]
	不正 LATER 12 [防止/再発/対策]
	男性 LATER 4 育休
unless
	男性育休の手当
sign 0.75
	approval steps / approval layers / approval levels / layers of approval /
		decision-making / decision making / dress code / casual dress / casual clothes /
		town hall / culture / whistle
	flat(ter) [organi/hierarch]
	[delegat/authority] LATER 20 [front/team/local/site]
	diversity
	stamp(s)
	speak up
`;
