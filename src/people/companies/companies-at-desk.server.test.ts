import { beforeAll, describe, expect, test } from 'vitest';
import { companiesOf } from '#people/tenures/companies.server.ts';
import { Forbidden, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import {
	addCompany,
	changeCompany,
	closeCompany,
	companiesAtDesk,
	deleteCompany,
	reopenCompany
} from './companies-at-desk.server.ts';

const own = useOwnDatabase();
let ours: Hikari;
let theirs: Hikari;

beforeAll(async () => {
	ours = await foundHikari(own.owner, 'ours');
	theirs = await foundHikari(own.owner, 'theirs');
});

const company = async (companyId: string) => {
	const found = (await companiesAtDesk(ours.hashimoto)).find((one) => one.companyId === companyId);
	expect(found).toBeDefined();
	return found!;
};
const at = async (companyId: string) => ({ companyId, revision: (await company(companyId)).revision });
const refused = (why: string, field = 'form') => ({ why, field });

test('the desk sees who belongs to each company', async () => {
	expect(await company(ours.parentId)).toMatchObject({ working: 3, left: 3, isUsed: true, depth: 0 });
	expect(await company(ours.digitalId)).toMatchObject({ working: 0, left: 0, depth: 1 });
	const ids = (await companiesAtDesk(ours.hashimoto)).map((one) => one.companyId);
	expect(ids).not.toContain(theirs.parentId);
});

test('a company is added below another, renamed, and moved, but never below itself', async () => {
	const id = await addCompany(ours.hashimoto, {
		nameJa: 'ひかり物流',
		nameEn: 'Hikari Logistics',
		parentId: ours.digitalId
	});
	expect(await company(id)).toMatchObject({ depth: 2, isUsed: false });
	const names = { nameJa: 'ひかりロジ', nameEn: 'Hikari Logi' };
	await changeCompany(ours.hashimoto, await at(id), { ...names, parentId: ours.parentId });
	expect(await company(id)).toMatchObject({ ...names, parentId: ours.parentId });
	await changeCompany(ours.hashimoto, await at(id), { ...names, parentId: ours.digitalId });
	const digital = await company(ours.digitalId);
	for (const parentId of [id, ours.digitalId])
		await expect(
			changeCompany(ours.hashimoto, await at(ours.digitalId), { ...digital, parentId })
		).rejects.toMatchObject(refused('below_itself', 'parentId'));
	await expect(
		addCompany(ours.hashimoto, { nameJa: 'ひかりロジ', nameEn: 'Other', parentId: null })
	).rejects.toMatchObject(refused('company_there', 'nameJa'));
	await expect(
		addCompany(ours.hashimoto, { nameJa: '別', nameEn: 'Other', parentId: theirs.parentId })
	).rejects.toMatchObject(refused('no_company', 'parentId'));
});

test('what someone else changed first is not overwritten', async () => {
	const before = await at(ours.digitalId);
	const wish = { nameJa: 'ひかりデジタル', nameEn: 'Hikari Digital One', parentId: ours.parentId };
	await changeCompany(ours.hashimoto, before, wish);
	await expect(
		changeCompany(ours.hashimoto, before, { ...wish, nameEn: 'Hikari Digital Two' })
	).rejects.toThrow(Stale);
	await expect(closeCompany(ours.hashimoto, before)).rejects.toThrow(Stale);
	expect((await company(ours.digitalId)).nameEn).toBe('Hikari Digital One');
});

test('of two that add the same company at once, one is told that it is there', async () => {
	const wish = { nameJa: 'ひかり電装', nameEn: 'Hikari Electric', parentId: null };
	const both = await Promise.allSettled([
		addCompany(ours.hashimoto, wish),
		addCompany(ours.hashimoto, wish)
	]);
	expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

describe('a company is closed', () => {
	test('from below: open companies and openings keep it open', async () => {
		await expect(closeCompany(ours.hashimoto, await at(ours.digitalId))).rejects.toMatchObject(
			refused('open_below')
		);
		await own.owner.query(
			`insert into opening (network_id, company_id, title, state, opened_at, owner_id)
			select network_id, company_id, '求人', 'open', now(), $2
			from company
			where network_id = $1 and name_ja = 'ひかりロジ'`,
			[ours.network.networkId, ours.hashimoto.personId]
		);
		const logi = (await companiesAtDesk(ours.hashimoto)).find((one) => one.nameJa === 'ひかりロジ')!;
		expect(logi.openings).toBe(1);
		await expect(closeCompany(ours.hashimoto, logi)).rejects.toMatchObject(refused('has_openings'));
	});

	test('and is then offered for nothing new, keeps its people, and can open again', async () => {
		await own.owner.query(`update opening set state = 'closed', closed_at = now() where title = '求人'`);
		const logi = (await companiesAtDesk(ours.hashimoto)).find((one) => one.nameJa === 'ひかりロジ')!;
		await closeCompany(ours.hashimoto, logi);
		await closeCompany(ours.hashimoto, await at(ours.digitalId));
		const offered = async (which: 'open' | 'all') =>
			(await companiesOf(ours.hashimoto, which)).map((one) => one.companyId);
		expect(await offered('open')).not.toContain(ours.digitalId);
		expect(await offered('all')).toContain(ours.digitalId);
		await expect(reopenCompany(ours.hashimoto, await at(logi.companyId))).rejects.toMatchObject(
			refused('closed_above')
		);
		await reopenCompany(ours.hashimoto, await at(ours.digitalId));
		expect(await offered('open')).toContain(ours.digitalId);
	});

	test('but not the last one', async () => {
		for (const one of await companiesAtDesk(ours.hashimoto))
			if (!one.closedOn && one.companyId !== ours.parentId)
				await closeCompany(ours.hashimoto, await at(one.companyId));
		await expect(closeCompany(ours.hashimoto, await at(ours.parentId))).rejects.toMatchObject(
			refused('last_company')
		);
	});
});

test('only a company that nothing names is deleted', async () => {
	const electric = (await companiesAtDesk(ours.hashimoto)).find((one) => one.nameJa === 'ひかり電装')!;
	await deleteCompany(ours.hashimoto, electric);
	await expect(deleteCompany(ours.hashimoto, electric)).rejects.toThrow(NotFound);
	await expect(deleteCompany(ours.hashimoto, await at(ours.parentId))).rejects.toMatchObject(
		refused('company_in_use')
	);
});

test('every table that names a company keeps it from being deleted', async () => {
	const { rows } = await own.owner.query<{ name: string }>(`
		select conrelid::regclass::text as name
		from pg_constraint
		where confrelid = 'company'::regclass and contype = 'f'
	`);
	expect(rows.map(({ name }) => name).sort()).toEqual([
		'application',
		'change',
		'company',
		'employee_number',
		'hr_import',
		'hr_import_file',
		'opening',
		'opening_feed',
		'opening_wish',
		'planned_return',
		'quadrant_day',
		'rehire',
		'sign_on_provider',
		'tenure'
	]);
});

test('the group is for the desk and admins, and each network has its own', async () => {
	const wish = { nameJa: 'x', nameEn: 'x', parentId: null };
	for (const someone of [ours.nakamura, ours.mori, ours.ishikawa]) {
		await expect(companiesAtDesk(someone)).rejects.toThrow(Forbidden);
		await expect(addCompany(someone, wish)).rejects.toThrow(Forbidden);
		await expect(closeCompany(someone, await at(ours.parentId))).rejects.toThrow(Forbidden);
	}
	const other = { companyId: theirs.parentId, revision: 0 };
	await expect(changeCompany(ours.hashimoto, other, wish)).rejects.toThrow(NotFound);
	for (const command of [closeCompany, reopenCompany, deleteCompany])
		await expect(command(ours.hashimoto, other)).rejects.toThrow(NotFound);
	const { rows } = await own.owner.query(
		`select distinct act from audit where network_id = $1 and act like 'company.%' order by act`,
		[ours.network.networkId]
	);
	expect(rows.map(({ act }) => act)).toEqual([
		'company.added',
		'company.changed',
		'company.closed',
		'company.deleted',
		'company.reopened'
	]);
});
