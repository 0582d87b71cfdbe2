import type { CollaborationWish } from './collaboration-form.ts';

/** A request for tests that says all that contract work must say; its last day is next week. */
export const collaborationOf = (title: string, more: Partial<CollaborationWish> = {}): CollaborationWish => ({
	kind: 'contract',
	title,
	words: '検査装置の画像処理を一緒に考えてくれる方',
	term: '3か月、週1日ほど',
	payForm: 'monthly',
	pay: '月10万円（税別）',
	payDay: '翌月末払い',
	place: '',
	isRemote: true,
	ending: '',
	closesOn: new Date(Date.now() + 7 * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' }),
	ticket: crypto.randomUUID(),
	...more
});
