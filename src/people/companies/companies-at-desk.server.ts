import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { goesOn } from '#people/tenures/employed.server.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { asGroup, whyNotBelow, whyNotClose, type Company } from './company.ts';

export type CompanyAtDesk = Company & {
	/** People who work there today, and people who did and do not any more. */
	working: number;
	left: number;
	openings: number;
	/** Something names it, so that it can be closed but not deleted. */
	isUsed: boolean;
};

/** The network's companies in the order of the group, with how many people belong to each. */
export async function companiesAtDesk(actor: Actor): Promise<(CompanyAtDesk & { depth: number })[]> {
	authorize(actor, 'settings.change');
	const { rows } = await readNetwork(actor, (db) =>
		sql<CompanyAtDesk>`
			select
				c.company_id, c.parent_id, c.name_ja, c.name_en, c.closed_on, c.revision,
				coalesce(t.working, 0)::int as working,
				coalesce(t.left, 0)::int as left,
				${openOpenings} as openings,
				${isUsed} as is_used
			from company c
			left join (
				select company_id,
					count(*) filter (where works) as working,
					count(*) filter (where not works) as left
				from (
					select company_id, person_id, bool_or(${goesOn('t')}) as works
					from tenure t
					group by company_id, person_id
				) person
				group by company_id
			) t using (company_id)
			order by c.closed_on is not null, c.company_id
		`.execute(db)
	);
	return asGroup(rows);
}

const openOpenings = sql<number>`(
	select count(*)::int
	from opening o
	where o.company_id = c.company_id
		and o.state = 'open'
)`;

/** Every table that names a company, but those that only count. */
const isUsed = sql<boolean>`(
	exists (select from tenure x where x.company_id = c.company_id)
	or exists (select from company x where x.parent_id = c.company_id)
	or exists (select from hr_import x where x.company_id = c.company_id)
	or exists (select from hr_import_file x where x.company_id = c.company_id)
	or exists (select from employee_number x where x.company_id = c.company_id)
	or exists (select from opening x where x.company_id = c.company_id)
	or exists (select from opening_feed x where x.company_id = c.company_id)
	or exists (select from opening_wish x where x.company_id = c.company_id)
	or exists (select from application x where x.company_id = c.company_id)
	or exists (select from change x where x.company_id = c.company_id)
	or exists (select from rehire x where x.company_id = c.company_id)
	or exists (select from planned_return x where x.company_id = c.company_id)
	or exists (select from planned_return x where x.company_id = c.company_id)
	or exists (select from sign_on_provider x where x.company_id = c.company_id)
)`;

export type CompanyWish = { nameJa: string; nameEn: string; parentId: string | null };

/** Adds a company to the group. Gives its id. Throws Invalid for a name that another one has. */
export async function addCompany(actor: Actor, wish: CompanyWish): Promise<string> {
	authorize(actor, 'settings.change');
	return inNetwork(actor, async (db) => {
		const all = await lockAll(db);
		refuseTakenName(all, wish);
		if (wish.parentId && !all.some((company) => company.companyId === wish.parentId))
			throw new Invalid('no_company', 'parentId');
		const { companyId } = await db
			.insertInto('company')
			.values({ networkId: actor.networkId, ...wish })
			.returning('companyId')
			.executeTakeFirstOrThrow();
		await writeAudit(db, actor, 'company.added', companyId, { after: wish });
		return companyId;
	});
}

type At = { companyId: string; revision: number };

/** Renames a company or places it elsewhere in the group. Throws NotFound, Stale, and Invalid. */
export async function changeCompany(actor: Actor, at: At, wish: CompanyWish): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const all = await lockAll(db);
		const { nameJa, nameEn, parentId } = companyAt(all, at);
		refuseTakenName(all, wish, at.companyId);
		const why = whyNotBelow(all, at.companyId, wish.parentId);
		if (why) throw new Invalid(why, 'parentId');
		await write(db, at, wish);
		await writeAudit(db, actor, 'company.changed', at.companyId, {
			before: { nameJa, nameEn, parentId },
			after: wish
		});
	});
}

/**
 * Closes a company by the network's day: it keeps its people and what happened, and is offered for nothing new. Throws
 * Invalid for the last open one, and while openings or open companies are below it.
 */
export async function closeCompany(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const all = await lockAll(db);
		companyAt(all, at);
		const { rows } = await sql<{ openings: number }>`
			select ${openOpenings} as openings
			from company c
			where c.company_id = ${at.companyId}::uuid
		`.execute(db);
		const why = whyNotClose(all, at.companyId, rows[0]?.openings ?? 0);
		if (why) throw new Invalid(why, 'form');
		await write(db, at, { closedOn: sql<string>`network_today()` });
		await writeAudit(db, actor, 'company.closed', at.companyId);
	});
}

/** Opens a closed company again, where the one above it is open. Throws NotFound, Stale, and Invalid. */
export async function reopenCompany(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const all = await lockAll(db);
		const { parentId } = companyAt(all, at);
		if (all.some((company) => company.companyId === parentId && company.closedOn))
			throw new Invalid('closed_above', 'form');
		await write(db, at, { closedOn: null });
		await writeAudit(db, actor, 'company.reopened', at.companyId);
	});
}

/** Deletes a company that nothing names: it was added by mistake. Throws NotFound, Stale, and Invalid. */
export async function deleteCompany(actor: Actor, at: At): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const all = await lockAll(db);
		const { nameJa, nameEn } = companyAt(all, at);
		if (all.length === 1) throw new Invalid('last_company', 'form');
		const { rows } = await sql<{ isUsed: boolean }>`
			select ${isUsed} as is_used
			from company c
			where c.company_id = ${at.companyId}::uuid
		`.execute(db);
		if (rows[0]?.isUsed) throw new Invalid('company_in_use', 'form');
		await sql`delete from quadrant_day where company_id = ${at.companyId}::uuid`.execute(db);
		await db.deleteFrom('company').where('companyId', '=', at.companyId).execute();
		await writeAudit(db, actor, 'company.deleted', at.companyId, { before: { nameJa, nameEn } });
	});
}

/** All companies. Nobody else changes the group until the transaction ends. */
async function lockAll(db: Db): Promise<Company[]> {
	await db.selectFrom('network').select('networkId').forNoKeyUpdate().execute();
	return db
		.selectFrom('company')
		.select(['companyId', 'parentId', 'nameJa', 'nameEn', 'closedOn', 'revision'])
		.orderBy('companyId')
		.execute();
}

function companyAt(all: readonly Company[], { companyId, revision }: At): Company {
	const found = all.find((company) => company.companyId === companyId);
	if (!found) throw new NotFound('No such company');
	if (found.revision !== revision) throw new Stale();
	return found;
}

function refuseTakenName(all: readonly Company[], { nameJa, nameEn }: CompanyWish, butOf = ''): void {
	const others = all.filter((company) => company.companyId !== butOf);
	if (others.some((company) => company.nameJa === nameJa)) throw new Invalid('company_there', 'nameJa');
	if (others.some((company) => company.nameEn === nameEn)) throw new Invalid('company_there', 'nameEn');
}

async function write(
	db: Db,
	{ companyId, revision }: At,
	values: Partial<CompanyWish & { closedOn: RawBuilder<string> | null }>
): Promise<void> {
	await db
		.updateTable('company')
		.set({ ...values, revision: revision + 1 })
		.where('companyId', '=', companyId)
		.execute();
}
