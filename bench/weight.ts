import { gzipSync } from 'node:zlib';
import type { BenchProduct } from './product.ts';
import type { Measured } from './measured.ts';

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

/** What a browser fetches for Home, gzipped: HTML, scripts and styles; and how many fonts the page asks for at once. */
export async function weighHome({ origin, cookie }: BenchProduct): Promise<Measured[]> {
	const html = await (await fetch(`${origin}/home`, { headers: { cookie } })).text();
	const linked = (pattern: RegExp) =>
		[...html.matchAll(pattern)].map((found) => new URL(found[1]!, `${origin}/home`).href);
	const weigh = async (urls: string[]) => {
		let sum = 0;
		for (const url of urls)
			sum += gzipSync(
				Buffer.from(await (await fetch(url, { headers: { cookie } })).arrayBuffer())
			).length;
		return sum;
	};
	const scripts = await weigh([
		...linked(/<script[^>]+src="([^"]+)"/g),
		...linked(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g),
		...linked(/<link[^>]+href="([^"]+)"[^>]+rel="modulepreload"/g)
	]);
	const styles = await weigh(linked(/<link[^>]*href="([^"]+\.css)"[^>]*>/g));
	const fonts = linked(/<link[^>]+href="([^"]+\.woff2)"/g).length;
	return [
		{
			what: 'Home, JavaScript, gzip',
			budget: '≤ 60 KB',
			measured: kilobytes(scripts),
			kept: scripts <= 60 * 1024
		},
		{
			what: 'Home, CSS, gzip',
			budget: '≤ 20 KB',
			measured: kilobytes(styles),
			kept: styles <= 20 * 1024
		},
		{ what: 'Home, HTML, gzip', budget: 'told', measured: kilobytes(gzipSync(html).length), kept: true },
		{ what: 'Home, fonts fetched without need', budget: '0', measured: String(fonts), kept: fonts === 0 }
	];
}
