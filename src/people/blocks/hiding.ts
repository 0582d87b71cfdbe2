import { z } from 'zod';

const hidingsAtMost = 10;

/** Where mail is given to anyone: who hides from such a domain would hide from people everywhere. */
const openDomains = new Set([
	'gmail.com',
	'googlemail.com',
	'yahoo.co.jp',
	'yahoo.com',
	'ymail.ne.jp',
	'icloud.com',
	'me.com',
	'outlook.com',
	'outlook.jp',
	'hotmail.com',
	'hotmail.co.jp',
	'live.jp',
	'docomo.ne.jp',
	'ezweb.ne.jp',
	'au.com',
	'softbank.ne.jp',
	'i.softbank.jp',
	'ymobile.ne.jp',
	'nifty.com',
	'proton.me'
]);

/** The lines of a text, each once, without what is empty. */
function linesOf(text: string): string[] {
	return [...new Set(text.split(/[\n、,]+/).map((line) => line.trim()))].filter(Boolean);
}

const domain = /^(?=.{4,200}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** A domain as someone writes it: with a sign before it, as a whole address, in capitals. */
function asDomain(line: string): string {
	return line.toLowerCase().replace(/^.*@/, '');
}

/** The form fields that say from whom someone hides. */
export const hidingFields = {
	companies: z
		.string()
		.max(2200)
		.default('')
		.transform(linesOf)
		.refine((names) => names.length <= hidingsAtMost, 'too_many')
		.refine((names) => names.every((name) => name.length >= 2 && name.length <= 200), 'company_name'),
	domains: z
		.string()
		.max(2200)
		.default('')
		.transform((text) => [...new Set(linesOf(text).map(asDomain))])
		.refine((names) => names.length <= hidingsAtMost, 'too_many')
		.refine((names) => names.every((name) => domain.test(name)), 'domain')
		.refine((names) => names.every((name) => !openDomains.has(name)), 'open_domain')
};
