import { openDoor } from '#access/doors/doors.server.ts';
import { openapi } from '#outside/api/openapi.server.ts';
import { operations } from '#outside/api/operations.server.ts';

export const load = openDoor(({ event, network }) => {
	const { info, tags, components, servers } = openapi(event.url.origin, network.partsOff);
	const described = operations.map(({ id, method, path, tag, summary, description, scope }) => ({
		id,
		method,
		path,
		tag,
		summary,
		description: description ?? '',
		scope
	}));
	const schemas = Object.entries(components.schemas).map(([name, schema]) => ({
		name,
		fields: Object.entries(
			(schema.properties ?? {}) as Record<
				string,
				{ type?: unknown; description?: string; anyOf?: { type?: string }[] }
			>
		).map(([field, one]) => ({
			field,
			type: String(one.type ?? one.anyOf?.map((each) => each.type).join(' | ') ?? ''),
			description: one.description ?? ''
		}))
	}));
	return { info, tags, server: servers[0]!.url, operations: described, schemas };
});
