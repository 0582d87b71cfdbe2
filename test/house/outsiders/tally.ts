import fs from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { page, type Kind } from './kinds.ts';

/** The figures that the page gives, by kind. */
export function figuresOnPage(): Map<string, number> {
	const rows = fs.readFileSync(page, 'utf8').matchAll(/^\| `(\w+)` .*\| +([\d,]+) \|/gm);
	return new Map([...rows].map(([, kind, figure]) => [kind!, Number(figure!.replaceAll(',', ''))]));
}

/**
 * Counts what a test file tries of these kinds. At its end the figures go to the file that OKAERI_TRIED names, for
 * `bin/tried`, and the page must not say that more was tried.
 */
export function useTally(...counted: Kind[]): (kind: Kind, times?: number) => void {
	const tally = new Map<Kind, number>(counted.map((kind) => [kind, 0]));
	const isWriting = Boolean(process.env.OKAERI_TRIED);
	afterAll(() => {
		if (isWriting)
			fs.appendFileSync(process.env.OKAERI_TRIED!, `${JSON.stringify(Object.fromEntries(tally))}\n`);
	});
	return Object.assign(
		(kind: Kind, times = 1) => {
			tally.set(kind, tally.get(kind)! + times);
		},
		{ tally }
	);
}

/** To be called last in a file: the page says no more than what was tried just now. */
export function expectPageIsTrue(tried: ReturnType<typeof useTally>): void {
	const { tally } = tried as unknown as { tally: Map<Kind, number> };
	test('the page of figures says no more than was tried', () => {
		const figures = process.env.OKAERI_TRIED ? new Map<string, number>() : figuresOnPage();
		for (const [kind, times] of tally) {
			expect(times, kind).toBeGreaterThan(0);
			expect(times, kind).toBeGreaterThanOrEqual(figures.get(kind) ?? 0);
		}
	});
}
