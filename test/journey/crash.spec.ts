import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { product } from './product.ts';

test.use({ locale: 'ja-JP' });

const rows = 20_000;
const leaver = (at: number) => `k${at},森,亮${at},ryo${at}@crash.example.jp,2010/4/1,2018/3/31\n`;
const file = Buffer.from(
	`社員番号,姓,名,メール,入社日,退職日\n${Array.from({ length: rows }, (_, at) => leaver(at)).join('')}`
);

test('web and worker are killed in the middle of an import: both come back, and the import ends as if nothing had been', async ({
	page
}) => {
	const { dataDir, crashLink, port } = product();
	const origin = `http://crash.localhost:${port}`;
	const pid = (part: string) => Number(fs.readFileSync(path.join(dataDir, `${part}.pid`), 'utf8'));
	const isServed = () =>
		fetch(`http://127.0.0.1:${port}/robots.txt`).then(
			(answer) => answer.ok,
			() => false
		);

	await page.goto(crashLink);
	await page.getByRole('button', { name: 'ログインする' }).click();
	await expect(page).not.toHaveURL(/sign-in/);
	await page.goto(`${origin}/desk/imports`);
	await page.setInputFiles('input[type=file]', { name: 'big.csv', mimeType: 'text/csv', buffer: file });
	await page.getByRole('button', { name: '読み込む' }).click();
	await expect(page.getByText(/[1-9][\d,]*行まで読みました/)).toBeVisible();
	const [web, worker] = [pid('web'), pid('worker')];
	process.kill(worker, 'SIGKILL');
	process.kill(web, 'SIGKILL');

	await expect.poll(isServed, { timeout: 30_000 }).toBe(true);
	await expect
		.poll(() => [pid('web'), pid('worker')].filter((one) => [web, worker].includes(one)), {
			timeout: 30_000
		})
		.toEqual([]);
	await page.reload();
	await page.getByRole('button', { name: /20,000人を取り込む/ }).click({ timeout: 90_000 });
	await expect(page.getByText(/取り込みました。新しい人20,000/)).toBeVisible({
		timeout: 120_000
	});
});
