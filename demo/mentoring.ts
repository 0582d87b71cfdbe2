import type { Mingling } from './life.ts';
import { daysAfter } from './random.ts';

const offers = [
	{
		by: 8,
		themes: ['career', 'leading'],
		words: '製造から企画に移った経験をお話しできます。',
		capacity: 2
	},
	{ by: 16, themes: ['family', 'career'], words: '2人の子育てをしながら働いています。', capacity: 1 },
	{ by: 25, themes: ['starting', 'change'], words: '独立して5年になります。', capacity: 3 },
	{ by: 33, themes: ['abroad', 'learning'], words: 'タイとドイツで働きました。', capacity: 1 }
];
const wishes = [
	{ by: 27, themes: ['family'], words: '復職のタイミングで迷っています。' },
	{ by: 36, themes: ['leading', 'career'], words: '初めて部下を持つことになりました。' }
];

/** A few members offer to accompany others, two look for somebody, and one pair has found each other. */
export function accompany({ chance, lively, tied, now, life }: Mingling): void {
	const since = daysAfter(now, -30);
	for (const { by, ...offer } of offers)
		life.add('mentor', { person_id: lively[by]!.personId, ...offer, is_open: true, since });
	for (const { by, ...wish } of wishes)
		life.add('mentoring_wish', {
			person_id: lively[by]!.personId,
			...wish,
			is_open: true,
			for_employees: false,
			since
		});
	const askedAt = daysAfter(now, -12);
	life.add('mentoring', {
		mentoring_id: chance.id(askedAt),
		mentor_id: lively[16]!.personId,
		mentee_id: tied.personId,
		ask: '育休から戻るときのことを聞かせてください。',
		state: 'active',
		asked_at: askedAt,
		answered_at: daysAfter(now, -11),
		answer: '私でよければ、ぜひ。',
		conversation_id: null
	});
	propose({ chance, lively, now, life });
}

/** One event that the desk has to answer. */
function propose({ chance, lively, now, life }: Pick<Mingling, 'chance' | 'lively' | 'now' | 'life'>): void {
	const day = daysAfter(now, 30).toISOString().split('T')[0];
	const wish = {
		title: '名古屋で朝活の会',
		words: '出勤前の1時間、近況を話しませんか。',
		html: '<p>出勤前の1時間、近況を話しませんか。</p>',
		kind: 'on_site',
		place: '名古屋駅前 喫茶ひかり',
		url: '',
		startsAt: `${day}T07:30`,
		endsAt: `${day}T08:30`,
		timeZone: 'Asia/Tokyo',
		capacity: 10,
		guestsAtMost: 0,
		question: ''
	};
	const at = daysAfter(now, -1);
	life.add('event_proposal', {
		event_proposal_id: chance.id(at),
		proposer_id: lively[18]!.personId,
		title: wish.title,
		wish,
		ticket: crypto.randomUUID(),
		proposed_at: at
	});
}
