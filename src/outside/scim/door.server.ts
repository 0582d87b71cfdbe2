import { error, type RequestEvent } from '@sveltejs/kit';
import { asReader } from '#platform/locale/reader.server.ts';
import { serveScim } from './serving.server.ts';

const root = '/scim/v2/';

/** The door of SCIM. It lets in who has a token with the scope for it. Sessions and cookies are ignored. */
export const scimDoor = Object.assign(
	async ({ locals, url, request, getClientAddress }: RequestEvent): Promise<Response> => {
		const { network } = locals;
		if (!network) error(404);
		const path = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : '';
		return asReader({ locale: 'en', timeZone: network.timeZone }, () =>
			serveScim(network, request, path, getClientAddress())
		);
	},
	{ decision: 'token' as const }
);
