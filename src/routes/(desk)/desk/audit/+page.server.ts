import { z } from 'zod';
import { checkOwnChain } from '#access/audit/checking.server.ts';
import { act, door } from '#access/doors/doors.server.ts';
import { auditLines, linesAtOnce } from '#seeing/audit-log/audit-log.server.ts';
import { filterOf, queryOf } from '#seeing/audit-log/filter.ts';

const numberField = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const load = door('audit.read', async ({ event, actor }) => {
	const query = event.url.searchParams;
	const filter = filterOf(query);
	const before = numberField.safeParse(query.get('before') ?? '').data;
	const lines = await auditLines(actor, filter, before);
	const wish = queryOf(filter);
	const older = new URLSearchParams(wish);
	older.set('before', String(lines.at(-1)?.number ?? ''));
	return {
		lines,
		filter,
		isFiltered: wish.size > 0,
		isFirst: before === undefined,
		newest: `?${wish}`,
		older: lines.length === linesAtOnce ? `?${older}` : null,
		file: wish.size > 0 ? `&${wish}` : ''
	};
});

export const actions = {
	check: act('audit.read', z.object({}), async ({ actor }) => ({ checked: await checkOwnChain(actor) }))
};
