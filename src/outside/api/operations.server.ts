import type { Operation } from './operation.ts';
import { applicationOperations } from './operations/applications.server.ts';
import { confidentialOperations } from './operations/confidential.server.ts';
import { contactOperations } from './operations/contacts.server.ts';
import { figureOperations } from './operations/figures.server.ts';
import { gatheringOperations } from './operations/gathering.server.ts';
import { keepingPeopleOperations } from './operations/keeping-people.server.ts';
import { openingOperations } from './operations/openings.server.ts';
import { peopleOperations } from './operations/people.server.ts';
import { referralOperations } from './operations/referrals.server.ts';
import { rehireOperations } from './operations/rehires.server.ts';
import { sendOffOperations } from './operations/send-offs.server.ts';
import { talkOperations } from './operations/casual-talks.server.ts';
import { tellingOperations } from './operations/telling.server.ts';
import { webhookOperations } from './operations/webhook-endpoints.server.ts';

const data: readonly Operation[] = [
	...peopleOperations,
	...keepingPeopleOperations,
	...sendOffOperations,
	...contactOperations,
	...confidentialOperations,
	...gatheringOperations,
	...tellingOperations,
	...openingOperations,
	...applicationOperations,
	...talkOperations,
	...referralOperations,
	...rehireOperations,
	...figureOperations
];

/** Everything the API does, in the order of the document: what is read, what is changed, and webhooks. */
export const operations: readonly Operation[] = [
	...data.filter(({ method }) => method === 'get'),
	...data.filter(({ method }) => method !== 'get'),
	...webhookOperations
];

type Found = { operation: Operation; params: Record<string, string> } | { allowed: string[] };

/** Which operation a request is for, with the parameters in its path; or the methods that its path allows. */
export function operationAt(method: string, path: string): Found {
	const atPath = operations.flatMap((operation) => {
		const params = paramsIn(operation.path, path);
		return params ? [{ operation, params }] : [];
	});
	return (
		atPath.find(({ operation }) => operation.method === method.toLowerCase()) ?? {
			allowed: atPath.map(({ operation }) => operation.method.toUpperCase())
		}
	);
}

/** The methods that a path allows; none where nothing is served. */
export function methodsAt(path: string): string[] {
	const methods = operations
		.filter((operation) => paramsIn(operation.path, path))
		.map(({ method }) => method.toUpperCase());
	return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}

/** The values that stand in a path, in which a slash of a value is written as %2F, where the pattern has braces; undefined if the path does not fit. */
function paramsIn(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [at, part] of wanted.entries()) {
		if (part.startsWith('{')) {
			const value = decoded(given[at]!);
			if (value === undefined) return undefined;
			params[part.slice(1, -1)] = value;
		} else if (part !== given[at]) return undefined;
	}
	return params;
}

/** A value of a path as it is meant; undefined for what no value is: broken escapes, and NUL. */
function decoded(part: string): string | undefined {
	try {
		const value = decodeURIComponent(part);
		return value.includes('\0') ? undefined : value;
	} catch (failure) {
		if (failure instanceof URIError) return undefined;
		throw failure;
	}
}
