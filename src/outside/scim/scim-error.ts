import { Forbidden, Invalid, NotFound, Stale, TooMany } from '#platform/http/failures.ts';

/** The kinds of 400 and 409 that RFC 7644 (3.12) names. */
export type ScimType =
	| 'invalidFilter'
	| 'tooMany'
	| 'uniqueness'
	| 'mutability'
	| 'invalidSyntax'
	| 'invalidPath'
	| 'noTarget'
	| 'invalidValue'
	| 'sensitive';

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const scimJson = 'application/scim+json; charset=utf-8';

/** What went wrong with a request by SCIM. It is answered as RFC 7644, 3.12 says. */
export class ScimError extends Error {
	readonly status: number;
	readonly scimType: ScimType | undefined;
	readonly headers: Record<string, string>;
	constructor(status: number, detail: string, scimType?: ScimType, headers: Record<string, string> = {}) {
		super(detail);
		this.status = status;
		this.scimType = scimType;
		this.headers = headers;
	}
}

/** A failure as an answer. Throws the failure on if it is a fault of ours, which nobody outside may read. */
export function errorAnswer(failure: unknown): Response {
	const known = failure instanceof ScimError ? failure : meant(failure);
	if (!known) throw failure;
	const { status, scimType, message } = known;
	return new Response(
		JSON.stringify({
			schemas: [errorSchema],
			...(scimType ? { scimType } : {}),
			detail: message,
			status: String(status)
		}),
		{
			status,
			headers: { ...known.headers, 'content-type': scimJson, 'cache-control': 'private, no-store' }
		}
	);
}

function meant(failure: unknown): ScimError | undefined {
	if (failure instanceof NotFound) return new ScimError(404, failure.message);
	if (failure instanceof Forbidden) return new ScimError(403, 'Not allowed');
	if (failure instanceof Stale) return new ScimError(412, 'It has changed since it was read');
	if (failure instanceof Invalid) return new ScimError(400, failure.why, 'invalidValue');
	if (failure instanceof TooMany)
		return new ScimError(429, 'Too many requests', undefined, {
			'retry-after': String(failure.seconds)
		});
	return undefined;
}

/** Is this an address of SCIM, where whatever goes wrong is told as RFC 7644 says? */
export const isOfScim = (path: string) => path.startsWith('/scim/v2/') || path === '/scim/v2';

/** The same answer, or an error of SCIM of the same status where it is one that was made for pages. */
export function toldAsScim(response: Response, fault?: string): Response {
	const type = response.headers.get('content-type') ?? '';
	if (response.status < 400 || type.startsWith('application/scim+json')) return response;
	return errorAnswer(
		new ScimError(response.status, fault ? `Something failed. Please quote ${fault}.` : 'Not possible')
	);
}
