import * as m from '#locales/messages.ts';

/** For how many hours an import can be undone. */
export const hoursToUndo = 24;

type Loaded = { status: string; finishedAt: Date | null; loadingAt: Date | null };

/** Can a loaded import still be undone? */
export function canUndo({ status, finishedAt, loadingAt }: Loaded, now = new Date()): boolean {
	if (status !== 'written' || !finishedAt || !loadingAt) return false;
	return finishedAt.getTime() > now.getTime() - hoursToUndo * 3_600_000;
}

/** Why an undoing leaves someone as they are. */
export type WhyLeft = 'joined' | 'invited' | 'written_to' | 'mended' | 'named';

export const whyLeft: Record<WhyLeft, () => string> = {
	joined: m.import_left_joined,
	invited: m.import_left_invited,
	written_to: m.import_left_written_to,
	mended: m.import_left_mended,
	named: m.import_left_named
};
