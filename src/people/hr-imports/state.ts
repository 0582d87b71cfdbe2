import * as m from '#locales/messages.ts';

type Standing = { status: string; problem: string | null };
type State = { name: () => string; tone: 'plain' | 'good' | 'warm' | 'bad' };

const states: Record<string, State> = {
	receiving: { name: m.import_receiving, tone: 'plain' },
	reading: { name: m.import_reading, tone: 'plain' },
	read: { name: m.import_read, tone: 'warm' },
	writing: { name: m.import_writing, tone: 'plain' },
	written: { name: m.import_written, tone: 'good' },
	undoing: { name: m.import_undoing, tone: 'plain' },
	undone: { name: m.import_undone, tone: 'plain' }
};

/** How far an import has come, in words. A file that only needs its columns chosen waits for the desk: it did not fail. */
export function stateOf({ status, problem }: Standing): State {
	if (problem === 'columns_missing') return { name: m.import_choose_columns, tone: 'warm' };
	return states[status] ?? { name: m.import_failed, tone: 'bad' };
}
