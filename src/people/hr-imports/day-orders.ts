import type { Columns } from './columns.ts';
import { meant } from './cells.ts';
import { orderShown, type DayOrder } from './dates.ts';
import type { Orders } from './row.ts';

const dayFields = ['started_on', 'ended_on'] as const;

/** Collects over a whole file what its columns of days show about the order of day and month. */
export class DayOrders {
	#shown = { started_on: new Set<DayOrder>(), ended_on: new Set<DayOrder>() };
	#isOpen = false;

	/** Takes a row of the file. */
	take(cells: readonly string[], columns: Columns): void {
		for (const field of dayFields) {
			const at = columns[field];
			if (at === undefined) continue;
			const order = orderShown(meant(cells[at] ?? ''));
			if (order === 'either') this.#isOpen = true;
			else if (order) this.#shown[field].add(order);
		}
	}

	/**
	 * The orders that decide dates like 03/08/2016; undefined where there are none, or nothing to decide. A
	 * column that shows no order follows the other one; one that shows both has none.
	 */
	settled(): Orders | undefined {
		if (!this.#isOpen) return undefined;
		const { started_on, ended_on } = this.#shown;
		const orders: Orders = {};
		for (const [field, own, other] of [
			['started_on', started_on, ended_on],
			['ended_on', ended_on, started_on]
		] as const) {
			const [order, ...more] = own.size > 0 ? own : other;
			if (order && more.length === 0) orders[field] = order;
		}
		return Object.keys(orders).length > 0 ? orders : undefined;
	}
}
