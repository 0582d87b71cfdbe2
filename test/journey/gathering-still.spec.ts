import { test } from '@playwright/test';
import { enter, person } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { eventPasses } from './gathering/event.ts';
import * as event from './gathering/still-event.ts';
import * as still from './gathering/still.ts';
import type { Visitor } from './walk.ts';

let gathering: Gathering;
test.beforeAll(async () => {
	gathering = await startGathering();
});
test.afterAll(() => gathering.end());

const withoutScript = { javaScriptEnabled: false };

test('everything but live updates and push works without JavaScript', async ({ browser }) => {
	const tied = await enter(gathering, browser, 'tied', 'ja', withoutScript);
	const ready = await enter(gathering, browser, 'ready', 'ja', withoutScript);
	const them = await person(gathering, 'ready');
	const post = await still.postsPicture(gathering, tied, them);
	await still.commentsAndReacts(gathering, ready, post);
	await still.findsAndWrites(gathering, tied, ready, them);
	await still.joinsAndFounds(gathering, ready);
	await still.introducesThemselves(gathering, ready, await person(gathering, 'tied'));
	for (const visitor of [tied, ready]) await visitor.leave();
});

test('an event runs from announcement to summary, and a report to its decision, without JavaScript', async ({
	browser
}) => {
	const steward = await enter(gathering, browser, 'steward', 'ja', withoutScript);
	const tied = await enter(gathering, browser, 'tied', 'ja', withoutScript);
	const ready = await enter(gathering, browser, 'ready', 'ja', withoutScript);
	const url = await event.deskAnnounces(gathering, steward);
	await event.waitsAndComes(url, tied, ready, steward);
	await eventPasses(gathering, url);
	await event.deskSumsUp(url, steward, ready);
	await event.reportsPost(gathering, tied, steward);
	for (const visitor of [steward, tied, ready]) await visitor.leave();
});

const alumnusPages = ({ post, group, event, past, me }: Record<string, string>) => [
	'/home',
	`/posts/${post}`,
	`/posts/${post}/share`,
	'/people',
	'/people?q=a',
	`/people/${me}`,
	'/me/profile',
	'/me/notifications',
	'/groups',
	'/groups/new',
	`/groups/${group}`,
	`/groups/${group}/members`,
	'/events',
	'/events?when=past',
	`/events/${event}`,
	`/events/${past}`,
	'/events/new',
	'/messages',
	'/messages/new',
	'/messages/new?to=desk',
	'/notifications',
	'/saved',
	'/news'
];
const deskPages = ({ event }: Record<string, string>) => [
	'/desk',
	'/desk/inbox',
	'/desk/care',
	'/desk/care?which=settled',
	'/desk/launch',
	'/desk/helpers',
	'/desk/invitations',
	'/desk/invitations/new',
	'/desk/invitations/basis',
	'/desk/invitations/words',
	'/desk/outbox',
	'/desk/mail',
	`/events/${event}/check-in`,
	`/events/${event}/edit`
];

/** What the pages are about: a post with a poll, an open group, the last event, one that is over, and the visitor. */
async function subjects(): Promise<Record<string, string>> {
	const id = async (query: string) => (await gathering.database.query<{ id: string }>(query)).rows[0]!.id;
	return {
		post: await id('select post_id as id from post where group_id is null and has_poll limit 1'),
		group: await id(`select group_id as id from "group" where kind = 'open' limit 1`),
		event: await id('select event_id as id from event order by starts_at desc limit 1'),
		past: await id(`select event_id as id from event where summary <> '' limit 1`),
		me: (await person(gathering, 'tied')).id
	};
}

async function speak(visitor: Visitor, locale: 'ja' | 'en'): Promise<void> {
	await visitor.page.request.post(`${gathering.origin}/language`, {
		form: { locale, here: '/' },
		headers: { origin: gathering.origin }
	});
}

for (const locale of ['ja', 'en'] as const)
	test(`every page of the gathering is sound to axe, in both themes (${locale})`, async ({ browser }) => {
		const tied = await enter(gathering, browser, 'tied');
		const steward = await enter(gathering, browser, 'steward');
		const about = await subjects();
		for (const visitor of [tied, steward]) await speak(visitor, locale);
		await tied.page.setViewportSize({ width: 360, height: 780 });
		for (const path of alumnusPages(about)) await tied.go(path);
		for (const path of deskPages(about)) await steward.go(path);
		for (const visitor of [tied, steward]) {
			await speak(visitor, 'ja');
			await visitor.leave();
		}
	});
