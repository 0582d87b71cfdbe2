import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import type { ParsedMail } from 'mailparser';
import { enter, person, setLocale, type Part, type Person } from '../gathering-people.ts';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

export type Locale = 'ja' | 'en';

/** A return as it is walked through in one language: who takes part, and what they read and write. */
export type Return = {
	gathering: Gathering;
	locale: Locale;
	/** The title of the opening. */
	title: string;
	/** The product's own words, to find what people would read. */
	w: (key: string) => string;
	/** Our own words in the language of the walk. */
	say: (ja: string, en: string) => string;
	steward: Visitor;
	guest: Visitor;
	colleague: Visitor;
	alumnus: Person;
	host: Person;
	/** The mails that the alumnus has had. */
	mails: () => ParsedMail[];
};

/** Brings the desk, an alumnus and a colleague to the product, in one language. */
export async function prepare(
	gathering: Gathering,
	browser: Browser,
	locale: Locale,
	part: Part
): Promise<Return> {
	const say = (ja: string, en: string) => (locale === 'ja' ? ja : en);
	const alumnus = await person(gathering, part);
	await setLocale(gathering, locale, ['tied', 'ready', 'steward', 'former_manager']);
	await gathering.database.query('delete from application where person_id = $1', [alumnus.id]);
	const { rows } = await gathering.database.query<{ email: string }>(
		'select email from contact where person_id = $1',
		[alumnus.id]
	);
	return {
		gathering,
		locale,
		title: say('生産技術（勤務地は選べます）', 'Production engineer, place of your choice'),
		w: wordsOf(locale),
		say,
		steward: await enter(gathering, browser, 'steward', locale),
		guest: await enter(gathering, browser, part, locale),
		colleague: await enter(gathering, browser, 'former_manager', locale),
		alumnus,
		host: await person(gathering, 'former_manager'),
		mails: () =>
			gathering.mails.filter((mail) =>
				[mail.to ?? []].flat().some((to) => to.text.includes(rows[0]!.email))
			)
	};
}

function wordsOf(locale: Locale): (key: string) => string {
	const file = path.resolve(import.meta.dirname, `../../../locales/${locale}.json`);
	const words = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>;
	return (key) => words[key]!;
}

/** Sends the form of an action and looks at what comes back. */
export async function submit(visitor: Visitor, action: string): Promise<void> {
	await visitor.page.locator(`form[action="${action}"] button:not([type=button])`).last().click();
	await visitor.page.waitForLoadState();
	await visitor.look();
}
