import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import { waveFigures, type WaveFigures } from '#people/invitations/wave-figures.server.ts';
import { waveName } from '#people/invitations/wave-name.server.ts';
import * as f from '#platform/locale/format.ts';
import type { List, ListColumn } from '#platform/table/list.server.ts';
import type { Cell } from '#platform/table/table.ts';
import { momentFilter } from '#seeing/people-list/filters.server.ts';
import { choiceOf, dayCell, numberCell, wordsIn } from '#seeing/tables/columns.server.ts';
import { byTheDesk, type DeskList } from '#seeing/tables/desk-list.server.ts';

/** One wave of invitations in the desk's list. */
type WaveRow = WaveFigures & {
	called: string;
	madeAt: Date;
	size: number;
	remindAfter: number | null;
	state: keyof typeof stateName;
	nextAt: Date | null;
	isHalted: boolean;
};
type Column = ListColumn<WaveRow>;

const stateName = { running: m.wave_state_running, stopped: m.wave_state_stopped, sent: m.wave_state_sent };

/** The waves of invitations, the newest first. Their invitations are counted for a page only: a wave can hold very many. */
const waveList = (): List<WaveRow> => ({
	name: 'waves',
	source: (search) => sql`(
		select w.*
		from invitation_wave w
		where ${search ?? sql`true`}
	) w`,
	id: sql`w.wave_id`,
	search: (words) =>
		sql<boolean>`strpos(directory.fold(${waveName('w')}), directory.fold(${words}::text)) > 0`,
	select: sql`${waveName('w')} as called, w.made_at, w.size, w.remind_after, w.state, w.next_at, w.is_halted, f.*`,
	joins: sql`
		join invitation_wave w on w.wave_id = page.id
		cross join lateral ${waveFigures} f`,
	usualSort: 'made',
	isUsuallyDown: true,
	columns: [...about(), ...answers]
});

const about = (): Column[] => [
	{
		key: 'called',
		label: m.wave_called,
		isUsual: true,
		sort: { by: waveName('w'), as: 'text' },
		filter: wordsIn(waveName('w')),
		cell: (row) => ({ text: row.called })
	},
	{
		key: 'made',
		label: m.imports_when,
		isUsual: true,
		sort: { by: sql`w.made_at`, as: 'timestamptz' },
		filter: momentFilter(sql`w.made_at`),
		cell: (row) => dayCell(row.madeAt)
	},
	{
		key: 'size',
		label: m.column_size,
		sort: { by: sql`w.size`, as: 'int' },
		cell: (row) => numberCell(row.size)
	}
];

const answers: Column[] = [
	{
		key: 'sent',
		label: m.wave_sent_count,
		isUsual: true,
		cell: ({ sent, size }) => ({ text: m.of({ part: sent, whole: size }), isNumber: true })
	},
	{
		key: 'joined',
		label: m.wave_joined,
		isUsual: true,
		cell: ({ joined, sent }) => ({
			text: m.of({ part: joined, whole: Math.max(sent, joined) }),
			isNumber: true
		})
	},
	{
		key: 'reminded',
		label: m.wave_reminded,
		isUsual: true,
		cell: ({ reminded, remindAfter }) => ({
			text: remindAfter === null ? '' : f.number(reminded),
			isNumber: true
		})
	},
	{
		key: 'state',
		label: m.column_state,
		isUsual: true,
		sort: { by: sql`w.state`, as: 'text' },
		filter: choiceOf(sql`w.state`, stateName),
		cell: stateOf
	},
	{ key: 'next', label: m.column_next, isUsual: true, cell: nextOf }
];

/** A wave is not sent while mails of it are on their way, and says why it stopped. */
function stateOf({ state, isHalted, underWay }: WaveRow): Cell {
	if (state === 'stopped')
		return { text: isHalted ? m.wave_state_stopped() : m.wave_stopped(), tone: 'warm' };
	return {
		text: state === 'sent' && underWay > 0 ? m.wave_state_running() : stateName[state](),
		tone: 'plain'
	};
}

/** What is still to come of a wave, and what will not come any more. */
function nextOf({ underWay, kept, held, heldUntil, notSent, state, nextAt }: WaveRow): Cell {
	const said = [
		...(underWay > 0 ? [m.wave_under_way({ count: underWay })] : []),
		...(kept > 0 ? [m.wave_kept_count({ count: kept })] : []),
		...(heldUntil ? [m.wave_held({ count: held, day: heldUntil, time: heldUntil })] : []),
		...(notSent > 0 ? [m.wave_not_sent({ count: notSent })] : []),
		...(state === 'running' && nextAt ? [m.wave_next({ when: nextAt })] : [])
	];
	return { text: said.join(' ・ ') };
}

/** The waves of invitations at the desk. Each leads to the people whom it invited. */
export const waves: DeskList<WaveRow> = {
	list: waveList,
	linked: () => ({ hrefOf: (id) => `/desk/people?wave=${id}`, nameOf: (row) => row.called }),
	permission: 'invitation.send',
	exported: byTheDesk
};
