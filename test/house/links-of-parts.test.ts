import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressOf, isRouteOff, parts, type Part } from '#access/parts/parts.ts';

test('a link from one part to another asks whether that one is on', () => {
	const asks = /isPartOn|may\(|permission|mayAnnounce/;
	const blind = globSync('src/**/*.svelte').flatMap((file) => {
		const text = readFileSync(file, 'utf8');
		const at = addressOf(file.replace(/^src\/routes/, '').replace(/\/[^/]*$/, ''));
		const links = [...text.matchAll(/href=["'{`]+(\/[a-z-]+(?:\/[a-z-]+)*)/g)].map(([, href]) => href!);
		return links
			.filter((href) => parts.some((part) => isRouteOff(href, [part]) && !isOfPart(file, at, part)))
			.filter(() => !asks.test(text))
			.map((href) => `${file}: ${href}`);
	});
	expect(blind).toEqual([]);
});

/** Rooms that show only what a query of the part gives them. */
const rooms: Record<Part, RegExp> = {
	groups: /gathering\/groups|gathering\/posts\/PostCard/,
	events: /gathering\/events/,
	openings: /returning\/(openings|applications|explaining)/,
	talks: /returning\/casual-talks/,
	mentoring: /gathering\/mentoring/,
	collaborations: /gathering\/collaborations/,
	papers: /gathering\/papers/,
	surveys: /seeing\/surveys/
};
const isOfPart = (file: string, at: string, part: Part) => isRouteOff(at, [part]) || rooms[part].test(file);
