import type { Verdict } from '../verdict.ts';
import { clockJumps } from './clock.ts';
import { databaseRefuses } from './database.ts';
import { diskFills, diskIsSlow } from './disk.ts';
import { mailServerFails } from './mail.ts';
import { struckAtRandom } from './random.ts';

/** How long people go on in the scenario at random, and what the dice are thrown with. */
export type Run = { minutes: number; seed: number };

/** What can be tried, in the order in which it is. */
export const scenarios: Record<string, (run: Run) => Promise<Verdict[]>> = {
	random: struckAtRandom,
	database: databaseRefuses,
	'full-disk': diskFills,
	'slow-disk': diskIsSlow,
	mail: mailServerFails,
	clock: clockJumps
};
