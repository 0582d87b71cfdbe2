/** The hosts of casual talks: where each works, how they introduce themselves, and what they can tell. */
export const hostWords = [
	{
		department: '製造本部 生産技術部',
		title: '部長',
		startedOn: '1998-04-01',
		introduction:
			'生産技術部で、第一工場の設備を長く見てきました。現場の今を、いいところも課題も、そのままお話しします。',
		canTell: '生産技術の現場、設備投資のこと、転勤のない働き方の実際。'
	},
	{
		department: '営業本部 西日本営業部',
		title: '係長',
		startedOn: '2023-10-01',
		before: { startedOn: '2003-04-01', endedOn: '2015-03-31' },
		introduction: '2015年に一度辞めて、2023年に戻りました。迷っていた頃の話でよければ。',
		canTell: '戻ってきた側の気持ち、戻ってからの仕事、周りの反応。'
	},
	{
		department: '研究開発本部 AI技術部',
		title: '課長',
		startedOn: '2009-04-01',
		introduction: '研究開発本部のAI技術部で、社外から来た人の多いチームを見ています。',
		canTell: '開発の進め方、ツール、若手の裁量。'
	},
	{
		department: 'カスタマーサービス部',
		title: '主任',
		startedOn: '2014-04-01',
		introduction:
			'カスタマーサービス部で、子育て中です。働き方が本当に変わったか、私の毎日をお話しできます。',
		canTell: '時短勤務で働く毎日、保育園の送り迎えと会議のこと。'
	},
	{
		department: '営業本部 東日本営業部',
		title: '係長',
		startedOn: '2007-10-01',
		introduction: '東日本営業部にいます。転勤のない働き方を、いちばん早く選んだひとりです。',
		canTell: '評価の仕組みがどう変わったか、上司との面談の様子。'
	},
	{
		department: '情報システム部',
		title: '部長',
		startedOn: '1999-04-01',
		introduction: '情報システム部です。ひかりデジタルとの行き来もしています。',
		canTell: '海外拠点と在宅勤務、地方で暮らしながら働くこと。'
	}
] as const;
export const talkWishes = [
	'今の開発の進め方を聞いてみたいです。',
	'転勤のない働き方が、実際どうなのか。',
	'',
	'',
	'あれからの職場の雰囲気を。',
	'子育てと両立している人はいますか。'
] as const;
