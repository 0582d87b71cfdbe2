const dayMilliseconds = 86_400_000;
const pauseAfterFailure = 3_600_000;
const named = /^okaeri-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.age$/;

/** The name of a nightly backup: by its time, so that names are in order. */
export function nightlyName(at: Date): string {
	return `okaeri-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.age`;
}

/** When a nightly backup was made, by its name; undefined for any other file. */
export function madeAt(name: string): Date | undefined {
	const [, day, hour, minute, second] = named.exec(name) ?? [];
	return day ? new Date(`${day}T${hour}:${minute}:${second}Z`) : undefined;
}

export type Keeping = { days: number; weeks: number };

/**
 * Which of these files are nightly backups that are not kept any more: kept are those of the last days, of each week
 * before that the first, for so many weeks, and the newest whatever its age. Files of other names are never among them.
 */
export function overTime(names: readonly string[], now: Date, { days, weeks }: Keeping): string[] {
	const backups = names
		.map((name) => ({ name, at: madeAt(name) }))
		.filter((backup): backup is { name: string; at: Date } => backup.at !== undefined)
		.sort((one, other) => one.at.getTime() - other.at.getTime());
	const age = (at: Date) => (now.getTime() - at.getTime()) / dayMilliseconds;
	const weeksSeen = new Set<number>();
	return backups
		.slice(0, -1)
		.filter(({ at }) => {
			const week = Math.floor(at.getTime() / (7 * dayMilliseconds));
			const isFirst = !weeksSeen.has(week);
			weeksSeen.add(week);
			if (age(at) <= days) return false;
			return !(isFirst && age(at) <= days + weeks * 7);
		})
		.map(({ name }) => name);
}

/**
 * Is it time for the nightly backup? Once after each time that the clock of this machine shows `hour`; after a failure
 * again an hour later.
 */
export function isDue(
	now: Date,
	last: { goodAt: Date | null; failedAt: Date | null },
	hour: number
): boolean {
	const since = new Date(now);
	since.setHours(hour, 0, 0, 0);
	if (since > now) since.setDate(since.getDate() - 1);
	if (last.goodAt && last.goodAt >= since) return false;
	return !last.failedAt || now.getTime() - last.failedAt.getTime() >= pauseAfterFailure;
}
