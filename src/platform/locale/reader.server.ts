import { AsyncLocalStorage } from 'node:async_hooks';
import { findReaderBy, type Reader } from './reader.ts';

const current = new AsyncLocalStorage<Reader>();

let assumed: Reader | undefined;

findReaderBy(() => {
	const found = current.getStore() ?? assumed;
	if (!found) throw new Error('Words were asked for without a reader. Wrap the work in asReader().');
	return found;
});

/** Runs `work` with every message, date and number written for this reader. What is off in their network is off within, too. */
export function asReader<T>(reader: Reader, work: () => T): T {
	const off = reader.off ?? current.getStore()?.off;
	return current.run(off ? { ...reader, off } : reader, work);
}

/** For whom to write where nobody is at hand, as in a test. */
export function assumeReader(reader: Reader): void {
	assumed = reader;
}
