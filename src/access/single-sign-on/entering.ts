import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** For how long someone stays signed in whom an identity provider let in: whoever is locked out there is out here, too. */
export const sessionHours = 24;

/**
 * Lets better-auth begin a session of an account by its id, for one whom an identity provider has proved. It is no door:
 * only our own code calls it.
 */
export const entering = () => ({
	id: 'entering' as const,
	endpoints: {
		enterAccount: createAuthEndpoint.serverOnly(
			{ method: 'POST', body: z.object({ accountId: z.uuid() }) },
			async (context) => {
				const { internalAdapter } = context.context;
				const user = await internalAdapter.findUserById(context.body.accountId);
				if (!user) return { entered: false };
				// `true`: it ends after a day, before it would be lengthened.
				const session = await internalAdapter.createSession(user.id, true);
				await setSessionCookie(context, { session, user }, false, { maxAge: sessionHours * 60 * 60 });
				return { entered: true };
			}
		)
	}
});
