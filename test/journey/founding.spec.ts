import { test } from '@playwright/test';
import * as cases from './founding/cases.ts';
import { foundCompany, joinByMail, submit, type Company } from './founding/company.ts';
import * as people from './founding/people.ts';
import * as settings from './founding/settings.ts';
import * as telling from './founding/telling.ts';
import { Visitor } from './walk.ts';

// A company makes a network of its own with two commands, and runs it by its pages alone.

let company: Company;
test.afterEach(() => company.end());

const alumnus = 'chihiro.kobayashi100105@example.jp';
const optingOut = 'sakura.hamada100103@example.jp';

// Each language has a network of its own, and need not wait for the other.
test.describe.configure({ mode: 'parallel' });

for (const locale of ['ja', 'en'] as const)
	test(`a real network, from its founding to the first return (${locale})`, async ({ browser }) => {
		company = await foundCompany(locale);
		const desk = await Visitor.arrive(browser, locale, { host: company.origin });
		await desk.go(company.firstLink);
		await submit(desk, 'main form:has(input[name=token])');

		await test.step('the desk gives the network its looks, a subsidiary and a sender', async () => {
			await settings.namesAndLogo(desk);
			await settings.subsidiary(desk);
			await settings.sender(desk);
		});
		await test.step('a second steward and an executive from outside join', async () => {
			await people.invitesColleagues(desk);
			const second = await joinByMail(company, browser, locale, 'second@momiji.example');
			await people.givesDesk(desk, '佐々木 直');
			await second.go('/desk');
			const executive = await joinByMail(company, browser, locale, 'director@outside.example');
			for (const visitor of [second, executive]) await visitor.leave();
		});
		await test.step('the people who left come in, and what is wrong is mended', async () => {
			await people.loadsLeavers(desk);
			if (locale === 'en') return;
			await cases.invitesManager(desk);
			const kept = await people.personPage(desk, '加藤');
			const gone = await people.personPage(desk, '吉田');
			await people.mendsAddress(desk, kept, 'mended@example.jp');
			await people.mergesAndUndoes(desk, kept, gone);
		});
		await test.step('the invitation is written, tried and sent; one joins, one does not want it', async () => {
			await people.writesInvitation(desk, company, locale);
			await people.invitesLeavers(desk);
		});
		const visitor = await Visitor.arrive(browser, locale, { host: company.origin });
		if (locale === 'ja') await people.optsOut(visitor, company, optingOut);
		await visitor.leave();
		const joined = await joinByMail(company, browser, locale, alumnus);
		await test.step('an executive approves a letter; a change is held, stopped, sent and corrected', async () => {
			await telling.letterIsApproved(desk, company, browser, locale);
			if (locale === 'ja') await telling.changeIsHeld(desk, company, alumnus);
		});
		const manager = locale === 'ja' ? await cases.managerJoins(company, browser) : undefined;
		if (manager)
			await test.step('she whom the change concerns reads it and talks', () =>
				cases.alumnaReadsAndTalks(joined));
		await test.step('an application to the subsidiary becomes a return', () =>
			telling.applicationBecomesReturn(desk, joined));
		if (manager) {
			await test.step('the change, the talk and the application stand in one journey', () =>
				cases.journeyShows(desk, '小林千尋', [
					'「当時と今」を読んだ',
					'カジュアル面談を予約した',
					'応募した'
				]));
			await test.step('a former manager who is an executive now asks someone who was not looking', () =>
				cases.managerBringsBack(desk, manager, company, browser));
			await test.step('an opening has two doors, and only the alumnus can apply', () =>
				cases.alumnusChoosesDoor(desk, company, browser));
			await manager.leave();
		}
		for (const one of [desk, joined]) await one.leave();
	});
