import { problemText } from '#access/doors/problems.ts';

/** The address of a list without the action that was sent to it. */
export function askedAt(url: URL): URLSearchParams {
	return new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
}

/** What is wrong with a list's form, in words, by field. */
export function problemsIn(problems: Record<string, string> | undefined): Record<string, string> | undefined {
	return (
		problems &&
		Object.fromEntries(Object.keys(problems).map((field) => [field, problemText(problems, field) ?? '']))
	);
}
