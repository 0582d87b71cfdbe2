/** What the made-up company and its people are called and say. */
export const families = [
	['佐藤', 'サトウ', 'sato'],
	['鈴木', 'スズキ', 'suzuki'],
	['髙橋', 'タカハシ', 'takahashi'],
	['田中', 'タナカ', 'tanaka'],
	['伊藤', 'イトウ', 'ito'],
	['渡邉', 'ワタナベ', 'watanabe'],
	['山本', 'ヤマモト', 'yamamoto'],
	['中村', 'ナカムラ', 'nakamura'],
	['小林', 'コバヤシ', 'kobayashi'],
	['加藤', 'カトウ', 'kato'],
	['吉田', 'ヨシダ', 'yoshida'],
	['山﨑', 'ヤマサキ', 'yamasaki'],
	['森', 'モリ', 'mori'],
	['池田', 'イケダ', 'ikeda'],
	['橋本', 'ハシモト', 'hashimoto'],
	['石川', 'イシカワ', 'ishikawa'],
	['前田', 'マエダ', 'maeda'],
	['藤田', 'フジタ', 'fujita'],
	['小川', 'オガワ', 'ogawa'],
	['岡田', 'オカダ', 'okada'],
	['長谷川', 'ハセガワ', 'hasegawa'],
	['村上', 'ムラカミ', 'murakami'],
	['近藤', 'コンドウ', 'kondo'],
	['石井', 'イシイ', 'ishii'],
	['齋藤', 'サイトウ', 'saito'],
	['坂本', 'サカモト', 'sakamoto'],
	['遠藤', 'エンドウ', 'endo'],
	['青木', 'アオキ', 'aoki'],
	['藤井', 'フジイ', 'fujii'],
	['西村', 'ニシムラ', 'nishimura'],
	['福田', 'フクダ', 'fukuda'],
	['太田', 'オオタ', 'ota'],
	['三浦', 'ミウラ', 'miura'],
	['岡本', 'オカモト', 'okamoto'],
	['松田', 'マツダ', 'matsuda'],
	['五十嵐', 'イガラシ', 'igarashi'],
	['大久保', 'オオクボ', 'okubo'],
	['濵田', 'ハマダ', 'hamada'],
	['Nguyen', 'グエン', 'nguyen'],
	['キム', 'キム', 'kim']
] as const;
export const givens = [
	['直樹', 'ナオキ', 'naoki'],
	['健一', 'ケンイチ', 'kenichi'],
	['さくら', 'サクラ', 'sakura'],
	['大輔', 'ダイスケ', 'daisuke'],
	['千尋', 'チヒロ', 'chihiro'],
	['悠斗', 'ユウト', 'yuto'],
	['陽子', 'ヨウコ', 'yoko'],
	['恵', 'メグミ', 'megumi'],
	['拓也', 'タクヤ', 'takuya'],
	['慎太郎', 'シンタロウ', 'shintaro'],
	['翔太', 'ショウタ', 'shota'],
	['由美子', 'ユミコ', 'yumiko'],
	['真理', 'マリ', 'mari'],
	['亮', 'リョウ', 'ryo'],
	['蓮', 'レン', 'ren'],
	['結衣', 'ユイ', 'yui'],
	['美咲', 'ミサキ', 'misaki'],
	['葵', 'アオイ', 'aoi'],
	['隆', 'タカシ', 'takashi'],
	['和也', 'カズヤ', 'kazuya'],
	['智子', 'トモコ', 'tomoko'],
	['彩', 'アヤ', 'aya'],
	['浩', 'ヒロシ', 'hiroshi'],
	['誠', 'マコト', 'makoto'],
	['麻衣', 'マイ', 'mai'],
	['裕子', 'ユウコ', 'yuko'],
	['剛', 'ツヨシ', 'tsuyoshi'],
	['愛', 'アイ', 'ai'],
	['洋平', 'ヨウヘイ', 'yohei'],
	['奈々', 'ナナ', 'nana']
] as const;
export const departments = [
	'製造本部 第一工場',
	'製造本部 生産技術部',
	'研究開発本部 AI技術部',
	'商品開発部',
	'営業本部 東日本営業部',
	'営業本部 西日本営業部',
	'海外事業部',
	'カスタマーサービス部',
	'物流部',
	'情報システム部',
	'経営企画部',
	'人事部'
] as const;
export const digitalDepartments = ['プラットフォーム開発部', 'データ基盤部', '導入支援部'] as const;
export const titles = ['', '', '', '主任', '主任', '係長', '専門職', '課長'] as const;
export const employers = [
	'みらい物流',
	'東都システムズ',
	'あおぞら精機',
	'クラウドリンク',
	'北陸ロボティクス',
	'さくら電装',
	'フリーランス',
	'みなと市役所',
	'ヘルスブリッジ',
	'大学院',
	'家業の工務店',
	'ノースウィンド'
] as const;

