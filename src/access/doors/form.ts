import { z } from 'zod';
import { NotFound } from '#platform/http/failures.ts';

/** What a form with problems gives back: what was typed, and what is wrong, by field. */
export type Refused = { values: Record<string, string | string[]>; problems: Record<string, string> };

/** Several answers of one name: none, one or many boxes ticked. */
export function several<T extends z.ZodType>(item: T) {
	return z.preprocess(
		(value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
		z.array(item)
	);
}

/** Words that must not be empty. */
export const words = (most: number) => z.string().trim().min(1, 'required').max(most, 'too_long');
/** Words that may be empty or missing. */
export const someWords = (most: number) => z.string().trim().max(most, 'too_long').default('');
export const dayField = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not_a_day');
export const mailField = z.string().trim().toLowerCase().pipe(z.email('not_an_address'));

/** A form's fields as they were sent, for showing them again. Files are left out. */
export function valuesOf(form: FormData): Refused['values'] {
	const values: Refused['values'] = {};
	for (const key of new Set(form.keys())) {
		const all = form.getAll(key).filter((value) => typeof value === 'string');
		if (key !== 'password' && all.length > 0) values[key] = all.length > 1 ? all : all[0]!;
	}
	return values;
}

/** Reads a form by its schema: the typed values, or what is wrong with which field. */
export function readForm<T extends z.ZodType>(
	form: FormData,
	schema: T
): { ok: true; value: z.output<T> } | ({ ok: false } & Refused) {
	const values = valuesOf(form);
	const read = schema.safeParse({
		...values,
		...(form.has('password') ? { password: String(form.get('password')) } : {})
	});
	if (read.success) return { ok: true, value: read.data };
	const problems: Record<string, string> = {};
	for (const issue of read.error.issues)
		problems[String(issue.path[0] ?? 'form')] ??= /^[a-z_]+$/.test(issue.message)
			? issue.message
			: issue.code === 'invalid_type'
				? 'required'
				: 'not_usable';
	return { ok: false, values, problems };
}

/** A path of this site to go on to; anything else leads home. */
export const localPath = z
	.string()
	.default('/')
	.transform((path) => (/^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/'));

/** An id from an address. Throws NotFound for what is none. */
export function idOf(text: string | undefined): string {
	const read = z.uuid().safeParse(text);
	if (!read.success) throw new NotFound('Not an id');
	return read.data;
}

/** A time of day, '08:00'. */
export const clockField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/, 'not_usable');
