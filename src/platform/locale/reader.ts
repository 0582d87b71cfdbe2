export const locales = ['ja', 'en'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);

/** Who reads what is being written: in which language, at which clock, and which parts their network has switched off. */
export type Reader = {
	locale: Locale;
	timeZone: string;
	off?: readonly string[] | undefined;
	/** Whether a page is looked at, and not a mail or a file written: a date stays in one line there. */
	isPage?: boolean;
};

let source: () => Reader = () => ({
	locale: document.documentElement.lang === 'en' ? 'en' : 'ja',
	timeZone: document.documentElement.dataset.timeZone ?? 'Asia/Tokyo'
});

/** The reader of the page or mail in the making. In a browser, the page says who. */
export function reader(): Reader {
	return source();
}

/** On a server, where many readers are served at once, tells how to find the one at hand. */
export function findReaderBy(finder: () => Reader): void {
	source = finder;
}
