import { error, type RequestEvent } from '@sveltejs/kit';
import { asReader } from '#platform/locale/reader.server.ts';
import { serve } from './serving.server.ts';

/** The door of the API. It lets in who has a token, to what the token's scopes allow. Sessions and cookies are ignored. */
export const tokenDoor = Object.assign(
	async ({ locals, params, request, getClientAddress }: RequestEvent): Promise<Response> => {
		const { network } = locals;
		if (!network) error(404);
		return asReader({ locale: 'en', timeZone: network.timeZone }, () =>
			serve(network, request, params.path ?? '', getClientAddress())
		);
	},
	{ decision: 'token' as const }
);
