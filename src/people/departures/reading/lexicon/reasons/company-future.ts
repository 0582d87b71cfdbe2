/** 会社の将来性・経営方針. The company's future and direction: the words people leave with. */
export const companyFuture = `
sign 0.7
	将来性 / 先行き / 行く末 / 赤字 / 債務 / 資金繰り / 身売り / 買収 / 合併 / 吸収され /
		吸収合 / 斜陽 / 不祥事 / 人員削減 / 人員整理 / 未払い
	業績[が/も/の/は/不振/悪化/低迷]
	NOT AFTER [円の] 減収
	減益
	倒産[しそう/しかけ/の噂/のうわさ/の危機/の不安/の恐れ/するの/するか/寸前]
	経営[方針/陣/戦略/悪化/不振/危機/難/状態/状況/不安/体制/統合/が傾/が悪/が苦/が厳/が不]
	(主力/既存)事業[が/の/を/は/に] NEAR 10 [縮小/撤退/売却/先/将来/広げ/なくな/衰退/行き詰/
		方向/不振/見込/未来]
	[この/業界/会社/市場/店舗/需要] NEAR 8 [先はな/未来はな/将来はな/縮ん/縮小/衰退/斜陽/
		減る一方/先細]
	リストラ NOT BEFORE [され]
	人件費(を)[削/減/カット]
	給料(の)[遅配/不払い/が払え/が遅れ/が出な]
	給料が払え
unless
	父から / 実家の / 家業 / 親の会社
sign 0.65
	二代目 / 未来はない / 未来はなさ / 未来がない / 未来がなさ / 未来もない / 未来もなさ /
		粉飾 / 不正会計 / 不祥事 / 行政処分 / 報道が / 報道され / 泥船 / 目先の利益 / 目先の数字
	方針[が/の/も] NEAR 6 [二転三転/右往左往/迷走]
	[社長/創業者/会長/オーナー/先代]の[息子/娘/長男/二世]
	[得意先/取引先/同業]の[倒産/撤退/廃業]
	[ここ/この会社][も/は](もう)[長く(は)な/終わり/先がな]
	手を打[とう/た](と)[しな/ず]
	希望退職(の/を)[募集/募] NEAR 8 [続/度/始ま/繰り返/相次/また/うわさ/噂]
unless
	家業 / 実家 / 私の父
sign 0.65
	離職率 / 大量退職 / 退職者が / 人が減 / 人が辞め / 受注が / 受注も / 電話が日ごと /
		督促 / 面倒に巻き込 / 夜逃げ / 上場廃止 / 新会社へ / 泥舟 / 時代に取り残
	会社[が/の/に/は/も] NEAR 8 [この先/将来/続く/続か/傾/潰/つぶれ/もつ/もた/存続/先が/
		先行/先に/未来/立ち行/危な/不安]
	この先(も) NEAR 10 [会社/事業/不安/やっていけ]
	方針[が/の/も/を] NEAR 8 [変/転換/ぶれ/迷走/見え/定ま/打ち出]
	(目指す)方向(性)[に/が/と] NEAR 10 [共感/合わ/違/見え/ずれ/納得]
	[経営陣/社長/トップ/経営者/親会社/オーナー/株主][が/の] NEAR 8 [替わ/代わ/かわ/交代/
		変わ/代替わり]
	[次々/どんどん/相次/続々/何人も/一斉](と/に/い(で/で)) NEAR 6 [辞め/退職/去/閉ま/閉店/
		いなく]
	取引先 NEAR 10 [失/離れ/減/切]
	稼働[が/も] NEAR 6 [半/減/落]
	[閉鎖/閉店][が/も] NEAR 4 [相次/続]
	取り立て / 株価
	沈[む/み](ゆく/かけ)船
unless
	父から / 実家の / 家業 / 部長の機嫌 / 課長 / 師長 / 介護 / 異動の方針
sign 0.5
	減額
	[賞与/ボーナス][が/も] NEAR 14 [減/なくな/カット/出な]
	給料[が/も] NEAR 6 [減/下が/カット] LATER 20 [会社/業績/先]
sign 0.75
	way out / acquired / acquisition / merger / merged / strategy / restructur /
		sinking ship
	lost [its/our/their] [biggest/main/largest/last]
	[company/business/firm/industry/product] LATER 20 [losing money/lost money/future/
		shrink/declin/struggl/surviv/failing/going under/was sold/bankrupt/direction/unstable/
		in trouble]
	layoffs / lay-offs / bankrupt / insolven
	[did not/didn't/no longer] [trust/believe in] [its/the/their] [strategy/direction/
		leadership/future/management]
	new [ceo/owner(s)/management/leadership]
	downsiz / cost-cutting / cost cutting / lost its biggest / lost its main /
		lost our biggest / lost our main / people were leaving / people kept leaving
scene 0.6
	一人また一人 / 一人、また一人 / 古株 / 空き机 / 空き席 / 空きフロア / 空いた机 /
		空いた席 / 空いたフロア / 人の補充 / 採用が止 / 採用がやめ / 採用を止 / 採用をやめ
	[得意先/取引先/顧客/客/注文/受注/来客/契約/会員/生徒/患者][が/も/は] LATER 12 [海外/減/
		離れ/来な/去/失/いなく/半分/少な]
	ライン[が/も] NEAR 10 [止/減]
	[ファンド/外資/同業/競合/よその会社/大手][の手に/に][渡/売/買/吸]
	銀行[が/の人] LATER 12 [出入り/変わ/来]
	電気[代/を] NEAR 8 [節/止]
	設備[が/に] NEAR 10 [古/更新/投資]
	十年後(に)(も)(この/あの)[会社/仕事/業界]
unless
	私だけ / 私のみ / 家業 / 父から
`;
