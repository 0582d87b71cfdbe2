import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { readJson } from '#platform/text/clean.ts';

const coded = z.string().regex(/^[\w-]{1,8000}$/);
const common = {
	id: coded.max(2000),
	rawId: coded.max(2000),
	type: z.literal('public-key'),
	authenticatorAttachment: z.string().max(40).optional(),
	clientExtensionResults: z.record(z.string().max(40), z.unknown()).default({})
};

const made = z.object({
	...common,
	response: z.object({
		clientDataJSON: coded,
		attestationObject: coded,
		transports: z.array(z.string().max(20)).max(10).optional()
	})
});
const used = z.object({
	...common,
	response: z.object({
		clientDataJSON: coded,
		authenticatorData: coded,
		signature: coded,
		userHandle: coded.max(200).optional()
	})
});

/** What a browser says of a passkey, as a form's field: the JSON that our script puts there. */
function field<T extends z.ZodType>(schema: T) {
	return z
		.string()
		.max(40_000, 'not_usable')
		.transform((text, context) => {
			const read = schema.safeParse(jsonIn(text));
			if (!read.success) context.addIssue({ code: 'custom', message: 'passkey_refused' });
			return read.success ? read.data : z.NEVER;
		});
}

/** The passkey that a browser has made. */
export const madePasskey = field(made).transform((passkey) => passkey as RegistrationResponseJSON);
/** What a browser has signed with a passkey. */
export const usedPasskey = field(used).transform((passkey) => passkey as AuthenticationResponseJSON);

function jsonIn(text: string): unknown {
	try {
		return readJson(text);
	} catch (failure) {
		if (failure instanceof SyntaxError) return undefined;
		throw failure;
	}
}
