/** 転勤・勤務地. Company transfer or place of work: the words of a change that answers it. */
export const relocation = `
sign 0.7
	地域限定 / 地域社員 / 地域総合職 / 地域職 / エリア限定 / エリア社員 / エリア職 /
		エリアプロ / エリア総合 / 望まない転 / 望まない異
	転勤 NOT BEFORE [(に/へ)[同行/帯同]/への同行] LATER 24 [不要/ない/なし/廃止/免除/選/
		なく/同意/希望/撤廃/停止/原則/辞退/拒否/回避/限定/範囲/手当/猶予]
	[同意/希望] NEAR 8 [しない/のない/なき]転
	転居(を/の)伴
	転居転勤
	単身赴任 LATER 12 [解消/廃止/なく/帰省]
	勤務地 LATER 10 [限定/固定/選/希望/自由/約束/確約/変わら]
	引(っ)越し(を)[伴/せず/なし]
	転居せず / 勤務エリア
	[同意/希望] NEAR 6 (の)ない転勤
	転勤[を/は/が] LATER 10 [やめ/なくし/ゼロ]
unless
	転勤への同行 / 転勤への帯同 / 転勤に同行 / 転勤に帯同
	配偶者の(海外)転勤に同行
sign 0.6
	住みたい土地 / 住みたい場所 / 住みたい街 / フルリモート / 完全リモート / 遠隔地 /
		地方に住 / 地方に暮ら / 地方で住 / 地方で暮ら / ワーケーション
	居住地 LATER 10 [制限/自由/問わ/撤廃/不問]
	どこ[に/で](でも)[住/暮ら/働]
	国内(の)[どこ/全域]
	サテライト[オフィス/拠点]を[新/開/設/増/全国]
	地元[に/で] NEAR 8 [いながら/住んだまま/働]
sign 0.75
	live anywhere / location-free / location-based / location-independent / location free /
		location based / location independent / choose where to / choose where they /
		choose where you
	transfer(s) LATER 30 [consent/volunt/abolish/optional/opt/end/stop/no longer/without/
		refuse/agree]
	[no/without/end(s/ed)/abolish({sign word})/scrap({sign word})/stop({sign word})/refuse/
		decline] LATER 20 transfer(s)
	relocat / work from anywhere / anywhere in japan / anywhere in the country /
		stay in one / stay in their / stay in your
`;
