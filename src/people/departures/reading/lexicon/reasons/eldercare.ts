/** 介護・看護. Care of family: the words people leave with. */
export const eldercare = `
sign 0.7
	看病 / 看取 / 闘病中の父 / 闘病中の母 / 闘病中の家族 / 闘病中の親 / 要介護 /
		ダブルケア / 親の面倒 / 老老
	介護 NOT BEFORE [士/職/員/施設/福祉/業界/の職場/の仕事/の現場/の会社/スタッフ/用品]
unless
	上司の介護
	{care trade}
	介護職
sign 0.75
	[{elder}/妻/夫/主人/家内/{child}](たち)[の/が/を/に/も/と] NEAR 16 {ill}
unless
	熱を出 / 発熱 / 継 / ローン
	{care trade}
	園に預 / 園に入 / 保育
sign 0.6
	[老いた/年老いた/高齢の/病気の/闘病中の/寝たきりの/倒れた/一人暮らしの/年をとった/
		老齢の/80歳の/80代の/八十の/七十の] NEAR 6 {elder}
sign 0.75
	elderly / eldercare
	{elder} LATER 40 [{edge}ill{edge}/sick/illness/dementia/alzheimer/stroke/cancer/
		hospital/care{edge}/caring/frail/fell/fall/dying/surgery/bedridden/passed away/nursing]
	[caring for/care for/look(ing) after/nurse/take care of/taking care of] [my/our/a/
		an](_{sign word})(_){elder}
	caregiv
unless
	childcare / nursing degree
sign 0.7
	[be/stay/live] with my {elder} LATER 30
	my {elder} LATER 20 [broke/lost/could not/needed/alone/old]
scene 0.65
	{elder}[の/が/は/を/も/と] LATER 18 [最期/夜中/出て行って/ついている必要/忘れる/忘れて/
		忘れを/同じ話/歩けな/起き上が/車椅子/車いす/杖/立てな/食事/薬/転ん/転び/火/一人にして/
		一人にでき/[ひとり/独り][に/では/で残/。/、/{end}]/一人残/一人きり/ひとり残/ひとりきり/
		放っておけ/八十/九十/80/90/残された時間/長くはな/順番が来]
unless
	継 / 蔵 / 店を任
scene 0.5
	ヘルパー / デイサービスの送 / デイサービスの迎 / デイサービスの空 / 実家に通 /
		家族の誰か
	ケアマネ(さん/ージャー)[と/に/から]
	片道 NEAR 8 実家
unless
	勤め / の仕事 / 現場
`;
