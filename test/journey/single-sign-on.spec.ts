import { expect, test, type Page } from '@playwright/test';
import { newKeys } from '../fixtures/certificate.ts';
import { product, stewardLink } from './product.ts';
import { openidProvider, samlMetadata, samlProvider, type Running } from './single-sign-on/providers.ts';
import { Visitor } from './walk.ts';

// Two real identity providers sign in people who work at the company: one whom the network does not know joins by the way.

const running: Running[] = [];
test.afterAll(() => {
	for (const { close } of running) close();
});

const hostOf = () => `http://company.localhost:${product().port}`;
const settings = '/desk/settings/single-sign-on';

/** A row of what is to be registered at the provider. */
const shown = (page: Page, name: string) => page.locator('dt', { hasText: name }).locator('+ dd').innerText();

const choose = ({ page }: Visitor, name: string, value: string) =>
	page.locator(`input[name=${name}][value=${value}]`).check();

async function add(admin: Visitor, called: string, kind: 'oidc' | 'saml', domain: string): Promise<void> {
	await admin.go(settings);
	await admin.fill('Name', called);
	await choose(admin, 'kind', kind);
	await admin.fill('Email domains', domain);
	await admin.press('Add and go on');
}

const save = async ({ page }: Visitor, part: string) => {
	await page.locator(`#${part}`).getByRole('button', { name: 'Save' }).click();
	await expect(page.locator(`#${part}`).getByText('Saved.', { exact: true })).toBeVisible();
};

/** Signs in at the pages of the OpenID provider. */
async function signInThere(page: Page, email: string): Promise<void> {
	await page.locator('input[name=login]').fill(email);
	await page.locator('input[name=password]').fill('anything');
	await page.locator('[type=submit]').click();
	await page.locator('[type=submit]').click(); // what may be told to us
}

async function connectOpenid(admin: Visitor): Promise<void> {
	const [port] = product().identityPorts;
	await add(admin, 'Sakura ID', 'oidc', 'sakura.example.jp');
	const { page } = admin;
	const redirectUri = await shown(page, 'Redirect URI');
	const client = { id: 'okaeri', secret: 'a secret of the client', redirectUri };
	const person = { email: '', familyName: 'Arai', givenName: 'Hana' };
	running.push(await openidProvider(port!, client, person));
	await admin.fill('Issuer URL', `http://127.0.0.1:${port}`);
	await admin.fill('Client ID', client.id);
	await admin.fill('Client secret', client.secret);
	await save(admin, 'oidc');
	await choose(admin, 'admitsNew', 'yes');
	await save(admin, 'scope');
	await page.getByRole('link', { name: 'Test the current settings' }).click();
	await signInThere(page, 'steward@sakura.example.jp');
	await admin.sees('It works. You came back as steward@sakura.example.jp.');
	await admin.press('Turn on');
	await admin.sees('Employees can sign in this way.');
}

async function connectSaml(admin: Visitor, email: string): Promise<void> {
	const [, port] = product().identityPorts;
	const keys = newKeys();
	await add(admin, 'Sakura SAML', 'saml', 'works.sakura.example.jp');
	const { page } = admin;
	const read = async (address: string) => (await fetch(address)).text();
	const ours = await page.evaluate(read, await shown(page, 'Entity ID')); // only the browser knows our host
	running.push(await samlProvider(port!, keys, ours, { email, familyName: '', givenName: '' }));
	await page.getByLabel('Metadata (XML)').fill(samlMetadata(port!, keys));
	await save(admin, 'saml');
	await choose(admin, 'admitsNew', 'yes');
	await save(admin, 'scope');
	await page.getByRole('link', { name: 'Test the current settings' }).click();
	await page.getByRole('button', { name: 'Send' }).click();
	await admin.sees(`It works. You came back as ${email}.`);
	await admin.press('Turn on');
	await admin.sees('Employees can sign in this way.');
}

/** Someone types their address, and is led to their company's provider by its domain. */
async function setOut(visitor: Visitor, email: string): Promise<void> {
	await visitor.go('/people');
	await visitor.fill('Email address', email);
	await visitor.page.getByRole('button', { name: 'Next' }).click();
}

test('an OpenID provider and a SAML provider sign employees in', async ({ browser }) => {
	const host = hostOf();
	const admin = await Visitor.arrive(browser, 'en', { host });
	await admin.go(await stewardLink('company'));
	await admin.press('Sign in now');
	await connectOpenid(admin);
	const worker = 'sato@works.sakura.example.jp';
	await connectSaml(admin, worker);

	const arai = await Visitor.arrive(browser, 'en', { host });
	await setOut(arai, 'arai@sakura.example.jp');
	await signInThere(arai.page, 'arai@sakura.example.jp');
	await expect(arai.page.locator('#familyName')).toHaveValue('Arai');
	await arai.page.locator('input[name=consents]').check();
	await arai.press('Join');
	await expect(arai.page).toHaveURL(`${host}/people`);
	await arai.page.goto(`${host}/desk`);
	await expect(arai.page.locator('main'), 'an employee, and no more').not.toContainText('Settings');

	const sato = await Visitor.arrive(browser, 'en', { host, javaScriptEnabled: false });
	await setOut(sato, worker);
	await sato.page.getByRole('button', { name: 'Send' }).click();
	await sato.fill('Family name', 'Sato');
	await sato.page.locator('input[name=consents]').check();
	await sato.press('Join');
	await expect(sato.page, 'not where the provider said').toHaveURL(`${host}/people`);

	await admin.go(settings);
	await choose(admin, 'only', 'yes');
	await save(admin, 'only');
	const again = await Visitor.arrive(browser, 'en', { host });
	await again.go('/sign-in');
	await again.page.getByRole('link', { name: 'Sign in with Sakura SAML' }).click();
	await again.page.getByRole('button', { name: 'Send' }).click();
	await expect(again.page).toHaveURL(`${host}/staff`);
	for (const visitor of [admin, arai, sato, again]) await visitor.context.close();
});
