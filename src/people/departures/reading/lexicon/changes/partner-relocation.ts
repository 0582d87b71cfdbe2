/** 配偶者の転勤・家庭の事情による転居. Move of partner or family: the words of a change that answers it. */
export const partnerRelocation = `
sign 0.75
	同行休職 / 同行休業 / 帯同休職 / 帯同休業 / 再就職先を紹介 / 転居する社員
	[配偶者/パートナー/夫/妻/家族] LATER 12 [転勤/赴任/海外/同行/帯同/転居]
	引っ越し先 LATER 14 [働/勤/続]
	結婚 LATER 10 転居
sign 0.6
	フルリモート / 完全リモート / 住みたい土地 / 住みたい場所 / 住みたい街 / Uターン /
		Iターン / 地方移住 / 移住支援 / 移住しても
	居住地 LATER 10 [制限/自由/問わ/撤廃/不問]
	どこ[に/で](でも)[住/暮ら]
	国内(の)[どこ/全域]
sign 0.75
	accompany / live anywhere / work from anywhere
	[partner/spous] LATER 30 [abroad/posting/transfer/relocat/overseas/move(s)]
	move(s) with [a/their/your] [partner/spouse/family]
`;
