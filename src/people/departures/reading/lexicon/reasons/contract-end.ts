/** 契約満了・定年・会社都合. End of contract, retirement or employer's reasons: the words people leave with. */
export const contractEnd = `
sign 0.8
	任期が / 任期付 / 任期満了 / 任期の / 任期を / 満了 / 満期 / 有期雇用 / 有期契約 /
		3年ルール / 五年で終わ / 期間が満 / 期間が終 / 期間の満 / 期間の終
	契約(が/の/は/も)[満了/終了/切れ/更新(が/を/して/され) NEAR 10 [な/打ち切/でき/もらえ/
		終/上限/ず]/期間/打ち切]
	(次の/契約の)更新(を)(して/され)[もらえ/ない/なか/なく/ず/されず/されな]
	雇(い)止め
	雇止め
	派遣[切り/は[{digit}/三]年/の契約/の期間/の期限]
	雇用期間
	年度末[で/に] NEAR 8 [契約/終/切]
	プロジェクト[が/の][終了/完了][に/し]
sign 0.8
	更新はない / 更新はなく / 更新はなかった / 更新もない / 更新もなく / 更新もなかった
	契約[が/は] NEAR 8 [切れ/終わ]
	人員[整理/削減](の)[対象/で辞/で解雇/で退職]
unless
	取引先 / 得意先 / 賃貸
sign 0.8
	定年 / 早期退職 / 早期優遇 / 会社都合 / 解雇 / クビ / 首を切 / リストラされ /
		リストラに遭 / リストラの対象 / リストラで / 整理解雇 / 退職勧奨 / 肩たたき /
		人員整理で / 倒産した / 倒産しま / 倒産により / 倒産で / 倒産に伴 / 自然退職 / 嘱託 /
		60歳の / 六十歳の / 65歳で / 65歳に / 65歳ま
	希望退職 NOT BEFORE [(の/を)[募集/募] NEAR 8 [続/度/始ま/繰り返/相次/また/うわさ/噂]]
	本採用[に/を] NEAR 6 [なら/見送/され]
	[事業所/工場/店/店舗/ショップ/会社/支店/部署/部門/園/病院/施設/営業所/拠点/本社/勤め先/
		勤務先][がなくなり/がなくなっ/もなくなり/もなくなっ/[が/の/は/も] NEAR 8 [閉鎖/閉店/
		閉まる/廃止/倒産 NOT BEFORE [(し)そう]/廃業/解散/閉院/閉園/破産/撤退/畳]]
	再雇用(の)期間
unless
	取引先 / 得意先 / 相次 / どんどん / 次々に / 業界全体 / 会社がつぶれそう /
		会社が倒産しそう
sign 0.8
	fixed-term / fixed term / laid off / let go / was dismissed / was fired /
		voluntary retirement / voluntary redundancy / went bankrupt / went under /
		went out of business
	contract [ended/expired/ran out/was not renewed/was not extended/wasn't renewed/
		wasn't extended/came to an end/term]
	(made_)redundan
	retired / retirement
	[plant/office/store/branch/factory/shop/site/department] LATER 12 [closed/shut/closing/
		closure]
	closed (down_)[the/our/my] [plant/office/store/branch/factory/shop/site]
	position was eliminated / position was cut
unless
	let go of / before it closed / before it shut / before they closed / before they shut
scene 0.65
	譲渡 / 代わりに入 / 代わりとして入 / 最後の出勤日を / 最後の出勤日が / 最後の営業日を /
		最後の営業日が / シャッターを下ろ
	[席/仕事][は/が][残ら/なくな/消え]
	産休(の)代[わり/替]
	[三年/五年/3年/5年/1年]の[期限/約束/満]
	[全員/一斉] NEAR 6 [解雇/辞める/辞めさ/退職]
	来月[から/で] NEAR 8 [来なく/終わり]
	[店/工場/会社]を[閉め/畳/たたむ]
unless
	自分の店 / 跡 / 継
`;