/** Reasons as likely as they are in such a company, each with things that people say about them. */
export const reasonWords: Record<string, { weight: number; words: readonly string[] }> = {
	relocation: {
		weight: 14,
		words: [
			'全国転勤が前提で、家を建てたばかりの地を離れられなかった。',
			'単身赴任が4年続き、子どもの成長をそばで見たいと思った。',
			'異動の内示が出て、通えない距離だった。'
		]
	},
	evaluation: {
		weight: 13,
		words: [
			'成果を出しても年次で昇格が決まる仕組みに納得できなかった。',
			'評価の理由を説明してもらえなかった。'
		]
	},
	working_hours: {
		weight: 10,
		words: [
			'繁忙期の残業が続き、休みの日も電話が鳴った。',
			'夜勤と日勤の入れ替わりに体がついていかなくなった。'
		]
	},
	flexibility: {
		weight: 10,
		words: [
			'在宅勤務が認められず、保育園の送り迎えと両立できなかった。',
			'副業ができなかったので、やりたいことを外に求めた。'
		]
	},
	growth: {
		weight: 11,
		words: ['新しい技術に触れる機会がなく、5年後の自分が想像できなかった。', '管理職以外の道がなかった。']
	},
	new_field: {
		weight: 8,
		words: [
			'製造業の外で、AIがどう使われているのかを見てみたかった。',
			'クラウドの仕事に本気で取り組みたかった。'
		]
	},
	work_content: { weight: 6, words: ['希望と違う部署に配属され、やりがいを持てなかった。'] },
	pay: { weight: 8, words: ['同業他社と比べて給与が低かった。', '賞与が2年続けて下がった。'] },
	management: { weight: 6, words: ['上司に相談しても、取り合ってもらえなかった。'] },
	culture: { weight: 6, words: ['決裁に時間がかかり、挑戦が歓迎されないと感じた。'] },
	company_future: { weight: 5, words: ['事業の先行きに不安を感じた。'] },
	childcare: { weight: 6, words: ['子どもが小さく、時短勤務が使えない部署だった。'] },
	eldercare: { weight: 4, words: ['親の介護のため、地元に戻った。'] },
	partner_relocation: {
		weight: 4,
		words: ['夫の海外赴任についていくことにした。', '妻の転勤で引っ越した。']
	},
	study: { weight: 2, words: ['大学院で学び直すため。'] },
	entrepreneurship: { weight: 3, words: ['独立して会社を立ち上げた。'] },
	relationships: { weight: 2, words: ['チームの中で孤立していた。'] },
	harassment: { weight: 1.5, words: ['上司の言葉がつらく、会社に行けなくなった。'] },
	health: { weight: 3, words: ['体調を崩し、しばらく療養に専念したかった。'] },
	contract_end: { weight: 4, words: ['契約期間が満了した。'] },
	other: { weight: 3, words: ['一身上の都合。'] }
};

export const posts = [
	'今月から新しい現場に移りました。第一工場で覚えた段取りが、そのまま効いています。',
	'同期会の写真を整理していたら、懐かしい顔がたくさん。次は春に、工場の桜の下で集まりませんか。',
	'子どもが小学校に上がりました。あの頃、早退を快く送り出してくれたみなさん、ありがとうございました。',
	'独立して3年。ひとりで働いてみて、チームで働けたことのありがたさがわかりました。',
	'地元に戻って農業を始めました。秋の新米、欲しい方は声をかけてください。',
	'資格試験、やっと受かりました。勉強を始めたきっかけは、在籍中の社内勉強会です。',
	'物流の自動化に取り組んでいます。同じ分野の方、情報交換しませんか。',
	'大学院の研究で、製造現場のデータを扱っています。現役のみなさんの声も聞いてみたいです。',
	'先日、出張先でばったり元同僚に会いました。10年ぶりなのに、5分で昔に戻れますね。',
	'転職して半年。前の会社の良さは、離れてから見えるものですね。',
	'海外赴任から戻りました。時差のない生活がうれしいです。',
	'育休から復帰しました。ぼちぼちやっています。',
	'副業で、地元の商店のウェブサイトを手伝っています。',
	'工場見学の案内、うれしかったです。新しいラインを見てみたい。',
	'本を書きました。生産技術の若手向けです。感想をもらえるとうれしいです。',
	'介護をしながら在宅で働いています。同じ立場の方、お話ししましょう。',
	'久しぶりに社員食堂のカレーが食べたくなりました。まだありますか。',
	'採用の仕事をしています。学生さんに、最初の会社で学んだことをよく話します。',
	'マラソンを完走しました。西日本営業部の駅伝部で鍛えられたおかげです。',
	'引っ越して、海の見える町に住んでいます。近くの方、お茶でもいかがですか。'
] as const;

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

