import { test } from '@playwright/test';
import { enter, person } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { eventPasses } from './gathering/event.ts';
import * as event from './gathering/still-event.ts';
import * as still from './gathering/still.ts';

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
	await still.saysWhenToBeReached(gathering, ready);
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
