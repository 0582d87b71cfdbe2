/** 心身の健康. Health: the words people leave with. */
export const health = `
sign 0.8
	パニック / 発作が
unless
	子ども / 父 / 母 / 妻 / 夫
sign 0.8
	{own health}[適応障害/うつ NOT BEFORE [わ/す/る/り]/鬱/抑うつ/双極/パニック障害/
		パニックに/自律神経/メンタル NOT BEFORE [ヘルスの会社/ヘルス事業]/心療内科/精神科/休職
		NOT BEFORE [制度/できた/の制度]/不眠/過呼吸/燃え尽き/ヘルニア/持病/難病/闘病/療養/
		後遺症/更年期/甲状腺/突発性難聴/メニエール/椎間板/腱鞘炎/アレルギー/化学物質]
unless
	休職制度
	[闘病/療養]中の{elder}
	[{elder}/妻/夫/{child}][の/が/は] NEAR 8 [難病/闘病/うつ/鬱/療養]
sign 0.7
	{own health}[[体調/健康/心身/身体/体/からだ/心 NOT BEFORE [が痛]/精神/胃/腰/膝/首/肩/背中/
		目 NOT BEFORE [も]/耳/足/手首/喉/神経][を/の/が/も/に/的に] NEAR 5 [崩/壊/こわ/損/痛/病
		NOT BEFORE [む人]/悲鳴/不調/悪化/異変/限界/不安/故障/診断/穴があ/休ま/つらく/いたわ/
		動かな/動かず/やられ]/体調不良/病気を/病気に/病気が/病気で/病気のため/病気の治療/
		治療[に/のため/の専念/を](専念/集中/受/し)/手術を/手術後/手術の/入院し/入院する/入院を/
		診断され/医師/主治医/ドクターストップ/眠れなく/眠れない/眠れなか/眠れず/夢の中でも/
		涙が出/涙が止/吐き気/嘔吐/めまい/動悸/蕁麻疹/じんましん/円形脱毛/腰痛/頭痛/激しい痛み/
		骨折/怪我/けがを/けがで/体力が/体力の/がんが見つ/がんに/がんと/がんの治療/症状/倒れ[て/
		、/まし/た] NOT BEFORE [母/父]]
unless
	不妊 / 治療にも理解 / 両立支援 / つわり / 倒れた母 / 倒れた父 / 介護が / 介護の / 利用者
	[{elder}/妻/夫/主人/{child}][の/が/は/も/を] LATER 18 [倒れ/具合/病気/入院/手術/がん/
		体調/治療/骨折/危なく/腰/認知]
	[休みの日/休日/電話] LATER 20 休ま
	[闘病/療養/入院]中の[父/母/妻/夫/親/家族/祖]
	母の / 父の
sign 0.4
	ストレス / 限界でした / もたなか / もたない / 耐えきれず / 心が折れ / 疲れ果て /
		疲れ切 / 疲れきっ / 疲弊 / 病んで / 立ち仕事
sign 0.8
	depressed / depression / anxiety / diagnosed / surgery / couldn't sleep /
		could not sleep / chronic / cancer / treatment / hospitalised / hospitalized
	burn(ed/t)(-/_)out
	panic attack(s)
	mental(ly) [health/ill]
	[my/own/poor/failing] ({sign word}_)[health/illness/condition/back/knee/disease]
	[I/was/got/became/fell] (seriously_/very_/too_)[ill/sick]{edge}
	injury / injured / insomnia / my doctor / medical reasons / medical leave / breakdown
unless
	nursing
	my [{elder}/{partner}/son/daughter/child] LATER 30 [diagnos/ill/sick/cancer/surgery/
		hospital/stroke/condition]
scene 0.65
	即入院 / 産業医 / 薬を飲み / 薬を飲ん / 薬が手放 / 薬が増 / 薬がなけ / 薬に頼 / 救急車 /
		点滴 / 起き上がれ / 起きられ / 食べられ / 食べ物が喉 / ドクター
	NOT AFTER [母が/父が] [足/体/指/声]が[動かな/震え/出な]
	[健康診断/検査/人間ドック] NEAR 10 [引っかか/見つか/異常/数値/結果]
	[ホーム/駅/玄関/会社の前] LATER 14 [動け/足が/立て/座り込/涙]
	体重が
	[五/十/{number}]キロ[痩/や/減]
	朝が来る(の)が
unless
	[{elder}/妻/夫/{child}][の/が/は/も/を] LATER 14
`;
