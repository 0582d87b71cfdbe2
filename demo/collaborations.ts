import type { Life } from './life.ts';
import type { Company } from './people.ts';
import { asDay, Chance, daysAfter } from './random.ts';

/** What the company and alumni ask of each other: three on the board, one that waits for the alumni team. */
const requests = [
	{
		kind: 'contract',
		isOfCompany: true,
		title: '検査装置の画像処理を見てくれる方',
		words: '外観検査の誤判定を減らしたいと考えています。いまの処理を一緒に見て、直し方を提案してくださる方を探しています。現場を知っている方だと話が早く、助かります。',
		term: '3か月、週1日ほど',
		payForm: 'monthly',
		pay: '月15万円（税別）',
		payDay: '月末締め、翌月末払い',
		place: '仙台事業所',
		isRemote: true,
		daysAgo: 9
	},
	{
		kind: 'together',
		isOfCompany: false,
		title: '町工場の改善事例を集めた勉強会を一緒に開きませんか',
		words: 'いまは地域の製造業を支援する仕事をしています。ひかりで学んだ改善の進め方を、町工場の方にも使える形にまとめたいです。年に2、3回、小さな勉強会から始めるつもりです。',
		term: '来春から1年くらい',
		payForm: 'none',
		pay: '',
		payDay: '',
		place: '',
		isRemote: true,
		daysAgo: 5
	},
	{
		kind: 'side_work',
		isOfCompany: false,
		title: '技術文書の英訳を手伝ってくださる方',
		words: '取扱説明書と仕様書の英訳です。一回に20ページほど、月に2回お願いする見込みです。専門用語の対訳表をお渡しします。',
		term: '半年。毎月10日と25日に納品',
		payForm: 'fixed',
		pay: '1ページ2,500円（税別）',
		payDay: '納品月の翌月20日',
		place: '',
		isRemote: true,
		daysAgo: 3
	},
	{
		kind: 'together',
		isOfCompany: false,
		title: '部品の共同購入に関心のある会社を探しています',
		words: '小さな会社を始めました。同じような部品を少しずつ買っている会社どうしで、まとめて頼めないかと考えています。',
		term: '',
		payForm: 'to_settle',
		pay: '',
		payDay: '',
		place: '仙台とその周辺',
		isRemote: false,
		daysAgo: 1,
		waits: true
	}
] as const;

/** Puts some requests on the board. `guests` are the persons whom visitors of the demo become; they ask for nothing. */
export function askToWorkTogether(
	company: Company,
	life: Life,
	now: Date,
	guests: ReadonlySet<string>
): void {
	const chance = new Chance(20_261_128);
	const members = company.alumni.filter((one) => one.joinedAt && !guests.has(one.personId));
	for (const [at, request] of requests.entries()) {
		const { kind, isOfCompany, title, words, term, payForm, pay, payDay, place, isRemote } = request;
		const asked = daysAfter(now, -request.daysAgo);
		const by = isOfCompany ? company.employees[0]! : members[at * 30 + 7]!;
		life.add('collaboration', {
			collaboration_id: chance.id(asked),
			person_id: by.personId,
			is_of_company: isOfCompany,
			kind,
			title,
			words,
			term,
			pay_form: payForm,
			pay,
			pay_day: payDay,
			place,
			is_remote: isRemote,
			closes_on: asDay(daysAfter(now, 40 + at * 10)),
			ticket: chance.id(asked),
			state: 'waits' in request ? 'waiting' : 'open',
			asked_at: asked
		});
	}
}
