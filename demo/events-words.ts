import { firstFactory } from './places.ts';
import { seasonName, type Season } from './season.ts';

/** Who invites: someone of the company, or a member by their place among those who write. */
type Host = 'steward' | 'former_manager' | number;
export type DemoEvent = {
	title: (season: Season) => string;
	words: (season: Season) => string;
	kind: 'both' | 'online' | 'on_site';
	place: string;
	url: string;
	host: Host;
	/** The drawing in its post. */
	thing: 'lounge' | 'lunchbox' | 'factory' | 'evening';
	inDays: number;
	/** When it begins, in Tokyo. */
	hour: number;
	hours: number;
	capacity: number | null;
	guests: number;
	question: string;
};

/** What one does together on an evening outside, by season. */
const evening: Record<Season, { title: string; words: string }> = {
	spring: { title: 'お花見の会', words: '桜が散っても開きます。敷物はこちらで用意します。' },
	summer: { title: '夏のビアガーデン', words: '暑い夜に、冷たい一杯を。' },
	autumn: { title: '秋の芋煮会', words: '大鍋をふたつ。山形風と仙台風で、今年も決着をつけます。' },
	winter: { title: '冬の鍋の会', words: '寒い夜に、あたたかい鍋を囲みます。' }
};

export const events: readonly DemoEvent[] = [
	{
		title: (season) => `${seasonName[season]}の同窓会 本社ラウンジ`,
		words: () =>
			'久しぶりの本社で、軽い食事と近況を。社長の石川も顔を出します。\nお子さま連れも歓迎です。',
		kind: 'both',
		place: '本社 1階 ラウンジ（東京都港区）',
		url: 'https://meet.example.jp/hikari',
		host: 'steward',
		thing: 'lounge',
		inDays: 12,
		hour: 18,
		hours: 2,
		capacity: 40,
		guests: 2,
		question: '食べられないものはありますか？'
	},
	{
		title: () => 'オンライン昼休み 副業の話',
		words: () => 'お弁当を食べながら、副業のはじめ方とつまずきを話します。聞くだけでも。',
		kind: 'online',
		place: '',
		url: 'https://meet.example.jp/lunch',
		host: 10,
		thing: 'lunchbox',
		inDays: 5,
		hour: 12,
		hours: 1,
		capacity: null,
		guests: 0,
		question: ''
	},
	{
		title: () => `${firstFactory.name} 見学会`,
		words: () => '新しいラインを、生産技術部の森が案内します。安全靴はこちらで用意します。',
		kind: 'on_site',
		place: `${firstFactory.name}（${firstFactory.town}）`,
		url: '',
		host: 'former_manager',
		thing: 'factory',
		inDays: 26,
		hour: 13,
		hours: 3,
		capacity: 8,
		guests: 0,
		question: '靴のサイズを教えてください'
	},
	{
		title: (season) => evening[season].title,
		words: (season) => evening[season].words,
		kind: 'on_site',
		place: '日比谷',
		url: '',
		host: 24,
		thing: 'evening',
		inDays: -80,
		hour: 18,
		hours: 2,
		capacity: 30,
		guests: 1,
		question: ''
	}
];

/** How the host sums up an evening to which so many came. */
export const summaryOf = (came: number) =>
	`${came}人が集まり、あっという間の2時間でした。久しぶりの再会で名刺交換が始まり、最後は駅伝部の掛け声で締めくくりました。次は本社のラウンジで。`;
