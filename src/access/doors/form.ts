import { z } from 'zod';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { isDay } from '#platform/clock/day.ts';
import { isZone } from '#platform/clock/zones.ts';
import { mailAddress } from '#platform/mail/address.ts';
import { cleanText, isBlank, readJson } from '#platform/text/clean.ts';

/** What a form with problems gives back: what was typed, and what is wrong, by field. */
export type Refused = { values: Record<string, string | string[]>; problems: Record<string, string> };

/** A form has at most so many values; the largest (a host's week, a desk's list) has fewer than a hundred. */
const valuesAtMost = 300;
/** No field takes a longer text; the longest that one takes is an editor's HTML. */
const signsAtMost = 100_000;
const answersAtMost = 100;

/** Several answers of one name in their order: the options of a poll, answers to questions. */
export function several<T extends z.ZodType>(item: T) {
	return z.preprocess(listed, z.array(item).max(answersAtMost, 'not_usable'));
}

/** What was chosen among many: none, one or several boxes ticked. What is said twice counts once. */
export function chosen<T extends z.ZodType>(item: T) {
	return z.preprocess(
		(value) => [...new Set(listed(value))],
		z.array(item).max(answersAtMost, 'not_usable')
	);
}

function listed(value: unknown): unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

/** Words that must not be empty. */
export const words = (most: number) =>
	z
		.string()
		.trim()
		.max(most, 'too_long')
		.refine((text) => !isBlank(text), 'required');
/** Words that may be empty or missing. */
export const someWords = (most: number) => z.string().trim().max(most, 'too_long').default('');
export const dayField = z.string().refine(isDay, 'not_a_day');
/** A day and a time of it on some clock, '2026-04-01T10:00'. */
export const localField = z.string().refine(isLocal, 'not_a_day');
/** A moment. Years that no calendar of ours reaches are none. */
export const momentField = z.coerce
	.date('required')
	.min(new Date('1900-01-01T00:00:00Z'), 'not_usable')
	.max(new Date('2200-01-01T00:00:00Z'), 'not_usable');
/** A time zone by any name that the IANA database has for it. */
export const zoneField = z.string().refine(isZone, 'not_usable');
/** At which revision something was read. */
export const revisionField = z.coerce.number().int().min(0).max(2_147_483_647);
/** A mail address, in the form in which it is kept. */
export const mailField = z
	.string()
	.max(600, { error: 'not_an_address', abort: true })
	.transform((text, context) => {
		const address = mailAddress(text);
		if (address === undefined) context.addIssue({ code: 'custom', message: 'not_an_address' });
		return address ?? z.NEVER;
	});

function isLocal(text: string): boolean {
	return /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDay(text.slice(0, 10));
}

/**
 * A form's fields as they were sent, clean, for reading them and showing them again. Files and passwords are left out,
 * and so are names that no field of ours has. Throws Invalid for a form with more values than any of ours.
 */
export function valuesOf(form: FormData): Refused['values'] {
	const values = new Map<string, string | string[]>();
	let count = 0;
	for (const [key, value] of form) {
		if (++count > valuesAtMost) throw new Invalid('too_much');
		if (typeof value !== 'string' || !isFieldName(key)) continue;
		const text = cleanText(value.slice(0, signsAtMost));
		const before = values.get(key);
		if (before === undefined) values.set(key, text);
		else if (Array.isArray(before)) before.push(text);
		else values.set(key, [before, text]);
	}
	return Object.fromEntries(values);
}

const isFieldName = (key: string) =>
	/^[\w-]{1,80}$/.test(key) && !passwordFields.includes(key) && key !== '__proto__';

/** Fields that are read as they were typed, and never shown again. */
const passwordFields = ['password', 'old_password'];

function passwordsIn(form: FormData): Record<string, string> {
	const typed = passwordFields.map((key) => [key, form.get(key)] as const);
	return Object.fromEntries(
		typed.flatMap(([key, value]) =>
			typeof value === 'string' ? [[key, value.slice(0, signsAtMost)]] : []
		)
	);
}

/** Reads a form by its schema: the typed values, or what is wrong with which field. */
export function readForm<T extends z.ZodType>(
	form: FormData,
	schema: T,
	values = valuesOf(form)
): { ok: true; value: z.output<T> } | ({ ok: false } & Refused) {
	const read = schema.safeParse({ ...values, ...passwordsIn(form) });
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

const jsonAtMost = 200_000;

/** Reads a small body of JSON by its schema; undefined for what does not fit or is no JSON. */
export async function readBody<T extends z.ZodType>(
	request: Request,
	schema: T
): Promise<z.output<T> | undefined> {
	const raw = await request.text();
	if (raw.length > jsonAtMost) return undefined;
	try {
		return schema.safeParse(readJson(raw)).data;
	} catch (failure) {
		if (failure instanceof SyntaxError) return undefined;
		throw failure;
	}
}

/** Makes what an address asks for clean, in place. */
export function cleanQuery(query: URLSearchParams): void {
	const all = [...query];
	if (all.every(([, value]) => cleanText(value) === value)) return;
	for (const key of new Set(all.map(([key]) => key))) query.delete(key);
	for (const [key, value] of all) query.append(key, cleanText(value));
}

/** An id from an address. Throws NotFound for what is none. */
export function idOf(text: string | undefined): string {
	const read = z.uuid().safeParse(text);
	if (!read.success) throw new NotFound('Not an id');
	return read.data;
}

/** A time of day, '08:00'. */
export const clockField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/, 'not_usable');
