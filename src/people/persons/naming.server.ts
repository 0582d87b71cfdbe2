import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, type Db } from '#platform/database/network.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import type { Named } from './person.ts';

export type NameWish = Required<Named> & { revision: number };

/**
 * The desk writes a person's name, kana and present company. The audit log keeps which of them changed. Throws NotFound,
 * and Stale if somebody changed them since.
 */
export async function changeNames(
	actor: Actor,
	personId: string,
	{ revision, presentCompany, ...names }: NameWish & { presentCompany: string }
): Promise<void> {
	authorize(actor, 'person.change');
	await inNetwork(actor, async (db) => {
		const keeps = !presentCompany && (await keepsPresentToThemselves(db, personId));
		const changed = await saveNames(db, personId, revision, {
			...names,
			...(keeps ? {} : { presentCompany: presentCompany || null })
		});
		await writeAudit(db, actor, 'person.change', personId, { changed });
	});
}

/** Someone shows nobody, the desk neither, where they work now. The desk's form then begins empty, and must not delete it. */
async function keepsPresentToThemselves(db: Db, personId: string): Promise<boolean> {
	const profile = await db
		.selectFrom('profile')
		.select('presentFor')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return profile?.presentFor === 'nobody';
}

/** A member writes their own name and kana. Throws Stale. */
export async function changeOwnName(actor: Actor, { revision, ...names }: NameWish): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		const changed = await saveNames(db, actor.personId, revision, names);
		await writeAudit(db, actor, 'me.name', actor.personId, { changed });
	});
}

type Names = Required<Named> & { presentCompany?: string | null };

/** Gives the fields that changed. */
async function saveNames(db: Db, personId: string, revision: number, names: Names): Promise<string[]> {
	const before = await db
		.selectFrom('person')
		.select(['familyName', 'givenName', 'familyKana', 'givenKana', 'presentCompany', 'revision'])
		.where('personId', '=', personId)
		.where('removedAt', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!before) throw new NotFound('No such person');
	if (before.revision !== revision) throw new Stale();
	await db.updateTable('person').set(names).where('personId', '=', personId).execute();
	return Object.entries(names)
		.filter(([field, value]) => before[field as keyof Names] !== value)
		.map(([field]) => field);
}
