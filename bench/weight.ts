import { gzipSync } from 'node:zlib';
import { pagesFrom, shapeOf } from './kinds-of-page.ts';
import type { BenchProduct } from './product.ts';
import type { Measured } from './measured.ts';

const most = { scripts: 60 * 1024, styles: 20 * 1024 };
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** What a page makes a browser fetch, gzipped, and how many fonts it asks for at once. */
type Weight = { page: string; html: number; scripts: number; styles: number; fonts: number };

/**
 * What a browser fetches for each kind of page that an alumna of the demo can reach from Home, gzipped: scripts and
 * styles of the heaviest, what Home is, and how many fonts a page asks for without need.
 */
export async function weighPages(product: BenchProduct): Promise<Measured[]> {
	const weigh = scales(product);
	const weights: Weight[] = [];
	for (const page of await pagesFrom(product.origin, product.cookie)) weights.push(await weigh(page));
	const heaviest = (part: 'scripts' | 'styles' | 'fonts') =>
		weights.reduce((worst, one) => (one[part] > worst[part] ? one : worst));
	const home = weights.find(({ page }) => page === '/home')!;
	const row = (what: string, part: 'scripts' | 'styles'): Measured => {
		const worst = heaviest(part);
		return {
			what: `Any alumni page, ${what}, gzip (${weights.length} kinds; most: ${shapeOf(worst.page)})`,
			budget: `≤ ${most[part] / 1024} KB`,
			measured: `${kilobytes(worst[part])} (Home ${kilobytes(home[part])})`,
			kept: worst[part] <= most[part]
		};
	};
	const { fonts } = heaviest('fonts');
	return [
		row('JavaScript', 'scripts'),
		row('CSS', 'styles'),
		{ what: 'Home, HTML, gzip', budget: 'told', measured: kilobytes(home.html), kept: true },
		{
			what: 'Any alumni page, fonts fetched without need',
			budget: '0',
			measured: String(fonts),
			kept: fonts === 0
		}
	];
}

/** Weighs one page after another. What several pages share is fetched once. */
function scales({ origin, cookie }: BenchProduct): (page: string) => Promise<Weight> {
	const known = new Map<string, number>();
	const weighFile = async (url: string) => {
		const answer = await fetch(url, { headers: { cookie } });
		if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
		return gzipSync(Buffer.from(await answer.arrayBuffer())).length;
	};
	const sumOf = async (urls: string[]) => {
		let sum = 0;
		for (const url of new Set(urls)) {
			if (!known.has(url)) known.set(url, await weighFile(url));
			sum += known.get(url)!;
		}
		return sum;
	};
	return async (page) => {
		const html = await (await fetch(origin + page, { headers: { cookie } })).text();
		const linked = (pattern: RegExp) =>
			[...html.matchAll(pattern)].map((found) => new URL(found[1]!, origin + page).href);
		return {
			page,
			html: gzipSync(html).length,
			scripts: await sumOf([
				...linked(/<script[^>]+src="([^"]+)"/g),
				...linked(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g),
				...linked(/<link[^>]+href="([^"]+)"[^>]+rel="modulepreload"/g)
			]),
			styles: await sumOf(linked(/<link[^>]*href="([^"]+\.css)"[^>]*>/g)),
			fonts: linked(/<link[^>]+href="([^"]+\.woff2)"/g).length
		};
	};
}
