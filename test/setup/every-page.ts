/** All rows of a list that is paged by the id of the last row seen, read page by page. */
export async function everyPage<T>(
	page: (before?: string) => Promise<T[]>,
	id: (row: T) => string,
	atOnce: number
): Promise<T[]> {
	const all: T[] = [];
	for (;;) {
		const last = all.at(-1);
		const next = await page(last && id(last));
		all.push(...next);
		if (next.length < atOnce) return all;
	}
}
