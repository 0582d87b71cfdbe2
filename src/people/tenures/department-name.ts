import type { Locale } from '#platform/locale/reader.ts';

/** What the usual departments of a Japanese company are called in English. */
const english = new Map(
	Object.entries({
		AI技術部: 'AI Technology',
		カスタマーサービス部: 'Customer Service',
		データ基盤部: 'Data Platform',
		プラットフォーム開発部: 'Platform Development',
		マーケティング部: 'Marketing',
		営業部: 'Sales',
		営業本部: 'Sales Division',
		海外事業部: 'International Business',
		企画部: 'Planning',
		技術部: 'Engineering',
		経営企画部: 'Corporate Planning',
		経理部: 'Accounting',
		研究開発部: 'Research and Development',
		研究開発本部: 'R&D Division',
		広報部: 'Public Relations',
		購買部: 'Purchasing',
		財務部: 'Finance',
		商品開発部: 'Product Development',
		情報システム部: 'Information Systems',
		人事部: 'Human Resources',
		生産技術部: 'Production Engineering',
		製造部: 'Manufacturing',
		製造本部: 'Manufacturing Division',
		西日本営業部: 'West Japan Sales',
		総務部: 'General Affairs',
		導入支援部: 'Customer Onboarding',
		東日本営業部: 'East Japan Sales',
		品質保証部: 'Quality Assurance',
		物流部: 'Logistics',
		法務部: 'Legal'
	})
);
const plants = '一二三四五六七八九';

function partInEnglish(part: string): string | undefined {
	const plant = /^第([一二三四五六七八九])工場$/.exec(part)?.[1];
	return plant ? `Plant ${plants.indexOf(plant) + 1}` : english.get(part);
}

/**
 * A department's name for a reader: in English from the inside out where each of its parts has a usual name, otherwise as
 * the company writes it. 「製造本部 生産技術部」 is "Production Engineering, Manufacturing Division".
 */
export function departmentIn(locale: Locale, department: string): string {
	if (locale === 'ja') return department;
	const parts = department.split(/\s+/).map(partInEnglish);
	return parts.length > 0 && parts.every(Boolean) ? parts.toReversed().join(', ') : department;
}

const titles = new Map(
	Object.entries({
		係長: 'Section Chief',
		課長: 'Manager',
		次長: 'Deputy General Manager',
		主任: 'Assistant Manager',
		専門職: 'Specialist',
		代表取締役社長: 'President',
		部長: 'General Manager',
		本部長: 'Division Head'
	})
);

const employments = new Map(
	Object.entries({
		アルバイト: 'Part-time',
		パート: 'Part-time',
		契約社員: 'Fixed-term',
		嘱託社員: 'Re-employed',
		正社員: 'Permanent',
		派遣社員: 'Temporary'
	})
);

/** How someone was employed, in the reader's language where it is a usual way, otherwise as it was written. */
export function employmentIn(locale: Locale, employment: string): string {
	return locale === 'en' ? (employments.get(employment) ?? employment) : employment;
}

/** A title for a reader: in English where it is a usual one, otherwise as the company writes it. */
export const titleIn = (locale: Locale, title: string) =>
	locale === 'en' ? (titles.get(title) ?? title) : title;

/** What usual departments or titles are called by the company, whose English name has the word: "sales" gives 営業部 and others. */
export function writtenFor(kind: 'department' | 'title', word: string): string[] {
	const wanted = word.trim().toLowerCase();
	const known = kind === 'department' ? english : titles;
	return wanted
		? [...known].filter(([, name]) => name.toLowerCase().includes(wanted)).map(([written]) => written)
		: [];
}

/** A department and a title for a reader, each in their language where it is a usual one. Empty ones are left out. */
export function placeIn(locale: Locale, department: string | null, title: string | null): string {
	return [departmentIn(locale, department ?? ''), titleIn(locale, title ?? '')]
		.filter(Boolean)
		.join(locale === 'ja' ? ' ' : '\u00a0・ ');
}
