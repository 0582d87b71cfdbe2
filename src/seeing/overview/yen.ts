import { reader } from '#platform/locale/reader.ts';

/** An amount in yen, in the reader's habit: ￥1,200,000, or ¥1,200,000. */
export function yen(amount: number): string {
	const tag = reader().locale === 'ja' ? 'ja-JP' : 'en-GB';
	return new Intl.NumberFormat(tag, {
		style: 'currency',
		currency: 'JPY',
		currencyDisplay: 'narrowSymbol'
	}).format(amount);
}
