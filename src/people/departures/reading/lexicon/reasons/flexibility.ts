/** 働き方の柔軟性. Flexibility of work: the words people leave with. */
export const flexibility = `
sign 0.7
	テレワーク / 在宅勤務 / 在宅ワーク / 在宅で / 在宅を
	リモート NOT BEFORE [で入社]
sign 0.5
	在宅 / 家で働 / 家で仕事 / 自宅で働 / 自宅で仕事
sign 0.7
	フレックス / 時差出勤 / 時差通勤 / 時短 / 短時間勤務 / 短時間正社員 / 裁量労働 /
		中抜け / コアタイム / 週休三日 / 週休3日 / 勤務時間を選 / 勤務時間をずら /
		勤務時間を調整 / 勤務時間を短
	週[三/四/3/4]日[だけ/の/で/勤務]
	始業(時間/時刻)を NEAR 8 [ずら/遅/早]
	働く[時間/場所][を/が/の] NEAR 6 [選/自由/決め/縛/変え]
unless
	8年ぶり / として再就職
sign 0.7
	副業 / 兼業 / 複業 / ダブルワーク / 掛け持ち / 個人で受け / 個人で仕事
sign 0.65
	通わなくて
	[毎日/週[五/5](日)/完全/フル/原則](の)出社
	出社[が/を/に] NEAR 8 [義務/求め/強制/戻/必須/前提/回帰]
	フルタイムのみ / フルタイムしか / フルタイム以外 / フルタイムでしか / フルタイムで働 /
		フルタイムでの復帰 / 出社しな / 出社せず
sign 0.55
	自由な働き方 / 場所に縛 / 場所にとらわ / 好きな場所 / 好きな時間
	[柔軟/融通/働き方] NEAR 14 {refused}
	柔軟な働き方 / 働き方を変え / 働き方を選 / 融通がきか / 融通が利か
sign 0.6
	場所に縛られ / 時間に縛られ / 融通
sign 0.3
	通勤(そのもの)が NEAR 6 [苦し/つら/負担/きつ/大変]
sign 0.75
	telework / telecommut / hybrid / flexible / flextime / flexibility / flex-time /
		part-time / part time / compressed week / four-day / four day / moonlight /
		back to the office / back in the office / back into the office
	remote(ly)
	work(ing) from home
	wfh
	[short/reduced/own/choose]({word}) (working_)hours
	side job / side business / side project / side gig / side hustle / second job
	in(to) the office [every/five/5/full]
	office five days / return-to-office / return-to office / return to-office /
		return to office / work abroad for
scene 0.55
	パソコン一つ / パソコンひとつ / パソコン1台 / パソコン一台 / パソコンさえあれば /
		どこでもできる仕事 / どこでもできる作業
	満員電車 NOT BEFORE [LATER 30 [移住/暮らし]]
	[台風/大雪/雪]の[日/朝]も LATER 14 [出/電車/会社]
	[{numerals}時[に/で]/早く][上が/帰] LATER 16 [前例/断/だめ/認め/許/正社員/無理]
	[週(に)[一/二/三/1/2/3][日/回/度]/月(に)数[日/回]] NEAR 10 [家/自宅/休/だけ]
		LATER 14 [断/前例/認め/許/だめ/無理]
	[自分/個人]の[活動/作品/名前] LATER 14 [禁止/許/認め/届け/規則]
`;
