import type { Refused } from './form.ts';

/** What a page shows again after a form was refused: what was typed and what is wrong, by field. */
export type FormState = { [Key in keyof Refused]: Refused[Key] | undefined };

/** Reads a page's `form`. Both are undefined before a form is sent, and after one that worked. */
export function formState(form: Partial<FormState> | null | undefined): FormState {
	return { values: form?.values, problems: form?.problems };
}
