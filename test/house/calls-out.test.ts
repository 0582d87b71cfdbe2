import { expect, test } from 'vitest';

const sources = import.meta.glob<string>(
	['../../src/**/*.ts', '!../../src/**/*.test.ts', '!../../src/ui/scripts/**'],
	{ eager: true, query: '?raw', import: 'default' }
);

/** What opens a connection to another machine. */
const callsOut =
	/(?<![\w.#])fetch\(|\b(?:https?)\.(?:get|request)\(|\(url\.protocol === 'https:' \? https : http\)|\b(?:net|tls)\.(?:connect|createConnection)\(|createTransport\(|new SMTP\w+\(|from '(?:undici|axios|got|node-fetch)'/;

/**
 * Every file on the server that calls out, and by which rule. An address that a person or an administrator gives goes
 * through `safe-fetch.server.ts`, or by its lookup and `checkOutside`; what stands here otherwise has a list of its own, or
 * calls where the operator's settings say.
 */
const allowed: Readonly<Record<string, string>> = {
	'platform/http/safe-fetch.server.ts': 'the guard itself',
	'platform/mail/connection.server.ts': 'SMTP_URL, which the operator sets',
	'platform/mail/smtp.server.ts': 'SMTP_URL, which the operator sets',
	'platform/tracing/exporting.server.ts': 'OTEL_EXPORTER_OTLP_ENDPOINT, which the operator sets',
	'gathering/push/push.server.ts': 'PUSH_HOSTS, a list'
};

test('only these call out, so that no address a person enters leads inside', () => {
	const found = Object.entries(sources)
		.filter(([, source]) => callsOut.test(source))
		.map(([file]) => file.replace('../../src/', ''));
	const unknown = found.filter((file) => !(file in allowed) && !usesGuard(file));
	expect(unknown, 'use platform/http/safe-fetch.server.ts').toEqual([]);
	expect(found.length).toBeGreaterThanOrEqual(Object.keys(allowed).length);
});

/** A file that opens connections of its own is right where it connects by the guard's lookup. */
const usesGuard = (file: string) => {
	const source = sources[`../../src/${file}`]!;
	return /\blookupOutside\b/.test(source);
};
