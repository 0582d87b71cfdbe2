import { z } from 'zod';
import { revisionField } from '#access/doors/form.ts';
import { writtenFields } from '#gathering/writing/written-form.ts';

/** The fields of a comment, and of a reply to one. */
export const commentFields = { ...writtenFields, answers: z.uuid().optional() };

/** A comment as it is edited in its place: the field of its words bears its id. */
export const editedComment = z
	.looseObject({ comment: z.uuid(), revision: revisionField })
	.transform(({ comment, revision, ...others }) => ({
		comment,
		revision,
		words: String(others[`words-${comment}`] ?? '')
	}));

/** What an address asks of a discussion: the page of it, a thread that must be on it, and the comment to reply to. */
export function askedOf({ searchParams }: URL) {
	const idAt = (name: string) => z.uuid().safeParse(searchParams.get(name)).data;
	return { after: idAt('after'), thread: idAt('thread'), reply: idAt('reply') };
}
