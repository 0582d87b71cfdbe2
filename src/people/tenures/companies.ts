import type { Locale } from '#platform/locale/reader.ts';

type Company = { companyId: string; nameJa: string; nameEn: string };

/** Companies to choose from, each by its name in the reader's language. */
export function companyOptions(
	companies: readonly Company[],
	locale: Locale
): { value: string; label: string }[] {
	return companies.map(({ companyId, nameJa, nameEn }) => ({
		value: companyId,
		label: locale === 'ja' ? nameJa : nameEn
	}));
}
