/** What the log keeps of an error. */
export type Logged = {
	type: string;
	message: string;
	stack?: string;
	code?: string;
	cause?: Logged;
};

const causesAtMost = 3;
const messageAtMost = 2000;

/**
 * An error as the log writes it: by its type, message, stack and code, with what caused it. Other fields are left out, since
 * some errors carry the very row or mail that they are about. Addresses of people are taken out of the words.
 */
export function loggedError(error: unknown, causes = causesAtMost): Logged {
	if (!(error instanceof Error)) return { type: typeof error, message: without(String(error)) };
	const code = 'code' in error && error.code !== undefined ? String(error.code) : undefined;
	return {
		type: error.constructor.name || error.name,
		message: without(error.message),
		...(error.stack ? { stack: without(error.stack) } : {}),
		...(code ? { code } : {}),
		...(error.cause !== undefined && causes > 0 ? { cause: loggedError(error.cause, causes - 1) } : {})
	};
}

const without = (text: string) =>
	text
		.slice(0, messageAtMost)
		.replaceAll(/("[^"\n]{1,64}"|[^\s<>()"',;:@]{1,64})@[\p{L}\p{N}.-]{1,253}/gu, '…@…');
