/** What alumni say to each other in the demo network. */
export const freshPosts = [
	'品質保証の勉強会を社外で始めました。第一工場で叩き込まれた「なぜを5回」が、今の職場でも合言葉になっています。',
	'来月、大阪に出張します。西日本営業部のみなさん、晩ごはんをご一緒しませんか。',
	'二人目が生まれて、半年の育休に入りました。昼間に話せる相手がほしい今日このごろです。',
	'独立して1年。はじめての決算を終えました。経理の山本さんに教わった仕訳が、いまになって身にしみています。',
	'工場の裏の桜並木、まだありますか。毎年あそこで新人と写真を撮っていました。',
	'中堅向けの生産管理の本で、おすすめがあれば教えてください。若い人に薦めたいです。',
	'転職して3年、ようやく「前の会社では」と言わなくなりました。でも、食堂のカレーだけは忘れられません。',
	'地域の小学校で、ものづくりの授業をしています。手伝ってくださる方、いませんか。',
	'博士課程に進みました。AI技術部のころの宿題を、やっと解きにいきます。',
	'駅伝部のOB会、今年もやります。走らない人も大歓迎です。',
	'海外赴任から帰ってきました。時差ぼけが抜けません。日本のコンビニは偉大です。',
	'副業で、町工場の図面のデジタル化を手伝っています。同じようなことをしている方、情報交換しましょう。'
] as const;
export const replies = [
	'なつかしいです。ぜひ参加させてください。',
	'お元気そうで何よりです。',
	'私も同じことを考えていました。',
	'今度ゆっくり聞かせてください。',
	'あの食堂、まだありますよ。先月寄りました。',
	'おめでとうございます！',
	'関西にいます。声をかけてください。',
	'写真、見たいです。',
	'その本、私も読みました。おすすめです。',
	'応援しています。'
] as const;
export const introductions = [
	'製造の現場から物流に移りました。現場の段取りの話なら、いくらでもできます。',
	'二児の父です。平日は在宅で設計、週末は畑にいます。',
	'いまは自治体で働いています。まちの困りごとを、技術で少しずつ。',
	'独立して、小さな会社をしています。採用や値づけの悩みも、よろこびも。',
	'カスタマーサポート一筋。お客さまの声を開発に届けるのが好きです。',
	'研究に戻りました。学び直したい方の相談にのれます。'
] as const;
export const skills = [
	'生産管理',
	'品質保証',
	'設備保全',
	'機械学習',
	'データ分析',
	'法人営業',
	'採用',
	'経理',
	'英語',
	'CAD',
	'物流',
	'プロジェクト管理',
	'クラウド'
] as const;
export const places = [
	'東京',
	'大阪',
	'名古屋',
	'福岡',
	'札幌',
	'横浜',
	'シンガポール',
	'仙台',
	'金沢'
] as const;

export const groups = [
	{
		name: '2011年入社の会',
		purpose: '震災の春に入社した私たち。年に一度は、顔を合わせましょう。',
		kind: 'rule',
		rule_joined: 2011,
		rule_department: null
	},
	{
		name: '生産技術部のOB・OG',
		purpose: '元・生産技術部のみんな。図面の前で語った夜を忘れない人たちへ。',
		kind: 'rule',
		rule_joined: null,
		rule_department: '生産技術部'
	},
	{
		name: '子育てしながら',
		purpose: '保育園のこと、時短のこと、働き方のこと。昼休みに話しましょう。',
		kind: 'open',
		rule_joined: null,
		rule_department: null
	},
	{
		name: '独立した人・したい人',
		purpose: '値づけ、契約、孤独。ひとりで決める人どうしの部屋です。',
		kind: 'open',
		rule_joined: null,
		rule_department: null
	},
	{
		name: '駅伝部',
		purpose: '走る人も、応援する人も。',
		kind: 'open',
		rule_joined: null,
		rule_department: null
	},
	{
		name: '女性エンジニアの部屋',
		purpose: '世話役が入り口にいます。安心して話せる場所です。',
		kind: 'closed',
		rule_joined: null,
		rule_department: null
	}
] as const;
export const groupPosts = [
	'はじめまして。世話役です。まずは近況を、ひとことずつどうぞ。',
	'先日の集まり、楽しかったです。次は春にしましょうか。',
	'同じころに在籍していた方、ほかにもいらっしゃるでしょうか。',
	'よい記事を見つけました。みなさんの意見も聞いてみたいです。'
] as const;
export const events = [
	{
		title: '秋の同窓会 本社ラウンジ',
		words: '久しぶりの本社で、軽い食事と近況を。社長の石川も顔を出します。\nお子さま連れも歓迎です。',
		kind: 'both',
		place: '本社 1階 ラウンジ（東京都港区）',
		url: 'https://meet.example.jp/hikari',
		inDays: 12,
		hours: 2,
		capacity: 40,
		guests: 2,
		question: '食べられないものはありますか？'
	},
	{
		title: 'オンライン昼休み 副業の話',
		words: 'お弁当を食べながら、副業のはじめ方とつまずきを話します。聞くだけでも。',
		kind: 'online',
		place: '',
		url: 'https://meet.example.jp/lunch',
		inDays: 5,
		hours: 1,
		capacity: null,
		guests: 0,
		question: ''
	},
	{
		title: '第一工場 見学会',
		words: '新しいラインを、担当していた人が案内します。安全靴はこちらで用意します。',
		kind: 'on_site',
		place: '第一工場（静岡県磐田市）',
		url: '',
		inDays: 26,
		hours: 3,
		capacity: 8,
		guests: 0,
		question: '靴のサイズを教えてください'
	},
	{
		title: '夏のビアガーデン',
		words: '暑い夜に、冷たい一杯を。',
		kind: 'on_site',
		place: '日比谷',
		url: '',
		inDays: -80,
		hours: 2,
		capacity: 30,
		guests: 1,
		question: ''
	}
] as const;
export const summary =
	'38人が集まり、あっという間の2時間でした。10年ぶりの再会で名刺交換が始まり、最後は駅伝部の校歌で締めくくりました。次は秋に。';
export const companyNews = [
	'社員食堂を新しくしました。カレーは、そのままです。',
	'第一工場が、地域の防災拠点に指定されました。'
] as const;
export const letterFromManagement =
	'石川です。みなさんが外で積まれた経験が、私たちの誇りです。戻る、戻らないにかかわらず、ときどき顔を見せてください。秋の同窓会で、お会いできるのを楽しみにしています。';
