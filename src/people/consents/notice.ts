import type { Locale } from '#platform/locale/reader.ts';
import { purposes, purposeWording, type Purpose } from './consent.ts';

/** What someone reads before they join, and the wording of each purpose that they may agree to, where it is the network's own. */
export type NoticeText = {
	noticeJa: string;
	noticeEn: string;
	purposes: { [purpose in Purpose]?: { ja: string; en: string } };
};
export type Notice = NoticeText & { version: number; madeAt: Date | null };

/** Before a network publishes its own: no notice, and the wordings that the product brings. */
export const noNotice: Notice = { version: 0, madeAt: null, noticeJa: '', noticeEn: '', purposes: {} };

/** A text in one of two languages; where there is none in the reader's, the other one. */
export function inLanguage(ja: string, en: string, locale: Locale): string {
	return locale === 'ja' ? ja || en : en || ja;
}

/** What the notice says to a reader; '' where there is none. */
export function noticeWords({ noticeJa, noticeEn }: NoticeText, locale: Locale): string {
	return inLanguage(noticeJa, noticeEn, locale);
}

/** The wording of a purpose as a reader agrees to it: the network's own, else the product's. */
export function wordingOf({ purposes: own }: NoticeText, purpose: Purpose, locale: Locale): string {
	const { ja = '', en = '' } = own[purpose] ?? {};
	return inLanguage(ja, en, locale) || purposeWording[purpose]();
}

/** Every purpose with its wording, for a page that asks for consent. */
export function wordings(notice: NoticeText, locale: Locale): Record<Purpose, string> {
	return Object.fromEntries(
		purposes.map((purpose) => [purpose, wordingOf(notice, purpose, locale)])
	) as Record<Purpose, string>;
}
