import { firstFactory } from './places.ts';

/** The openings of the demo, and what alumni wish for that is not open. */
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
		place: `${firstFactory.town} ${firstFactory.name}`,
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
	'東海で働ける技術営業',
	'副業として技術指導ができるなら',
	'時短で管理職'
];
