/** What the people of the demo are called, where they work, and why they left. */
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
/** The given names above that are women's. */
export const womensNames: ReadonlySet<string> = new Set([
	'さくら',
	'千尋',
	'陽子',
	'恵',
	'由美子',
	'真理',
	'結衣',
	'美咲',
	'葵',
	'智子',
	'彩',
	'麻衣',
	'裕子',
	'愛',
	'奈々'
]);
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
		words: ['配偶者の海外赴任についていくことにした。', '配偶者の転勤で引っ越した。']
	},
	study: { weight: 2, words: ['大学院で学び直すため。'] },
	entrepreneurship: { weight: 3, words: ['独立して会社を立ち上げた。'] },
	relationships: { weight: 2, words: ['チームの中で孤立していた。'] },
	harassment: { weight: 1.5, words: ['上司の言葉がつらく、会社に行けなくなった。'] },
	health: { weight: 3, words: ['体調を崩し、しばらく療養に専念したかった。'] },
	contract_end: { weight: 4, words: ['契約期間が満了した。'] },
	other: { weight: 3, words: ['一身上の都合。'] }
};
