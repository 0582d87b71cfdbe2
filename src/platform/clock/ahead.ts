/**
 * Sets this process's clock ahead by OKAERI_CLOCK_AHEAD seconds, so that the suite can run on any day. `bin/okaeri`
 * loads this file first in every process of the product; `database-clock.ts` does the same for PostgreSQL.
 * Without the setting nothing changes.
 */
const RealDate = globalThis.Date;

/** By how many whole seconds the product's clock is ahead of the machine's. Throws where the setting is no number. */
export const secondsAhead = read(process.env.OKAERI_CLOCK_AHEAD);

// A test that loads the product anew must not set it ahead a second time.
const isAhead = Symbol.for('okaeri: the clock is ahead');

if (secondsAhead > 0 && !Reflect.has(globalThis, isAhead)) {
	Reflect.set(globalThis, isAhead, true);
	const now = () => RealDate.now() + secondsAhead * 1000;
	globalThis.Date = new Proxy(RealDate, {
		apply: () => new RealDate(now()).toString(),
		construct: (target, args, self) =>
			Reflect.construct(target, args.length === 0 ? [now()] : args, self),
		get: (target, key) => (key === 'now' ? now : Reflect.get(target, key))
	});
}

function read(setting: string | undefined): number {
	if (!setting) return 0;
	const seconds = Number(setting);
	if (!Number.isInteger(seconds) || seconds < 0)
		throw new Error(`OKAERI_CLOCK_AHEAD is a whole number of seconds, not "${setting}".`);
	return seconds;
}
