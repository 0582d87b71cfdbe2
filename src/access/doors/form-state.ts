import type { Refused } from './form.ts';

type Answer = { [Key in keyof Refused]?: Refused[Key] | undefined } | null | undefined;

/**
 * What a page shows again after a form was refused: what was typed and what is wrong, by field.
 * Both are undefined before a form is sent, and after one that worked.
 */
export function formState(form: Answer): { [Key in keyof Refused]: Refused[Key] | undefined } {
	return { values: form?.values, problems: form?.problems };
}
