import { expect, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { product, stewardLink } from './product.ts';
import { Visitor } from './walk.ts';

const email = 'steward@security.example.jp';
const password = 'four lamps beside the harbour';

/**
 * Gives a visitor's browser an authenticator that checks its owner, as a laptop with a fingerprint reader has one. It
 * offers no passkeys at the field of the address: this authenticator would take the offer before anyone presses a button.
 */
async function giveAuthenticator({ context, page }: Visitor): Promise<void> {
	await page.addInitScript(() => {
		PublicKeyCredential.isConditionalMediationAvailable = async () => false;
	});
	const cdp = await context.newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
}

async function signsOut(visitor: Visitor): Promise<void> {
	await visitor.go('/me/security');
	await visitor.page.locator('details.own > summary').click();
	await visitor.page.getByRole('button', { name: 'Sign out' }).click();
	await expect(visitor.page).not.toHaveURL(/\/me/);
	await visitor.go('/sign-in');
}

async function signsInByPassword(visitor: Visitor): Promise<void> {
	await visitor.go('/sign-in');
	await visitor.fill('Email address', email);
	await visitor.fill('Password', password);
	await visitor.press('Sign in');
	await visitor.sees('One more step to sign in.');
}

/** A passkey is added, and opens the door by itself. */
async function passkeyOpens(steward: Visitor): Promise<void> {
	const { page } = steward;
	await giveAuthenticator(steward);
	await steward.press('Set it up', 'link');
	await steward.press('Add a passkey', 'link');
	await steward.fill('Name', 'My laptop');
	await page.getByRole('button', { name: 'Create it' }).click();
	await expect(page).toHaveURL(/saved=passkey/);
	await steward.sees('My laptop');
	await steward.go('/desk');
	await expect(page.getByText('Two-step sign-in is required')).toHaveCount(0);
	await signsOut(steward);
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await expect(page).toHaveURL(/\/desk/);
}

/** An authenticator app is set up, and recovery codes are shown, once. Gives both. */
async function setsAppUp(steward: Visitor): Promise<{ app: TOTP; recovery: string }> {
	const { page } = steward;
	await steward.go('/me/security');
	await steward.press('Set up an authenticator app');
	const letters = (await page.locator('main code').textContent()) ?? '';
	const app = new TOTP({ secret: Secret.fromBase32(letters.replaceAll(' ', '')) });
	await steward.fill('Six-digit code', '000000');
	await steward.press('Confirm and turn on');
	await steward.sees(/This code is not right/);
	await steward.fill('Six-digit code', app.generate());
	await steward.press('Confirm and turn on');
	const codes = await page.locator('ul code').allTextContents();
	expect(codes).toHaveLength(10);
	await steward.go('/me/password');
	await steward.fill('New password', password);
	await steward.press('Save');
	return { app, recovery: codes[3]! };
}

test('a steward sets two factors up, signs in by each, and ends a session elsewhere', async ({ browser }) => {
	const host = `http://security.localhost:${product().port}`;
	const steward = await Visitor.arrive(browser, 'en', { host });
	const { page } = steward;
	await steward.go(await stewardLink('security'));
	await steward.press('Sign in now');
	await steward.go('/desk');
	await steward.sees(/Two-step sign-in is required for your role\. In 7 days/);
	await test.step('a passkey is added, and opens the door', () => passkeyOpens(steward));
	const { app, recovery } = await test.step('an app is set up', () => setsAppUp(steward));
	await test.step('a password alone opens nothing; with a code it does', async () => {
		await signsOut(steward);
		await signsInByPassword(steward);
		await page.goto(`${host}/desk`);
		await expect(page).toHaveURL(/\/sign-in\?next/);
		await signsInByPassword(steward);
		await steward.fill('Six-digit code', app.generate({ timestamp: Date.now() + 30_000 }));
		await steward.press('Continue');
		await expect(page).toHaveURL(/\/desk/);
	});
	const elsewhere = await Visitor.arrive(browser, 'en', { host });
	await test.step('a recovery code opens another browser', async () => {
		await signsInByPassword(elsewhere);
		await elsewhere.page.getByText('Use a recovery code').click();
		await elsewhere.fill('Recovery code', recovery);
		await elsewhere.page.locator('details').getByRole('button', { name: 'Continue' }).click();
		await expect(elsewhere.page).toHaveURL(/\/desk/);
	});
	await test.step('its session is ended from here', async () => {
		await steward.go('/me/security');
		await expect(page.locator('#sessions li')).toHaveCount(2);
		await steward.sees(/9 unused codes/);
		await steward.press('Sign out everywhere else');
		await expect(page.locator('#sessions li')).toHaveCount(1);
		await elsewhere.page.goto(`${host}/desk`);
		await expect(elsewhere.page).toHaveURL(/\/sign-in\?next/);
	});
	for (const visitor of [steward, elsewhere]) await visitor.leave();
});
