/** Members to be found: family, given, kana, department, title, present company, skills, place, year of joining. */
export const people = {
	takahashi: [
		'髙橋',
		'恵',
		'タカハシ',
		'メグミ',
		'営業本部 西日本営業部',
		'主任',
		'みらい物流',
		['英語'],
		'大阪',
		2010
	],
	takahashi2: ['高橋', '誠', 'タカハシ', 'マコト', '経理部', '', '', [], '', 2001],
	yamazaki: [
		'山﨑',
		'翔太',
		'ヤマザキ',
		'ショウタ',
		'研究開発本部 AI技術部',
		'研究員',
		'クラウドリンク',
		['機械学習', 'Python'],
		'福岡',
		2016
	],
	watanabe: ['渡邉', '健', 'ワタナベ', 'ケン', '商品開発部', '課長', 'ｱｵｿﾞﾗ精機', [], '金沢', 2005],
	watabe: ['渡部', '陽子', 'ワタベ', 'ヨウコ', '人事部', '', '', ['採用'], '横浜', 2012],
	saito: [
		'齋藤',
		'美咲',
		'サイトウ',
		'ミサキ',
		'データ基盤部',
		'',
		'東都システムズ',
		['SQL', 'データ分析'],
		'シンガポール',
		2018
	],
	sawada: ['澤田', '隆', 'サワダ', 'タカシ', '製造本部 第一工場', '工場長', '', ['設備保全'], '磐田', 1999],
	ono: ['大野', '純一', 'オオノ', 'ジュンイチ', '海外事業部', '', 'Northwind Ltd.', ['英語'], '', 2008],
	ono2: ['小野', '裕子', 'オノ', 'ユウコ', '情報システム部', '', '', [], '', 2009],
	kondo: ['近藤', 'しんぺい', 'コンドウ', 'シンペイ', '物流部', '', '', ['物流'], '名古屋', 2013],
	hattori: ['服部', '由紀', 'ハットリ', 'ユキ', '広報室', '', 'フリーランス', ['編集'], '京都', 2011],
	tsuchiya: ['土屋', '千鶴', 'ツチヤ', 'チヅル', '法務部', '', '', [], '', 2007],
	ryu: ['龍', '一', 'リュウ', 'ハジメ', '購買部', '', '', [], '', 2014],
	shimazaki: ['島﨑', '圭', 'シマザキ', 'ケイ', '品質保証部', '', '', ['品質保証'], '仙台', 2003],
	schmidt: [
		'Schmidt',
		'Maria',
		'',
		'',
		'海外事業部',
		'Manager',
		'Müller GmbH',
		['Deutsch'],
		'München',
		2015
	],
	kim: ['キム', 'ヘジン', 'キム', 'ヘジン', 'プラットフォーム開発部', '', '', ['Go'], 'ソウル', 2020]
} as const;
export type Who = keyof typeof people;

/** Whom each of these questions must find first. */
const cases: [Who, string[]][] = [
	[
		'takahashi',
		[
			'髙橋 恵',
			'高橋恵',
			'高橋 恵',
			'髙橋恵さん',
			'恵 高橋',
			'恵高橋',
			'たかはしめぐみ',
			'タカハシ メグミ',
			'ﾀｶﾊｼ ﾒｸﾞﾐ',
			'takahashi megumi',
			'megumi takahashi',
			'TAKAHASHI Megumi',
			'髙橋めぐみ',
			'たかはし恵',
			'高橋 西日本',
			'営業 高橋',
			'めぐみ',
			'みらい物流',
			'高橋　大阪',
			'高橋 2010',
			'takahashi megu',
			'恵'
		]
	],
	[
		'yamazaki',
		[
			'山﨑',
			'山崎',
			'山崎翔太',
			'翔太 山﨑',
			'やまざき',
			'ﾔﾏｻﾞｷ',
			'yamazaki',
			'yamaz',
			'yama sho',
			'shota yamazaki',
			'shouta',
			'Shōta',
			'山',
			'機械学習',
			'python',
			'ＰＹＴＨＯＮ',
			'AI技術',
			'ai',
			'クラウドリンク',
			'くらうどりんく',
			'福岡',
			'2016'
		]
	],
	[
		'watanabe',
		[
			'渡邉',
			'渡辺',
			'渡邊',
			'渡辺健',
			'健 渡辺',
			'わたなべけん',
			'watanabe ken',
			'ken watanabe',
			'アオゾラ精機',
			'あおぞら',
			'商品開発部渡辺',
			'渡辺 課長',
			'金沢',
			'渡辺さん',
			'渡邉様'
		]
	],
	['watabe', ['渡部', 'わたべ', 'watabe', '陽子', 'youko', 'Yoko', 'ようこ', '人事 渡部', '横浜']],
	[
		'saito',
		[
			'齋藤',
			'斎藤',
			'斉藤',
			'齊藤',
			'さいとう',
			'saito',
			'saitou',
			'Saitoh',
			'斎藤美咲',
			'みさき',
			'misaki s',
			'sql',
			'データ分析',
			'シンガポール',
			'しんがぽーる',
			'東都'
		]
	],
	[
		'sawada',
		[
			'澤田',
			'沢田',
			'さわだ',
			'sawada',
			'沢田隆',
			'隆 工場長',
			'工場長',
			'第一工場',
			'設備',
			'磐田',
			'1999',
			'sawada tak'
		]
	],
	[
		'ono',
		[
			'大野',
			'おおの',
			'オーノ',
			'ohno',
			'純一',
			'junichi',
			"jun'ichi",
			'じゅんいち',
			'Northwind',
			'NORTHWIND',
			'大野純一',
			'junichi ono'
		]
	],
	['ono2', ['小野', 'おの', '小野裕子', 'yuko', 'ゆうこ', 'ゆーこ', 'yuuko ono']],
	[
		'kondo',
		['近藤', 'こんどう', 'kondo', 'kondoh', 'しんぺい', 'シンペイ', 'shimpei', 'shinpei', '物流部']
	],
	['hattori', ['服部', 'はっとり', 'hattori', 'hatt', '由紀', 'yuki', '京都', '編集', '服']],
	['tsuchiya', ['土屋', 'つちや', 'tsuchiya', 'tuchiya', 'ちづる', 'ちずる', 'chizuru', '土', '法務']],
	['ryu', ['龍', '竜', 'りゅう', 'ryu', '一 龍', 'はじめ', 'hajime', '購買']],
	['shimazaki', ['島崎', '島﨑', '嶋崎', 'しまざき', 'simazaki', 'shimazaki kei', '品質保証', '仙台']],
	[
		'schmidt',
		[
			'Schmidt',
			'schmidt',
			'SCHMIDT',
			'Maria',
			'maria schm',
			'Muller',
			'Müller',
			'munchen',
			'ｓｃｈｍｉｄｔ',
			'Deutsch'
		]
	],
	['kim', ['キム', 'きむ', 'kim', 'へじん', 'ヘジン', 'キムヘジン', 'ソウル', 'go']]
];
export const table = cases.flatMap(([who, questions]) => questions.map((question) => ({ who, question })));
