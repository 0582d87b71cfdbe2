import type { OpeningShown } from './reading.server.ts';

const employmentTypes = {
	permanent: 'FULL_TIME',
	fixed_term: 'FULL_TIME',
	part_time: 'PART_TIME',
	contractor: 'CONTRACTOR',
	temporary: 'TEMPORARY'
} as const;
const units = { hour: 'HOUR', month: 'MONTH', year: 'YEAR' } as const;

/** An opening as schema.org JobPosting (https://schema.org/JobPosting, with what search engines ask of it), as text that can stand inside a script element. */
export function jobPosting(opening: OpeningShown, page: string): string {
	const company = opening.language === 'ja' ? opening.companyJa : opening.companyEn;
	const value =
		opening.payLeast === null
			? undefined
			: {
					'@type': 'QuantitativeValue',
					minValue: opening.payLeast,
					maxValue: opening.payMost ?? opening.payLeast,
					unitText: units[opening.payPer ?? 'year']
				};
	const posting = {
		'@context': 'https://schema.org',
		'@type': 'JobPosting',
		title: opening.title,
		inLanguage: opening.language,
		url: page,
		identifier: { '@type': 'PropertyValue', name: company, value: opening.openingId },
		description: [
			opening.business,
			opening.businessRange,
			opening.wanted,
			opening.hours,
			opening.holidays,
			opening.pay,
			opening.insurance,
			opening.trial
		]
			.filter(Boolean)
			.map((part) => `<p>${escape(part)}</p>`)
			.join(''),
		datePosted: opening.openedAt.toISOString().slice(0, 10),
		...(opening.closesOn ? { validThrough: `${opening.closesOn}T23:59:59+09:00` } : {}),
		employmentType: employmentTypes[opening.employment],
		directApply: false,
		hiringOrganization: { '@type': 'Organization', name: company },
		jobLocation: {
			'@type': 'Place',
			address: { '@type': 'PostalAddress', streetAddress: opening.place, addressCountry: 'JP' }
		},
		...(opening.remote
			? {
					jobLocationType: 'TELECOMMUTE',
					applicantLocationRequirements: { '@type': 'Country', name: 'Japan' }
				}
			: {}),
		...(value ? { baseSalary: { '@type': 'MonetaryAmount', currency: 'JPY', value } } : {})
	};
	return JSON.stringify(posting).replaceAll('<', '\\u003c');
}

const escape = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
