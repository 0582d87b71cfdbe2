import { withoutValues } from '#platform/log/values.ts';
import type { Cause } from './job-names.ts';

const wordsAtMost = 200;

/** By the words of an error, most telling first. */
const byWords: readonly [RegExp, Cause][] = [
	[/ENOSPC|EDQUOT|No space left|disk full|could not extend file/i, 'room'],
	[/^No such |^no result$|is not there$|Invalid URL/i, 'gone'],
	[/statement timeout|lock timeout|deadlock detected|too many (?:clients|connections)/i, 'database'],
	[
		/connection terminated|terminating connection|trying to connect|read-only transaction|:5432\b/i,
		'database'
	],
	[/E(?:CONN\w+|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|PIPE|TIMEDOUT)\b/, 'network'],
	[/fetch failed|timed? ?out|socket|certificate|getaddrinfo/i, 'network']
];

/** What kept a job from being done, as far as its error tells, and its first line without what may be a person's. */
export function causeOf(error: string | null): { cause: Cause; said: string } {
	const first = (error ?? '').split('\n', 1)[0]!.trim();
	const cause = byWords.find(([pattern]) => pattern.test(first))?.[1] ?? 'other';
	return { cause, said: withoutValues(first).slice(0, wordsAtMost) };
}
