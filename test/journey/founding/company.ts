import { execFile } from 'node:child_process';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, type Browser } from '@playwright/test';
import type { ParsedMail } from 'mailparser';
import { takeMails } from '../gathering-product.ts';
import { dataFolder, freePort, startProduct, stop } from '../product.ts';
import { Visitor } from '../walk.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const okaeri = path.join(root, 'bin/okaeri');

/** A company with a real network of its own, made with two commands, and the mails that leave it. */
export type Company = {
	origin: string;
	mails: ParsedMail[];
	/** The link by which the first steward signs in, as `found` prints it. */
	firstLink: string;
	end: () => Promise<void>;
};

/** Founds a network in one language and starts the product for it, with an SMTP server that keeps what it gets. */
export async function foundCompany(locale: 'ja' | 'en'): Promise<Company> {
	const dataDir = dataFolder('founding');
	const mails: ParsedMail[] = [];
	const smtp = await takeMails(mails);
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const env = {
		...process.env,
		OKAERI_DATA: dataDir,
		PORT: String(port),
		HOST: '127.0.0.1',
		LOG_LEVEL: 'warn',
		DATABASE_URL: '',
		ORIGIN: origin,
		SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
		MAIL_FROM: 'Momiji Circle <circle@momiji.example>'
	};
	const { stdout } = await promisify(execFile)(
		okaeri,
		['found', 'もみじの輪', '--company', '株式会社もみじ', '--steward', steward, '--locale', locale],
		{ env }
	);
	const product = await startProduct(env);
	return {
		origin,
		mails,
		firstLink: /http\S+/.exec(stdout)![0],
		end: async () => {
			await stop(product);
			await new Promise<void>((done) => smtp.close(() => done()));
			fs.rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

export const steward = 'desk@momiji.example';

/** Waits for a mail to an address whose text matches, and gives the first link in it that matches. */
export async function linkIn(company: Company, address: string, link: RegExp): Promise<string> {
	let found: string | undefined;
	await expect
		.poll(
			() =>
				(found = mailsTo(company, address)
					.map((mail) => link.exec(mail.text ?? '')?.[0])
					.findLast(Boolean)),
			{
				timeout: 60_000,
				message: `a mail to ${address} with ${link}`
			}
		)
		.toBeTruthy();
	return found!;
}

/** The mails that an address got, the first first. */
export const mailsTo = ({ mails }: Company, address: string): ParsedMail[] =>
	mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(address)));

/** Someone follows the invitation in their mail and joins. What they tell when they do is filled in by `tells`. */
export async function joinByMail(
	company: Company,
	browser: Browser,
	locale: 'ja' | 'en',
	address: string,
	tells?: (visitor: Visitor) => Promise<void>
): Promise<Visitor> {
	const visitor = await Visitor.arrive(browser, locale, { host: company.origin });
	await visitor.go(await linkIn(company, address, /http\S+\/join\/[\w-]+/));
	const agreed = visitor.page.locator('input[name=consents][value=return_mail]');
	if (await agreed.isVisible()) await agreed.check();
	await tells?.(visitor);
	await submit(visitor, 'main form:has(input[name=password])');
	await expect(visitor.page).not.toHaveURL(/\/join\//);
	return visitor;
}

/** Presses the main button of a form that is named by what it holds. Where it leads is looked at by `go`. */
export async function submit(visitor: Visitor, form: string): Promise<void> {
	await visitor.page.locator(form).first().locator('button.main, button').first().click();
	await visitor.page.waitForLoadState();
	await expect(visitor.page.locator('[aria-busy=true]')).toHaveCount(0); // a form that answers in place
}
