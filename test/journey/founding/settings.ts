import { expect } from '@playwright/test';
import sharp from 'sharp';
import type { Visitor } from '../walk.ts';
import { submit } from './company.ts';

// The desk makes the network its own: names, logo, colour, a subsidiary, and who its mails are from.

export async function namesAndLogo(desk: Visitor): Promise<void> {
	await desk.go('/desk');
	await expect(desk.page.locator('#first-week')).toBeVisible();
	await desk.go('/desk/settings/look');
	await desk.page.locator('input[name=nameEn]').fill('Momiji Circle');
	await submit(desk, 'form[action^="?/names"]');
	const logo = await sharp({ create: { width: 320, height: 96, channels: 3, background: '#a33' } })
		.png()
		.toBuffer();
	await desk.page
		.locator('input[name=logo]')
		.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
	await submit(desk, 'form[action^="?/logo"]');
	await expect(desk.page.locator('img[src^="/logo/header"]').first()).toBeVisible();
	await desk.page.locator('input[name=accent]').fill('#2a6f4f');
	await submit(desk, 'form[action^="?/accent"]');
	await expect(desk.page.locator('#accent [role=status]')).toBeVisible();
}

export async function subsidiary(desk: Visitor): Promise<void> {
	await desk.go('/desk/settings/companies');
	await desk.page.locator('form[action^="?/add"] input[name=nameJa]').fill('もみじデジタル株式会社');
	await desk.page.locator('form[action^="?/add"] input[name=nameEn]').fill('Momiji Digital');
	await desk.page.locator('form[action^="?/add"] select[name=parentId]').selectOption({ index: 1 });
	await submit(desk, 'form[action^="?/add"]');
	await desk.sees(/もみじデジタル|Momiji Digital/);
}

export async function sender(desk: Visitor): Promise<void> {
	await desk.go('/desk/settings/mail');
	for (const [name, value] of Object.entries({
		senderName: 'もみじ アルムナイ事務局',
		replyAddress: 'hello@momiji.example',
		postalAddress: '宮城県仙台市青葉区1-1',
		contact: '022-000-0000'
	}))
		await desk.page.locator(`[name=${name}]`).fill(value);
	await submit(desk, 'form[action^="?/mail"]');
	// Nobody's mail waits for the morning, whatever hour it is while this runs.
	await desk.go('/desk/settings/limits');
	for (const name of ['quietFrom', 'quietUntil'])
		await desk.page.locator(`input[name=${name}]`).fill('03:00');
	await submit(desk, 'form[action^="?/reach"]');
	await desk.go('/desk');
	await expect(desk.page.locator('li.done').first()).toBeVisible();
}
