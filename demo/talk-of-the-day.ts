import type { DrawnThing } from './things/thing.ts';

/** A post of the last days: who could have written it, and what others say to it. `author` marks the writer's own answer. */
export type FreshPost = {
	words: string;
	/** The department in which its writer was; left out where anybody could have written it. */
	department?: string;
	thing?: DrawnThing;
	comments: readonly { words: string; isAuthor?: true }[];
	/** About how many react. */
	liked: number;
};

export const freshPosts: readonly FreshPost[] = [
	{
		words: '品質保証の勉強会を社外で始めました。第一工場で叩き込まれた「なぜを5回」が、今の職場でも合言葉になっています。',
		department: '第一工場',
		thing: 'notebook',
		comments: [
			{ words: 'なぜを5回、うちの新人にも教えています。3回目でたいてい黙りますよね。' },
			{ words: '次回はオンラインでも参加できますか。' },
			{
				words: 'もちろんです。次は来月の第2木曜、19時からです。リンクをお送りしますね。',
				isAuthor: true
			}
		],
		liked: 14
	},
	{
		words: '来月、大阪に出張します。西日本営業部のみなさん、晩ごはんをご一緒しませんか。',
		department: '西日本営業部',
		comments: [
			{ words: '行きます。梅田なら何時でも。' },
			{ words: '堺から駆けつけます。お店、押さえましょうか。' },
			{ words: 'お願いします！いまのところ5人です。', isAuthor: true }
		],
		liked: 6
	},
	{
		words: '二人目が生まれて、半年の育休に入りました。昼間に話せる相手がほしい今日このごろです。',
		comments: [
			{ words: 'おめでとうございます！' },
			{ words: '私も先月から育休です。「子育てしながら」のグループで、昼休みに話しませんか。' }
		],
		liked: 23
	},
	{
		words: '独立して1年。はじめての決算を終えました。在籍中に経理の方から教わった仕訳が、いまになって身にしみています。',
		comments: [
			{ words: 'お疲れさまでした。税理士さんは入れていますか。' },
			{ words: '今年は自力でやりました。来年は頼もうと思います。', isAuthor: true }
		],
		liked: 9
	},
	{
		words: '工場の裏の桜並木、まだありますか。毎年あそこで新人と写真を撮っていました。',
		department: '第一工場',
		thing: 'tree',
		comments: [
			{ words: 'ありますよ。奥の2本だけ、駐輪場を広げたときに植え替えました。' },
			{ words: 'よかった。次の春に見に行きます。', isAuthor: true }
		],
		liked: 17
	},
	{
		words: '中堅向けの生産管理の本で、おすすめがあれば教えてください。若い人に薦めたいです。',
		thing: 'books',
		comments: [
			{ words: '『ザ・ゴール』は、いま読み返しても発見があります。' },
			{ words: '薄い本ですが、自社の標準作業書を一緒に読むのがいちばん効きました。' },
			{ words: 'なるほど、どちらも試します。ありがとうございます。', isAuthor: true }
		],
		liked: 5
	},
	{
		words: '転職して3年、ようやく「前の会社では」と言わなくなりました。でも、食堂のカレーだけは忘れられません。',
		thing: 'curry',
		comments: [
			{ words: '福神漬けの量、だれも注意しませんでしたよね。' },
			{ words: '味は変わっていません。先月、見学のついでに食べました。' }
		],
		liked: 31
	},
	{
		words: '地域の小学校で、ものづくりの授業をしています。手伝ってくださる方、いませんか。',
		comments: [
			{ words: '浜松近辺でしたら、土曜に伺えます。' },
			{ words: 'ぜひ！材料の準備もあるので、メッセージしますね。', isAuthor: true }
		],
		liked: 12
	},
	{
		words: '博士課程に進みました。AI技術部のころの宿題を、やっと解きにいきます。',
		department: 'AI技術部',
		comments: [{ words: 'あの欠陥検出の件ですね。論文になったら読ませてください。' }],
		liked: 15
	},
	{
		words: '駅伝部のOB・OG会、今年もやります。走らない人も大歓迎です。',
		comments: [
			{ words: '応援係で行きます。' },
			{ words: '家族を連れていっても大丈夫ですか。' },
			{ words: '大丈夫です。豚汁を多めに作ります。', isAuthor: true }
		],
		liked: 11
	},
	{
		words: '海外赴任から帰ってきました。時差ぼけが抜けません。日本のコンビニは偉大です。',
		department: '海外事業部',
		comments: [{ words: 'おかえりなさい。落ち着いたら、現地の話を聞かせてください。' }],
		liked: 8
	},
	{
		words: '副業で、町工場の図面のデジタル化を手伝っています。同じようなことをしている方、情報交換しましょう。',
		thing: 'drawing',
		comments: [{ words: '板金の図面で同じことをしています。読み取りの精度、どのくらい出ていますか。' }],
		liked: 7
	}
];

/** What is said to the president's words, and to the company's news. */
export const saidToManagement: FreshPost['comments'] = [
	{ words: '転勤のない道ができたと聞いて、うれしく思いました。同窓会で、直接お聞かせください。' },
	{ words: '社長から声がかかるとは思っていませんでした。伺います。' },
	{ words: 'お待ちしています。席はいつでも空けておきます。', isAuthor: true }
];
export const saidToNews: FreshPost['comments'] = [{ words: 'カレーがそのままと聞いて、安心しました。' }];
