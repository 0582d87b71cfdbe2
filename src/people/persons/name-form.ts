import { z } from 'zod';
import { revisionField, someWords, words } from '#access/doors/form.ts';

/** The parts of a name as forms send them, with the revision that the form showed. */
export const nameFormFields = {
	revision: revisionField,
	familyName: words(60),
	givenName: someWords(60),
	familyKana: someWords(60),
	givenKana: someWords(60)
};

/** What a member writes about their own name. */
export const ownNameForm = z.object(nameFormFields);
/** What the desk writes about anybody's. */
export const nameForm = z.object({ ...nameFormFields, presentCompany: someWords(200) });
