import { describe, expect, test } from 'vitest';
import { place } from './conversation.ts';

const said = (messageId: string, authorId: string, at: string, asDesk = false) => ({
	messageId,
	authorId,
	asDesk,
	sentAt: new Date(at)
});
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const none = () => false;

describe('messages are set', () => {
	test('in runs of one person, with one time a minute and one line a day', () => {
		const placed = place(
			[
				said('1', 'a', '2026-04-01T09:00:01Z'),
				said('2', 'a', '2026-04-01T09:00:40Z'),
				said('3', 'a', '2026-04-01T09:02:00Z'),
				said('4', 'b', '2026-04-01T09:02:10Z'),
				said('5', 'b', '2026-04-02T00:00:00Z')
			],
			dayOf,
			none
		);
		expect(placed.map(({ day }) => day)).toEqual(['2026-04-01', null, null, null, '2026-04-02']);
		expect(placed.map(({ begins }) => begins)).toEqual([true, false, false, true, true]);
		expect(placed.map(({ ends }) => ends)).toEqual([false, true, true, true, true]);
	});

	test('with a line above the first that is new, which begins a run', () => {
		const placed = place(
			[said('1', 'a', '2026-04-01T09:00:00Z'), said('2', 'a', '2026-04-01T09:00:10Z')],
			dayOf,
			({ messageId }) => messageId > '1'
		);
		expect(placed.map(({ isFirstNew }) => isFirstNew)).toEqual([false, true]);
		expect(placed[1]!.begins).toBe(true);
	});

	test('on from the page before', () => {
		const [only] = place(
			[said('2', 'a', '2026-04-01T09:00:10Z')],
			dayOf,
			none,
			said('1', 'a', '2026-04-01T09:00:00Z')
		);
		expect(only).toMatchObject({ day: '2026-04-01', begins: false });
	});

	test('apart, where a steward answers as the desk and as themselves', () => {
		const placed = place(
			[said('1', 'a', '2026-04-01T09:00:00Z', true), said('2', 'a', '2026-04-01T09:00:10Z')],
			dayOf,
			none
		);
		expect(placed.map(({ begins }) => begins)).toEqual([true, true]);
	});
});
