import * as m from '#locales/messages.ts';
import { formWithUploadsBytes } from '#platform/files/limits.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

/* Answers to what is not even looked at. They are pages of their own, for nothing of ours is read for them. */

/**
 * The answer to a request that is too large. The form was not read, so its page cannot be shown again;
 * the browser's back button shows what was written.
 */
export function tooLarge(locale: Locale): Response {
	const words = asReader({ locale, timeZone: 'UTC' }, () =>
		m.too_large({ most: formWithUploadsBytes / 1_000_000 })
	);
	return bare(locale, 413, words, { connection: 'close' });
}

/** The answer where too many requests of theirs are being worked on and wait already. */
export function tooBusy(locale: Locale): Response {
	const words = asReader(
		{ locale, timeZone: 'UTC' },
		() => `${m.error_many_title()} ${m.error_busy_help()}`
	);
	return bare(locale, 429, words, { 'retry-after': '5' });
}

function bare(locale: Locale, status: number, words: string, headers: Record<string, string>): Response {
	const html = [
		`<!doctype html><html lang="${locale}"><meta charset="utf-8">`,
		'<meta name="viewport" content="width=device-width">',
		`<title>${status}</title><p>${words}</p></html>`
	].join('');
	return new Response(html, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'",
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
			...headers
		}
	});
}
