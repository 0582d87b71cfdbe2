import type { Chance } from '../../demo/random.ts';
import type { Installation } from './installation.ts';
import type { Part } from './part.ts';

const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));

/** Something that happens to a process, and how long it lasts. */
type Fault = { name: string; strike: (installation: Installation, chance: Chance) => Promise<void> };

type Which = (installation: Installation, chance: Chance) => Part;
const web: Which = ({ webs }, chance) => chance.pick(webs);
const worker: Which = ({ workers }, chance) => chance.pick(workers);
const sink: Which = (installation) => installation.sink;

const ends = (name: string, which: Which, signal: NodeJS.Signals): Fault => ({
	name,
	strike: async (installation, chance) => which(installation, chance).signal(signal)
});

const stands = (name: string, which: Which): Fault => ({
	name,
	strike: async (installation, chance) => {
		const part = which(installation, chance);
		part.signal('SIGSTOP');
		await pause(chance.whole(1500, 6000));
		part.signal('SIGCONT');
	}
});

const faults: readonly Fault[] = [
	ends('web killed', web, 'SIGKILL'),
	ends('web restarted', web, 'SIGTERM'),
	stands('web stopped', web),
	ends('worker killed', worker, 'SIGKILL'),
	ends('worker restarted', worker, 'SIGTERM'),
	stands('worker stopped', worker),
	ends('mail server killed', sink, 'SIGKILL'),
	stands('mail server stopped', sink),
	{ name: 'database killed', strike: async ({ database }) => database.signal('SIGKILL') },
	{ name: 'database restarted', strike: async ({ database }) => database.signal('SIGINT') },
	{
		name: 'database stopped',
		strike: async ({ database }, chance) => {
			database.freeze(true);
			await pause(chance.whole(1500, 6000));
			database.freeze(false);
		}
	}
];

/**
 * Lets one thing after another go wrong for so long, each of them once before any comes again. Gives how often each did.
 */
export async function strikeFor(
	milliseconds: number,
	installation: Installation,
	chance: Chance
): Promise<Map<string, number>> {
	const struck = new Map<string, number>();
	const end = Date.now() + milliseconds;
	let left: Fault[] = [];
	while (Date.now() < end) {
		if (left.length === 0) left = [...faults];
		const fault = chance.pick(left);
		left.splice(left.indexOf(fault), 1);
		await fault.strike(installation, chance);
		struck.set(fault.name, (struck.get(fault.name) ?? 0) + 1);
		await pause(chance.whole(800, 3500));
	}
	return struck;
}
