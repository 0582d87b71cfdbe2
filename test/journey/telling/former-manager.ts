import { expect } from '@playwright/test';
import type { Gathering } from '../gathering-product.ts';
import type { Visitor } from '../walk.ts';

// Case Yokogawa: a former manager, now president of a group company, writes to someone who was not looking.

const greeting = '新しい会社を任されました';

/** Makes the former manager president of the subsidiary. The one he led left over growth, and may hear from him. */
export async function managerBecomesPresident(
	{ database }: Gathering,
	callerId: string,
	id: string
): Promise<void> {
	await database.query(`update membership set roles = '{employee,executive}' where person_id = $1`, [
		callerId
	]);
	await database.query(
		`update tenure
		set title = '代表取締役社長',
			department = '経営企画部',
			company_id = (select company_id from company where parent_id is not null)
		where person_id = $1
			and ended_on is null`,
		[callerId]
	);
	await database.query('update tenure set manager_id = $2 where person_id = $1', [id, callerId]);
	await database.query(
		`delete from departure_reason
		where tenure_id in (select tenure_id from departure where person_id = $1)`,
		[id]
	);
	await database.query(
		`insert into departure_reason (network_id, tenure_id, view, code, said_on)
		select network_id, tenure_id, 'revisited', 'growth', network_today()
		from departure
		where person_id = $1`,
		[id]
	);
	await database.query(
		`insert into consent (network_id, person_id, purpose, wording)
		select network_id, $1, 'former_manager', '…'
		from membership
		where person_id = $1
		on conflict do nothing`,
		[id]
	);
}

/** The desk asks him. A brief that names why she left is refused. */
export async function deskAsksManager(steward: Visitor, id: string): Promise<void> {
	await steward.go(`/desk/outreach/new?person=${id}`);
	await steward.sees('元上司（現在は役員）');
	await steward.page
		.locator('li')
		.filter({ hasText: '元上司（現在は役員）' })
		.getByRole('link', { name: 'この人に依頼する' })
		.click();
	const brief = await steward.page.locator('textarea[name=brief]').inputValue();
	await steward.page
		.locator('textarea[name=brief]')
		.fill(`${brief}\n成長の機会がないと感じて辞めた方です。`);
	await steward.press('依頼を送る');
	await steward.sees('ご本人が打ち明けた事情に触れています。');
	await steward.page.locator('textarea[name=brief]').fill(brief);
	await steward.press('依頼を送る');
	await steward.sees('依頼を送りました。');
}

/** He sees what was asked of him, not why she left, and writes. Gives the path of the conversation. */
export async function managerWrites(
	manager: Visitor,
	to: { family: string; given: string }
): Promise<string> {
	await manager.go('/staff');
	await manager.page
		.locator('[aria-labelledby=calls] a')
		.filter({ hasText: `${to.family} ${to.given}` })
		.click();
	await manager.look();
	await expect(manager.page.locator('main')).not.toContainText('成長・キャリアの機会');
	await manager.press('引き受ける');
	await manager.page
		.locator('textarea[name=words]')
		.fill(
			`ご無沙汰しています。${greeting}。あなたの仕事ぶりを思い出しています。近況を聞かせてください。`
		);
	await manager.press('メッセージを送る');
	await manager.sees(greeting);
	return new URL(manager.page.url()).pathname;
}

export async function alumnaAnswers(alumna: Visitor, conversation: string): Promise<void> {
	await alumna.go('/messages');
	await alumna.go(conversation);
	await alumna.sees(greeting);
	const accept = alumna.page.getByRole('button', { name: '承認する' });
	if (await accept.count()) await accept.click();
	await alumna.page.locator('main textarea').fill('お久しぶりです。うれしいです。');
	await alumna.page.getByRole('button', { name: '送る' }).click();
	await expect(alumna.page.locator('#thread')).toContainText('うれしいです');
}

export async function deskSeesAnswer(gathering: Gathering, steward: Visitor): Promise<void> {
	await expect(async () => {
		await steward.page.goto(`${gathering.origin}/desk/outreach`);
		await expect(steward.page.locator('td').getByText('返事あり').first()).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
}
