import { monitorEventLoopDelay } from 'node:perf_hooks';

const mostDelay = 250;

/** For how long the event loop stood still at most, in milliseconds. */
async function stoodStill(work: () => Promise<unknown>): Promise<number> {
	const delay = monitorEventLoopDelay({ resolution: 10 });
	delay.enable();
	await work();
	await new Promise((resolve) => setTimeout(resolve, 15));
	delay.disable();
	return delay.max / 1e6;
}

/** Those of some works that stop the event loop, each tried again three times, since others work on this machine too. */
export async function dear(
	works: readonly { what: string; work: () => Promise<unknown> }[]
): Promise<string[]> {
	const together = async () => {
		for (const { work } of works) await work();
	};
	if ((await stoodStill(together)) <= mostDelay) return [];
	const slow: string[] = [];
	for (const { what, work } of works) {
		const delays = [await stoodStill(work), await stoodStill(work), await stoodStill(work)];
		const least = Math.min(...delays);
		if (least > mostDelay) slow.push(`${what}: ${Math.round(least)} ms`);
	}
	return slow;
}
