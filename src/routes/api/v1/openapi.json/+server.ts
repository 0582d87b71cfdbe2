import { openDoor } from '#access/doors/doors.server.ts';
import { openapi } from '#outside/api/openapi.server.ts';

export const GET = openDoor(
	({ event, network }) =>
		new Response(JSON.stringify(openapi(event.url.origin, network.partsOff)), {
			headers: {
				'content-type': 'application/json',
				'cache-control': 'public, max-age=300',
				'access-control-allow-origin': '*'
			}
		})
);
