import { redirect } from '@sveltejs/kit';
import { formOf, openDoor } from '#access/doors/doors.server.ts';
import { idOf } from '#access/doors/form.ts';
import { countTry } from '#access/limits/limits.server.ts';
import type { Attempt } from '#access/single-sign-on/attempts.server.ts';
import { browserOf } from '#access/single-sign-on/cookie.server.ts';
import { comeBackByOidc, comeBackBySaml, trialPath } from '#access/single-sign-on/passing.server.ts';
import { startPath } from '#access/single-sign-on/provider.ts';
import { Invalid } from '#platform/http/failures.ts';
import { orRefused } from '#access/single-sign-on/refused.server.ts';

/** An OpenID provider sends the browser back here. */
export const GET = openDoor(async ({ event, network }) => {
	const providerId = idOf(event.params.provider);
	await countTry('sign_on.address', event.getClientAddress());
	const attempt = await orRefused(() =>
		comeBackByOidc(network, {
			providerId,
			browser: browserOf(event.cookies),
			query: event.url.searchParams
		})
	);
	redirect(303, pathAfter(attempt));
});

/** A SAML provider lets the browser send its answer here, from a page of its own. What `RelayState` says is not read. */
export const POST = openDoor(async ({ event, network }) => {
	const providerId = idOf(event.params.provider);
	await countTry('sign_on.address', event.getClientAddress());
	const answer = await answerIn(event.request);
	const attempt = await orRefused(() => comeBackBySaml(network, { providerId, answer }));
	redirect(303, pathAfter(attempt));
});

/** An admin who tried the provider out sees what came back. Everybody else arrives. */
function pathAfter(attempt: Attempt): string {
	if (attempt.triedBy) return trialPath(attempt);
	return `${startPath(attempt.providerId)}/arrive?of=${attempt.attemptId}`;
}

/** The answer that a form brings. Empty where it brings none, or is no form: then it is refused as an empty one is. */
async function answerIn(request: Request): Promise<string> {
	try {
		const answer = (await formOf(request)).get('SAMLResponse');
		return typeof answer === 'string' ? answer : '';
	} catch (failure) {
		if (failure instanceof Invalid) return '';
		throw failure;
	}
}