export const hostIntroductions = [
	'第一工場で15年。現場の今を、いいところも課題も、そのままお話しします。',
	'一度辞めて、3年前に戻りました。迷っていた頃の話でよければ。',
	'研究開発本部で、社外から来た人の多いチームを見ています。',
	'子育て中です。働き方が本当に変わったか、私の毎日をお話しできます。',
	'営業本部にいます。転勤のない働き方を、去年から選びました。',
	'情報システム部です。ひかりデジタルとの行き来もしています。'
] as const;
export const hostTellings = [
	'生産技術の現場、設備投資のこと、転勤のない働き方の実際。',
	'戻ってきた側の気持ち、戻ってからの仕事、周りの反応。',
	'開発の進め方、ツール、若手の裁量。',
	'時短勤務で働く毎日、保育園の送り迎えと会議のこと。',
	'評価の仕組みがどう変わったか、上司との面談の様子。',
	'海外拠点と在宅勤務、地方で暮らしながら働くこと。'
];
export const talkWishes = [
	'今の開発の進め方を聞いてみたいです。',
	'転勤のない働き方が、実際どうなのか。',
	'',
	'',
	'あれからの職場の雰囲気を。',
	'子育てと両立している人はいますか。'
] as const;
export const applicationWords = [
	'以前と同じ生産技術の仕事で、来春から戻れたらと考えています。',
	'地域総合職なら働けます。東日本の拠点を希望します。',
	'AIの経験を、製造の現場で活かしたいです。'
] as const;

const usual = {
	employment: 'permanent',
	contract: '',
	trial: '3か月（再入社の方は1か月）',
	overtime: '月平均12時間',
	holidays: '土日祝、年間休日124日、有給休暇（以前の勤続年数を通算）',
	insurance: '健康保険、厚生年金、雇用保険、労災保険',
	smoking: '屋内禁煙',
	pay_per: 'year',
	questions: [] as string[]
};
export const openings = [
	{
		...usual,
		isDigital: false,
		title: '生産技術エンジニア（地域総合職・転勤なし）',
		business: '第一工場の設備の設計・立ち上げ・改善。ラインの自動化を、現場と一緒に進めます。',
		business_range: '会社の定める業務（生産技術に関わるもの）',
		place: '宮城県仙台市 第一工場',
		place_range: '変更なし（転勤はありません）',
		hours: '8:30–17:15（休憩60分）、フレックスタイム',
		pay: '月給32万円〜45万円、賞与年2回（前年度実績5.1か月）',
		wanted: '一度離れて外を見た方の目で、現場を見直してください。',
		remote: false,
		pay_least: 5_200_000,
		pay_most: 7_400_000,
		reasons: ['relocation'],
		audience: 'public'
	},
	{
		...usual,
		isDigital: true,
		title: 'データ基盤エンジニア（フルリモート可）',
		business: '工場の設備から集まるデータの基盤づくりと運用。',
		business_range: 'ソフトウェア開発に関わる業務',
		place: '東京都港区 本社、または自宅',
		place_range: '変更なし（居住地は国内どこでも）',
		hours: '標準7時間30分、コアタイムなしのフレックスタイム',
		pay: '年俸600万円〜900万円（12分割）',
		wanted: '製造の現場を知っている方を歓迎します。',
		remote: true,
		pay_least: 6_000_000,
		pay_most: 9_000_000,
		reasons: ['relocation', 'working_hours'],
		audience: 'alumni'
	},
	{
		...usual,
		isDigital: false,
		title: '品質保証（短時間正社員）',
		business: '検査データの分析と、取引先との品質の打ち合わせ。',
		business_range: '変更なし',
		place: '神奈川県川崎市 研究所',
		place_range: '変更なし',
		hours: '6時間（9:30–16:15のあいだで選べます）',
		pay: '月給26万円〜34万円、賞与年2回',
		wanted: '',
		remote: true,
		pay_least: 4_000_000,
		pay_most: 5_300_000,
		reasons: ['working_hours', 'childcare'],
		audience: 'staff'
	}
];
export const wishWords = [
	'週3日の生産技術の仕事',
	'東北で働ける技術営業',
	'副業として技術指導ができるなら',
	'時短で管理職'
];
export const checkInWords = [
	'昔の仲間が声を掛けてくれて、助かっています。',
	'道具が変わっていて戸惑いましたが、慣れてきました。',
	'外で学んだことを、月に一度話す場ができました。',
	''
];
