import { createHash, timingSafeEqual } from 'node:crypto';
import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { openDoor } from '#access/doors/doors.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { mailField } from '#access/doors/form.ts';
import { config } from '#platform/config/config.ts';
import { NotFound } from '#platform/http/failures.ts';
import { bodyAtMost } from '#platform/http/programs.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { readJson } from '#platform/text/clean.ts';
import { stopMailTo } from '#platform/mail/stops.server.ts';

const told = z.object({
	kind: z.enum(['bounce', 'complaint']),
	// Some services give it as SMTP has it: <"a..b"@docomo.ne.jp>.
	address: z
		.string()
		.max(600)
		.transform((text) => text.trim().replace(/^<(.*)>$/, '$1'))
		.pipe(mailField),
	said: z.string().max(500).default('')
});
const mostBytes = 10_000;
const hash = (text: string) => createHash('sha256').update(text).digest();

/**
 * A mail service reports bounces and complaints here, with the secret that it was given.
 * Where no secret is set, every report is refused.
 */
export const POST = openDoor(async ({ event, network }) => {
	const secret = config().MAIL_HOOK_SECRET;
	if (!secret) throw new NotFound('No hook');
	if (!timingSafeEqual(hash(event.request.headers.get('authorization') ?? ''), hash(`Bearer ${secret}`))) {
		await countTry('token.address', event.getClientAddress()); // guesses are counted
		return json({}, { status: 401 });
	}
	const read = told.safeParse(jsonOf(await bodyAtMost(event.request, mostBytes)));
	if (!read.success) return json({}, { status: 422 });
	const { address, kind, said } = read.data;
	await inNetwork(network, (db) => stopMailTo(db, network, address, kind, said));
	return json({});
});

/** What a text says as JSON; undefined where it is none. */
function jsonOf(text: string | undefined): unknown {
	try {
		return text === undefined ? undefined : readJson(text);
	} catch (failure) {
		if (failure instanceof SyntaxError) return undefined;
		throw failure;
	}
}
