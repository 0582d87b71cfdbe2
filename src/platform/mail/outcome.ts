/**
 * How a try to send a mail ended:
 * - `sent`: the server took it.
 * - `no_address`: there is no such address. Nothing more goes to it.
 * - `refused`: the server will not take this mail, whenever it comes.
 * - `ill`: the server takes no mail as things are, for reasons that the desk should know.
 * - `later`: it did not work now.
 * - `unsure`: the whole mail went out, and no answer came back.
 */
export type Outcome =
	{ kind: 'sent' } | { kind: 'no_address' | 'refused' | 'ill' | 'later' | 'unsure'; said: string };

/** What an SMTP server answered, and to which command. Without an answer, what went wrong with the connection. */
export type Failure = { message: string; responseCode?: number; command?: string; response?: string };

const saidAtMost = 300;

/** What to keep of a failure: the server's answer, or what went wrong with the connection. */
export function saidBy({ response, message }: Failure): string {
	return (response ?? message).slice(0, saidAtMost);
}

/**
 * Reads a failure by its enhanced status code (RFC 3463). An address is gone only by 5.1.x and 5.2.1, but 5.1.7 to 5.1.9,
 * which are about the sender. `isWhole`: the mail had gone out to its end before the failure. No answer then tells what
 * became of it, and neither does one that is no refusal (below 400).
 */
export function outcomeOf(failure: Failure, isWhole: boolean): Outcome {
	const said = saidBy(failure);
	const code = failure.responseCode ?? 0;
	if (code < 400) return { kind: isWhole ? 'unsure' : 'later', said };
	if (code < 500) return { kind: 'later', said };
	const isOfMail = failure.command === 'RCPT TO' || failure.command === 'DATA';
	const status = enhancedStatus(said);
	if (isOfMail && isGone(status)) return { kind: 'no_address', said };
	if (failure.command === 'DATA' && status !== '5.2.2') return { kind: 'refused', said };
	return { kind: 'ill', said };
}

const isGone = (status: string) => /^5\.(1\.([0-6]|1\d)|2\.1)$/.test(status);

/** The status in words such as `550 5.1.1 User unknown`, or ''. It says nothing of whom the mail was for. */
export function enhancedStatus(said: string): string {
	return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? '';
}

const longestWait = 1800;

/** Seconds until the next try, after so many: from 15 seconds to half an hour. */
export function secondsToNextTry(tries: number): number {
	return Math.min(longestWait, 15 * 2 ** Math.max(0, tries - 1));
}

export const daysOfTrying = 5;
