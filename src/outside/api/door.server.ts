import { error, type RequestEvent } from '@sveltejs/kit';
import { asReader } from '#platform/locale/reader.server.ts';
import { serve } from './serving.server.ts';

const root = '/api/v1/';
/** What stands after the API's own path, as it was sent: a slash of a value is not one of the path. */
const pathIn = ({ pathname }: URL) => (pathname.startsWith(root) ? pathname.slice(root.length) : '');

/** The door of the API. It lets in who has a token, to what the token's scopes allow. Sessions and cookies are ignored. */
export const tokenDoor = Object.assign(
	async ({ locals, url, request, getClientAddress }: RequestEvent): Promise<Response> => {
		const { network } = locals;
		if (!network) error(404);
		return asReader({ locale: 'en', timeZone: network.timeZone }, () =>
			serve(network, request, pathIn(url), getClientAddress())
		);
	},
	{ decision: 'token' as const }
);
