import { withoutValues } from './values.ts';

/** What the log keeps of an error. */
export type Logged = {
	type: string;
	message: string;
	stack?: string;
	code?: string;
	cause?: Logged;
};

const causesAtMost = 3;

/**
 * An error as the log writes it: by its type, message, stack and code, with what caused it. Other fields are left out, since
 * some errors carry the very row or mail that they are about. What may be a person's is taken out of the words.
 */
export function loggedError(error: unknown, causes = causesAtMost): Logged {
	if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
	const code = 'code' in error && error.code !== undefined ? String(error.code) : undefined;
	return {
		type: error.constructor.name || error.name,
		message: withoutValues(error.message),
		...(error.stack ? { stack: withoutValues(error.stack) } : {}),
		...(code ? { code: withoutValues(code) } : {}),
		...(error.cause !== undefined && causes > 0 ? { cause: loggedError(error.cause, causes - 1) } : {})
	};
}
