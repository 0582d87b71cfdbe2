import type { Refused } from './form.ts';

/** What a page shows again after a form was refused: what was typed and what is wrong, by field. */
export type FormState = { [Key in keyof Refused]: Refused[Key] | undefined };

/** Reads a page's `form`. Both are undefined before a form is sent, and after one that worked. */
export function formState(form: Partial<FormState> | null | undefined): FormState {
	return { values: form?.values, problems: form?.problems };
}

/** Which of a page's forms was just sent: its action's name, '' where none was or the page has one only. */
export function triedIn({ search }: URL): string {
	return /^\?\/(\w+)/.exec(search)?.[1] ?? '';
}

/** For pages with several forms: gives the state of each by its action. What one was refused is not said at another. */
export function triedForm(form: Partial<FormState> | null | undefined, tried: string) {
	const none = formState(null);
	return (action: string): FormState => (action === tried ? formState(form) : none);
}
