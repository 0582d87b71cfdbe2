import { sql } from 'kysely';
import { z } from 'zod';
import { publishedTotal } from '#seeing/published/boards.server.ts';
import { count, day, id, instant, language, orNull, text } from '../fields.ts';
import { resource } from '../resource.server.ts';

const figureOfTheWeek = orNull(count).describe(
	'As published for the week and rounded to five; null where it is not published.'
);

const changes = resource({
	name: 'changes',
	tag: 'Telling',
	singular: 'Change',
	summary: 'What is possible now and was not then',
	scope: 'telling.read',
	fields: {
		id,
		language,
		title: text,
		thenWords: text,
		nowWords: text,
		since: day,
		companyId: orNull(id),
		reasons: z.array(text),
		publishedAt: instant,
		peopleMatched: figureOfTheWeek
	},
	rows: sql`
		select change_id as id, language, title,
			then_words, now_words, since,
			company_id, reasons, published_at,
			${publishedTotal('matched', sql`change_id::text`)} as people_matched
		from change
		where status = 'published'
	`
});

const letters = resource({
	name: 'letters',
	tag: 'Telling',
	singular: 'Letter',
	summary: 'Letters from management',
	scope: 'telling.read',
	fields: {
		id,
		executiveId: id,
		executiveTitle: text,
		language,
		title: text,
		words: text,
		publishedAt: instant,
		readers: figureOfTheWeek
	},
	rows: sql`
		select letter_id as id, executive_id, executive_title,
			language, title, words,
			published_at,
			${publishedTotal('read', sql`letter_id::text`)} as readers
		from letter
		where status = 'published'
	`
});

const stories = resource({
	name: 'stories',
	tag: 'Telling',
	singular: 'Story',
	summary: 'Stories of people who came back, in the edition for alumni that they approved',
	scope: 'telling.read',
	fields: { id, personId: id, language, title: text, words: text, approvedAt: instant },
	rows: sql`
		select s.story_id as id, s.person_id, s.language,
			e.title, e.words, e.approved_at
		from story s
		join story_edition e using (network_id, story_id)
		where e.edition = 'alumni'
			and e.state = 'approved'
	`
});

/** What the company has published. */
export const tellingOperations = [changes, letters, stories].flatMap(({ operations }) => operations);
