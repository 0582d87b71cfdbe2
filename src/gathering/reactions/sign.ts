import * as m from '#locales/messages.ts';

/** What one can react with, in the order in which it is offered. */
export const signs = ['heart', 'congrats', 'thanks', 'cheer', 'laugh', 'wow'] as const;
export type Sign = (typeof signs)[number];

/** The sign as everybody knows it. The reader's own system draws it. */
export const signFace: Record<Sign, string> = {
	heart: '❤️',
	congrats: '🎉',
	thanks: '🙏',
	cheer: '💪',
	laugh: '😄',
	wow: '😮'
};

/** What a reaction says. */
export const signName: Record<Sign, () => string> = {
	heart: m.sign_heart,
	congrats: m.sign_congrats,
	thanks: m.sign_thanks,
	cheer: m.sign_cheer,
	laugh: m.sign_laugh,
	wow: m.sign_wow
};

export type Counts = Partial<Record<Sign, number>>;

/** The signs that were used, the most frequent first. */
export function used(counts: Counts): { sign: Sign; count: number }[] {
	return signs
		.map((sign) => ({ sign, count: counts[sign] ?? 0 }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count);
}

/** How many reacted. */
export const total = (counts: Counts) => used(counts).reduce((sum, { count }) => sum + count, 0);

/** What a button sends: the sign, or '-' and the sign to take it back. It says what is meant, whatever another tab did. */
export const reactionWishes = signs.flatMap((sign) => [sign, `-${sign}`] as const);
type ReactionWish = (typeof reactionWishes)[number];

/** The sign that a button meant, and whether it is to be set or taken back. */
export function readWish(wish: ReactionWish): { sign: Sign; isOn: boolean } {
	const isOn = !wish.startsWith('-');
	return { sign: (isOn ? wish : wish.slice(1)) as Sign, isOn };
}
