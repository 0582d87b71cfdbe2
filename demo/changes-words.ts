export type DemoChange = {
	monthsAgo: number;
	title: string;
	was: string;
	now: string;
	forWhom: string;
	reasons: string[];
	voice?: string;
	digital?: boolean;
};

/** What changed at the company, as the desk told it. */
export const changes: DemoChange[] = [
	{
		monthsAgo: 17,
		title: '1on1を、すべての職場で始めました',
		was: '上司と話すのは、年に2回の評価面談だけでした。',
		now: '月に1回、評価と切り離した1on1の時間があります。話した内容は評価に使いません。',
		forWhom: '全社員',
		reasons: ['management', 'relationships']
	},
	{
		monthsAgo: 15,
		title: '残業の上限を月20時間にしました',
		was: '繁忙期は月80時間を超える残業が続いていました。',
		now: '上限は月20時間。工場も夜勤を2交替から3交替に改め、年間休日は125日です。',
		forWhom: '全社員',
		reasons: ['working_hours']
	},
	{
		monthsAgo: 13,
		title: '副業・兼業ができるようになりました',
		was: '副業は就業規則で禁止されていました。',
		now: '届け出だけで副業ができます。社内の別部署を兼ねることもできます。',
		forWhom: '全社員',
		reasons: ['flexibility']
	},
	{
		monthsAgo: 11,
		title: 'ひかりデジタル株式会社を設立しました',
		was: '製造の会社なので、AIやクラウドの仕事は外に出るしかありませんでした。',
		now: '製造業のデータとAIを専門にする会社ができました。社外で経験を積んだ人が中心です。',
		forWhom: '技術職を中心に、職種は問いません',
		reasons: ['new_field', 'growth', 'work_content'],
		voice: '外で学んだ人と、もう一度いっしょに働きたくて作った会社です。'
	},
	{
		monthsAgo: 10,
		title: '育児と両立できる働き方を広げました',
		was: '時短勤務は子どもが3歳まで、使えない部署もありました。',
		now: '小学校6年生まで、すべての部署で使えます。保育料の補助もあります。',
		forWhom: '全社員',
		reasons: ['childcare', 'flexibility']
	},
	{
		monthsAgo: 8,
		title: '給与の水準を見直しました',
		was: '同業の中では低いほうでした。',
		now: '平均6.2%の賃上げを行い、賞与は業績に応じて年2回、計算式ごと公開しています。',
		forWhom: '全社員',
		reasons: ['pay']
	},
	{
		monthsAgo: 7,
		title: 'ジョブ型の等級制度に変わりました',
		was: '昇格は年次が基本で、成果が結びつきにくい仕組みでした。',
		now: '役割と成果で等級が決まります。評価の理由は、必ず文書で伝えます。',
		forWhom: '総合職・専門職',
		reasons: ['evaluation'],
		voice: '「なぜ評価されないのか」に答えられない会社には、もう戻りません。'
	},
	{
		monthsAgo: 5,
		title: '介護と両立できる休業・在宅勤務',
		was: '介護休業は93日まで、在宅勤務はありませんでした。',
		now: '休業は最長3年、在宅での勤務も選べます。',
		forWhom: '全社員',
		reasons: ['eldercare', 'flexibility']
	},
	{
		monthsAgo: 4,
		title: '専門職のまま処遇が上がる道ができました',
		was: '給与を上げるには、管理職になるしかありませんでした。',
		now: '「フェロー」「エキスパート」の等級を新設。管理職と同じ処遇です。',
		forWhom: '技術職・専門職',
		reasons: ['growth', 'evaluation']
	},
	{
		monthsAgo: 3,
		title: '決裁は2段階、現場で決められるように',
		was: '稟議に5つの印が必要で、ひと月かかることもありました。',
		now: '2段階に減らし、現場の課長が決められる金額を10倍にしました。',
		forWhom: '全社員',
		reasons: ['culture']
	},
	{
		monthsAgo: 1,
		title: '転勤のないキャリアパスができました',
		was: '総合職は全国転勤が前提。昇格には2回以上の異動が必要でした。',
		now: '勤務地を自分で決められる「地域総合職」を新設。昇格の上限も処遇の差もありません。',
		forWhom: '総合職の全員（再入社の方も）',
		reasons: ['relocation', 'partner_relocation'],
		voice: 'あのとき引き留められなかった仲間に、まず伝えたかった変更です。'
	}
];
