/** 働き方の柔軟性. Flexibility of work: the words of a change that answers it. */
export const flexibility = `
sign 0.7
	リモート / テレワーク / 在宅 / フレックス / 時短 / 短時間勤務 / 短時間正社員 /
		コアタイム / 兼業 / 複業 / 週休三日 / 週休3日 / 週三日 / 週四日 / 週3日 / 週4日 / 時差 /
		裁量労働 / ワーケーション / 中抜け / 柔軟な働き方 / 働き方を選 / 時間単位 / 選択的
	NOT AFTER [社内] 副業 NOT BEFORE [を禁]
	勤務時間 LATER 8 [選/自由/柔軟]
	勤務地の自由
	居住地 LATER 8 [自由/制限/問わ]
	どこ[に/で](でも)[住/働]
sign 0.75
	remote / telework / flexible / flextime / flex-time / hybrid / side job /
		side business / side work / second job / four-day / four day / three days off /
		part-time / part time / core time / core hours / live anywhere
	work(ing) from [home/anywhere]
	short(er) (working_)hours
`;
