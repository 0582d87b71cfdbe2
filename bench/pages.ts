import type { Grown } from './network.ts';
import { withClient } from './server.ts';

/** The pages that members open. Searches are for 中村 and 東京. */
const memberPages = [
	'/home',
	'/people',
	'/people?q=%E4%B8%AD%E6%9D%91',
	'/search?q=%E4%B8%AD%E6%9D%91',
	'/events',
	'/groups',
	'/messages',
	'/notifications',
	'/since',
	'/come-back',
	'/openings',
	'/openings?q=%E6%9D%B1%E4%BA%AC',
	'/letters/[letter]',
	'/posts/[post]',
	'/groups/[group]',
	'/people/[person]',
	'/events/[event]',
	'/openings/[opening]'
];
/** The pages of the alumni desk. The department is 営業. */
const deskPages = [
	'/desk',
	'/desk/overview',
	'/desk/report',
	'/desk/people',
	'/desk/people?q=%E4%B8%AD%E6%9D%91',
	'/desk/people?quadrant=ready&sort=left',
	'/desk/people?quadrant=unknown',
	'/desk/people?department=%E5%96%B6%E6%A5%AD',
	'/desk/people/[person]',
	'/desk/people/duplicates',
	'/desk/invitations',
	'/desk/invitations/new',
	'/desk/invitations/basis',
	'/desk/claims',
	'/desk/outbox',
	'/desk/openings',
	'/desk/applications',
	'/desk/talks',
	'/desk/outreach',
	'/desk/rehires',
	'/desk/events',
	'/desk/changes',
	'/desk/reach',
	'/desk/paths',
	'/desk/reasons',
	'/desk/segments',
	'/desk/segments/[segment]',
	'/desk/surveys',
	'/desk/surveys/[survey]'
];
/** Boards count over everyone, and may cost a little more than other pages. */
const boards = [
	'/desk/quadrants',
	'/desk/unlock',
	'/desk/unlock/relocation',
	'/desk/cadence',
	'/desk/publish'
];

/** A page as a route says it, who opens it, and how many times as long it may take on the large network. */
export type Page = { route: string; opens: 'reader' | 'steward'; limit: number };

export const pages: readonly Page[] = [
	...memberPages.map((route): Page => ({ route, opens: 'reader', limit: 1.5 })),
	...deskPages.map((route): Page => ({ route, opens: 'steward', limit: 1.5 })),
	...boards.map((route): Page => ({ route, opens: 'steward', limit: 2 }))
];

/** One of each kind that a page can be of: the latest that everyone may read. */
const things: Record<string, string> = {
	post: `select max(post_id::text) from post where network_id = $1 and group_id is null`,
	group: `select max(group_id::text) from "group" where network_id = $1`,
	person: `select person_id::text from membership where network_id = $1 order by joined_at desc limit 1 offset 500`,
	event: `select max(event_id::text) from event where network_id = $1`,
	opening: `select max(opening_id::text) from opening where network_id = $1`,
	letter: `select max(letter_id::text) from letter where network_id = $1`,
	segment: `select max(segment_id::text) from segment where network_id = $1`,
	survey: `select max(survey_id::text) from survey where network_id = $1`
};

/** Gives for a route like `/posts/[post]` the address of such a page in a network. */
export async function addressesIn(url: string, { networkId }: Grown): Promise<(route: string) => string> {
	const ids = new Map<string, string>();
	await withClient(url, async (client) => {
		for (const [kind, question] of Object.entries(things)) {
			const { rows } = await client.query<string[]>({
				text: question,
				values: [networkId],
				rowMode: 'array'
			});
			ids.set(kind, rows[0]![0]!);
		}
	});
	return (route) => route.replace(/\[(\w+)\]/g, (_, kind: string) => ids.get(kind)!);
}
