import { z } from 'zod';

/** The fields of a form's schema, each with its own. */
export function fieldsOf(schema: z.ZodType): Record<string, z.ZodType> {
	if (schema instanceof z.ZodObject) return schema.shape as Record<string, z.ZodType>;
	if (schema instanceof z.ZodPipe) return fieldsOf(schema.in as z.ZodType);
	return {};
}

/** Something that a field takes, as far as it can be guessed. */
export function fittingOf(name: string, field: z.ZodType, params: Record<string, string>): string {
	const guesses = [
		...(params[name] ? [params[name]] : []),
		...(/^(starts|ends)At$/.test(name) ? [`2036-05-0${name === 'startsAt' ? 1 : 2}T10:00`] : []),
		...('options' in field && Array.isArray(field.options) ? field.options : []),
		'yes',
		'関',
		crypto.randomUUID(),
		'1',
		'30',
		'2036-05-01',
		'2036-05-01T10:00',
		'relocation',
		'Asia/Tokyo',
		'a@example.jp',
		'on_site',
		'open',
		''
	].filter((guess): guess is string => typeof guess === 'string');
	return guesses.find((guess) => field.safeParse(guess).success) ?? '関';
}
