/** A page without what makes it this one: /posts/0198…-… is a page like each post's. */
export const shapeOf = (page: string) => page.replace(/[\da-f]{8}-[\da-f-]{27}/g, '…');

/** What is no page of an alumna, or does something. */
const left =
	/^\/(desk|sign-out|sign-in|as|language|uploads|me\/data\/|api|_app)|\.(ics|pdf|png|svg|json|xml|webmanifest)$/;

/** One page of each kind that links from Home lead to. */
export async function pagesFrom(origin: string, cookie: string): Promise<string[]> {
	const seen = new Map<string, string>();
	const waiting = ['/home'];
	while (waiting.length > 0) {
		const page = waiting.shift()!;
		if (seen.has(shapeOf(page))) continue;
		const answer = await fetch(origin + page, { headers: { cookie }, redirect: 'manual' });
		const text = await answer.text();
		const isPage = answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html');
		seen.set(shapeOf(page), isPage ? page : '');
		if (!isPage) continue;
		for (const [, found] of text.matchAll(/href="(\/[^"?#]*)/g))
			if (!left.test(found!)) waiting.push(found!);
	}
	return [...seen.values()].filter(Boolean);
}
