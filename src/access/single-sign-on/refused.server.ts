import { redirect } from '@sveltejs/kit';
import { Refused } from './refusal.ts';

/** Leads whom an identity provider could not let in back to the sign-in page, which says why. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (failure) {
		if (failure instanceof Refused) redirect(303, `/sign-in?refused=${failure.why}`);
		throw failure;
	}
}
