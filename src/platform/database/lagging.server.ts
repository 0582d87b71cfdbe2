import { AsyncLocalStorage } from 'node:async_hooks';

const reading = new AsyncLocalStorage<true>();

/** What `work` only reads may be some seconds old: it is read from the replica where there is one. */
export function mayLag<T>(work: () => T): T {
	return reading.run(true, work);
}

/** May what is read now be some seconds old? */
export const isLagging = (): boolean => reading.getStore() === true;
