import { Temporal } from 'temporal-polyfill';
import { dayAt } from '#platform/clock/today.ts';
import type { OpeningShown } from './reading.server.ts';

const employmentTypes = {
	permanent: 'FULL_TIME',
	fixed_term: 'FULL_TIME',
	part_time: 'PART_TIME',
	contractor: 'CONTRACTOR',
	temporary: 'TEMPORARY'
} as const;
const units = { hour: 'HOUR', month: 'MONTH', year: 'YEAR' } as const;

/**
 * An opening as a JobPosting (https://schema.org/JobPosting), with the fields that search engines ask for. The text
 * is safe inside a script element. `page` is the address of the opening; days are those of `timeZone`.
 */
export function jobPosting(opening: OpeningShown, page: string, timeZone: string): string {
	const company = opening.language === 'ja' ? opening.companyJa : opening.companyEn;
	const posting = {
		'@context': 'https://schema.org',
		'@type': 'JobPosting',
		title: opening.title,
		inLanguage: opening.language,
		url: page,
		identifier: { '@type': 'PropertyValue', name: company, value: opening.openingId },
		description: descriptionOf(opening),
		datePosted: dayAt(opening.openedAt, timeZone),
		...(opening.closesOn ? { validThrough: endOfDay(opening.closesOn, timeZone) } : {}),
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
		...salaryOf(opening)
	};
	return JSON.stringify(posting).replaceAll('<', '\\u003c');
}

/** The last second of a day in a time zone, with its distance from UTC: '2099-03-31T23:59:59+09:00'. */
function endOfDay(day: string, timeZone: string): string {
	return Temporal.PlainDate.from(day)
		.add({ days: 1 })
		.toZonedDateTime(timeZone)
		.subtract({ seconds: 1 })
		.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

function descriptionOf(opening: OpeningShown): string {
	const { business, businessRange, wanted, hours, holidays, pay, insurance, trial } = opening;
	return [business, businessRange, wanted, hours, holidays, pay, insurance, trial]
		.filter(Boolean)
		.map((part) => `<p>${escape(part)}</p>`)
		.join('');
}

function salaryOf({ payLeast, payMost, payPer }: OpeningShown) {
	if (payLeast === null) return {};
	const value = {
		'@type': 'QuantitativeValue',
		minValue: payLeast,
		maxValue: payMost ?? payLeast,
		unitText: units[payPer ?? 'year']
	};
	return { baseSalary: { '@type': 'MonetaryAmount', currency: 'JPY', value } };
}

const escape = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
