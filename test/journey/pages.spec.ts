import { expect, test, type Browser } from '@playwright/test';
import { enter, person } from './gathering-people.ts';
import { startGathering, type Gathering } from './gathering-product.ts';
import { faultsOf } from './pages/faults.ts';
import { faulty } from './pages/faulty.ts';
import { prepare } from './pages/preparing.ts';
import { everyRoute, Walk } from './pages/walking.ts';
import { Visitor } from './walk.ts';

let gathering: Gathering;
test.beforeAll(async ({ browser }) => {
	gathering = await startGathering();
	await prepare(gathering, browser);
});
test.afterAll(() => gathering.end());

const roles = ['steward', 'executive', 'former_manager', 'tied', 'anonymous'] as const;
const opened = new Set<string>();
const walked = new Set<(typeof roles)[number]>();

/** Pages that nobody in the demo comes to by links: they only lead on, or a mail leads there, which the journeys follow. */
const elsewhere = new Set([
	'/as',
	'/language',
	'/sign-out',
	'/ui',
	'/address/[token]',
	'/approve/[token]',
	'/care/[report]', // leads to whoever wrote what was reported
	'/events/[event]/pictures', // of an event that is over
	'/events/[event]/reactions', // to what was said under it; a demo has none
	'/desk/segments/[segment]', // a demo has no segment and no survey
	'/desk/segments/[segment]/edit',
	'/desk/surveys/[survey]',
	'/surveys/[survey]',
	'/desk/imports/[import]/differences/[field]',
	'/claim/[token]',
	'/desk/claims/[claim]', // a demo has no request to join
	'/desk/outreach/rounds/[round]', // a demo has asked for nobody in a round
	'/stay', // for who left and signed in
	'/desk/concerns/[concern]',
	'/desk/settings/single-sign-on/[provider]', // a demo has no provider; single-sign-on.spec.ts opens these
	'/sign-in/with/[provider]/arrive',
	'/support/[token]',
	'/join/[token]',
	'/me/confirm', // a demo asks nobody to prove who they are, nor for a second factor
	'/me/security/app',
	'/me/security/recovery',
	'/sign-in/second',
	'/leaving/[token]',
	'/leaving/address/[token]',
	'/telling/[token]',
	'/pulse/[token]',
	'/stay/[token]',
	'/unsubscribe/[token]',
	'/my-story/[story]',
	'/staff/check-ins/[rehire]/[stage]'
]);
/** Links that have ended, and an address at which there is nothing. */
const dead = ['/pulse/nothing-there', '/unsubscribe/nothing-there', '/join/nothing-there', '/nothing-there'];

async function arrive(browser: Browser, role: (typeof roles)[number], locale: 'ja' | 'en'): Promise<Visitor> {
	const visitor =
		role === 'anonymous'
			? await Visitor.arrive(browser, locale, { host: gathering.origin })
			: await enter(gathering, browser, role, locale);
	await visitor.page.request.post(`${gathering.origin}/language`, {
		form: { locale, here: '/' },
		headers: { origin: gathering.origin }
	});
	return visitor;
}

test('each check finds its fault, and nothing where it is not', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	for (const { kind, wrong, right } of faulty) {
		await page.setContent(wrong);
		expect(kindsOf(await faultsOf(page)), wrong).toEqual([kind]);
		await page.setContent(right);
		expect(await faultsOf(page), right).toEqual([]);
	}
});

const kindsOf = (faults: string[]) => [...new Set(faults.map((fault) => fault.replace(/:.*/, '')))];

// Each language is a project of playwright.config.ts, so that the two walk side by side.
for (const role of roles)
	test(`each page stands well on each screen (${role})`, async ({ browser, locale: language }) => {
		test.setTimeout(1_500_000); // the desk has more than a hundred pages
		const locale = language === 'en-GB' ? 'en' : 'ja';
		const visitor = await arrive(browser, role, locale);
		const walk = new Walk(visitor, gathering.origin, {
			lookAt: role === 'steward' ? 1280 : 360,
			inDark: locale === 'ja' // colours are the same in each language
		});
		const { id } = await person(gathering, 'distant');
		const faults = await walk.everywhere({
			missing: role === 'anonymous' ? dead : [],
			// The person whose page comes first need not be one who can be called.
			also: [`/desk/outreach/new?person=${id}`]
		});
		for (const route of walk.opened.keys()) opened.add(route);
		await visitor.leave();
		expect(faults).toEqual([]);
		walked.add(role);
	});

test('somebody came to each page', () => {
	test.skip(
		walked.size < roles.length,
		'a walk failed or was left out: it says more than what nobody came to'
	);
	expect(everyRoute().filter((route) => !opened.has(route) && !elsewhere.has(route))).toEqual([]);
});
