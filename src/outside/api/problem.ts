import { Forbidden, Invalid, NotFound, Stale, TooMany } from '#platform/http/failures.ts';

type Told = { pointer: string; detail: string };
const titles: Record<number, string> = {
	400: 'Bad request',
	401: 'Not signed in',
	403: 'Not allowed',
	404: 'Not found',
	405: 'Not possible here',
	409: 'Conflict',
	412: 'Changed since',
	413: 'Too large',
	415: 'Not a type that is taken',
	422: 'Cannot be taken',
	429: 'Too many requests',
	500: 'Something failed'
};

/** What went wrong with a request to the API. It is answered as RFC 9457 says. */
export class Problem extends Error {
	readonly status: number;
	readonly headers: Record<string, string>;
	readonly errors: Told[];
	constructor(status: number, detail: string, headers: Record<string, string> = {}, errors: Told[] = []) {
		super(detail);
		this.status = status;
		this.headers = headers;
		this.errors = errors;
	}
}

/** A failure as the body and headers of an answer. Throws the failure on if it is a fault of ours, which nobody outside may read. */
export function problemOf(failure: unknown): {
	body: { type: string; title: string; status: number; detail: string; errors?: Told[] };
	headers: Record<string, string>;
} {
	const problem = failure instanceof Problem ? failure : known(failure);
	if (!problem) throw failure;
	const { status, message, errors, headers } = problem;
	return {
		body: {
			type: `urn:okaeri:problem:${status}`,
			title: titles[status] ?? 'Problem',
			status,
			detail: message,
			...(errors.length > 0 ? { errors } : {})
		},
		headers
	};
}

/** Is this an address of the API, where whatever goes wrong is told as a problem? */
export const isOfApi = (path: string) => path.startsWith('/api/v1/');

/** A problem as a whole answer. */
function problemAnswer(problem: Problem, fault?: string): Response {
	const { body, headers } = problemOf(problem);
	const told = fault ? { ...body, instance: `urn:okaeri:fault:${fault}` } : body;
	return new Response(JSON.stringify(told), {
		status: body.status,
		headers: {
			...headers,
			'content-type': 'application/problem+json',
			'cache-control': 'private, no-store'
		}
	});
}

/**
 * The same answer, or a problem of the same status where it is an error that was made for pages. `fault` is the id under
 * which a fault of ours stands in the log; whoever asks for help can quote it.
 */
export function toldAsProblem(response: Response, fault?: string): Response {
	const type = response.headers.get('content-type') ?? '';
	if (response.status < 400 || type.startsWith('application/problem+json')) return response;
	const title = titles[response.status] ?? 'Something failed';
	return problemAnswer(
		new Problem(response.status, fault ? `${title}. Please quote ${fault}.` : title),
		fault
	);
}

function known(failure: unknown): Problem | undefined {
	if (failure instanceof NotFound) return new Problem(404, failure.message);
	if (failure instanceof Forbidden) return new Problem(403, 'Not allowed');
	if (failure instanceof Stale) return new Problem(409, failure.message);
	if (failure instanceof TooMany)
		return new Problem(429, 'Too many requests', { 'retry-after': String(failure.seconds) });
	if (failure instanceof Invalid)
		return new Problem(422, 'Something given cannot be taken', {}, [
			{ pointer: `#/${failure.field ?? ''}`, detail: failure.why }
		]);
	return undefined;
}
