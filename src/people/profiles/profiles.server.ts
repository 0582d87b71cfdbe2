import { sql } from 'kysely';
import type { Actor } from '#access/actor/actor.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { isAlumnus, isDesk } from '#access/policy/roles.ts';
import { notApart } from '#people/blocks/blocks.server.ts';
import { NotFound, Stale } from '#platform/http/failures.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import { nameColumns } from '#people/persons/names.server.ts';
import type { Named } from '#people/persons/person.ts';
import { isShown, viewOf, type Audience, type Offer, type Part, type View, type Viewer } from './profile.ts';

export type Stay = {
	nameJa: string;
	nameEn: string;
	department: string;
	title: string;
	startedOn: string;
	endedOn: string | null;
};
export type Profile = Required<Named> & {
	personId: string;
	roles: string[];
	pictureId: string | null;
	presentCompany: string;
	headline: string;
	introduction: string;
	place: string;
	skills: string[];
	offers: Offer[];
	looksFor: Offer[];
	stays: Stay[];
	isSelf: boolean;
	haveIBlocked: boolean;
};

type AudienceOfPart = Record<`${Part}For`, Audience>;
type Row = Profile & AudienceOfPart & { isTeam: boolean };

/**
 * A member as another one sees them: only what they show to such a reader. Throws NotFound for someone who
 * is no member, who is not listed, who has blocked the reader, or who is hidden from them.
 */
export async function profileFor(db: Db, actor: Actor, personId: string): Promise<Profile> {
	authorize(actor, 'directory.see');
	const found = await profileRow(db, actor, personId);
	if (!found) throw new NotFound('No such member');
	return shownIn(found, {
		isSelf: personId === actor.personId,
		isAlumnus: isAlumnus(actor),
		isTeam: found.isTeam,
		isDesk: isDesk(actor)
	});
}

/** The actor's own profile as others see it: an alumnus whom they never met, a former colleague, an employee, the desk. */
export async function ownProfileFor(actor: Actor, viewer: Viewer): Promise<Profile> {
	authorize(actor, 'me.see');
	const found = await readNetwork(actor, (db) => profileRow(db, actor, actor.personId));
	if (!found) throw new NotFound('No such member');
	return shownIn(found, viewOf[viewer]);
}

/** What is left of a profile in a view. */
function shownIn(found: Row, reader: View): Profile {
	const {
		careerFor,
		presentFor,
		placeFor,
		skillsFor,
		introductionFor,
		offersFor,
		isTeam: _,
		...all
	} = found;
	return {
		...all,
		isSelf: reader.isSelf,
		stays: isShown(careerFor, reader) ? all.stays : [],
		...(isShown(presentFor, reader) ? {} : { presentCompany: '', headline: '' }),
		...(isShown(placeFor, reader) ? {} : { place: '' }),
		...(isShown(skillsFor, reader) ? {} : { skills: [] }),
		...(isShown(introductionFor, reader) ? {} : { introduction: '' }),
		...(isShown(offersFor, reader) ? {} : { offers: [], looksFor: [] })
	};
}

/** The person's tenures as `Stay[]`, the last first. */
const stays = sql`(
	select coalesce(jsonb_agg(jsonb_build_object(
		'nameJa', c.name_ja, 'nameEn', c.name_en,
		'department', t.department, 'title', t.title,
		'startedOn', t.started_on, 'endedOn', t.ended_on
	) order by t.started_on desc), '[]')
	from tenure t
	join company c using (network_id, company_id)
	where t.person_id = p.person_id
)`;

/** For which audience each part of a profile is. A member who never saved a profile has these settings. */
const audiencesOfParts = sql`
	coalesce(f.career_for, 'everyone') as career_for,
	coalesce(f.present_for, 'everyone') as present_for,
	coalesce(f.place_for, 'everyone') as place_for,
	coalesce(f.skills_for, 'everyone') as skills_for,
	coalesce(f.introduction_for, 'everyone') as introduction_for,
	coalesce(f.offers_for, 'alumni') as offers_for
`;

async function profileRow(db: Db, actor: Actor, personId: string): Promise<Row | undefined> {
	const iBlockedThem = sql`exists (
		select from block b
		where b.person_id = ${actor.personId}
			and b.blocked_id = p.person_id
	)`;
	// Someone whom the actor blocked stays to be seen, so that the block can be taken back.
	const iBlockedOnly = sql`(
		${iBlockedThem}
		and not exists (
			select from block b
			where b.person_id = p.person_id
				and b.blocked_id = ${actor.personId}
		)
		and not exists (
			select from directory.unseen_by u
			where u.person_id = p.person_id
				and u.other_id = ${actor.personId}
		)
	)`;
	const { rows } = await sql<Row>`
		select
			p.person_id, ${nameColumns('p')}, mb.roles, f.picture_id,
			coalesce(p.present_company, '') as present_company,
			coalesce(p.headline, '') as headline,
			coalesce(f.introduction, '') as introduction,
			coalesce(f.place, '') as place,
			coalesce(f.skills, '{}') as skills,
			coalesce(f.offers, '{}') as offers,
			coalesce(f.looks_for, '{}') as looks_for,
			${audiencesOfParts},
			${iBlockedThem} as have_i_blocked,
			worked_together(p.person_id, ${actor.personId}::uuid) as is_team,
			${stays} as stays
		from person p
		join membership mb using (network_id, person_id)
		left join profile f using (network_id, person_id)
		where p.person_id = ${personId}
			and (
				p.person_id = ${actor.personId}
				or (coalesce(f.is_listed, true) and (${iBlockedOnly} or ${notApart(sql`p.person_id`, actor.personId)}))
			)
	`.execute(db);
	return rows[0];
}

/** The actor's own profile as the form shows it, with its revision. */
export async function ownProfile(actor: Actor) {
	authorize(actor, 'me.see');
	return readNetwork(actor, async (db) => {
		const [person, profile] = await Promise.all([
			db
				.selectFrom('person')
				.select(['presentCompany', 'headline'])
				.where('personId', '=', actor.personId)
				.executeTakeFirstOrThrow(),
			db.selectFrom('profile').selectAll().where('personId', '=', actor.personId).executeTakeFirst()
		]);
		return { ...person, profile };
	});
}

export type ProfileWish = {
	revision: number;
	presentCompany: string;
	headline: string;
	introduction: string;
	place: string;
	skills: string[];
	offers: Offer[];
	looksFor: Offer[];
	isListed: boolean;
	careerFor: Audience;
	presentFor: Audience;
	placeFor: Audience;
	skillsFor: Audience;
	introductionFor: Audience;
	offersFor: Audience;
	writtenBy: 'everyone' | 'known' | 'nobody';
};

/** What a member tells of themselves, and to whom. Throws Stale where another tab has saved since. */
export async function saveProfile(
	actor: Actor,
	{ revision, presentCompany, headline, ...wish }: ProfileWish
): Promise<void> {
	authorize(actor, 'me.change');
	await inNetwork(actor, async (db) => {
		await ensureProfile(db, actor);
		const { numUpdatedRows } = await db
			.updateTable('profile')
			.set({ ...wish, revision: revision + 1 })
			.where('personId', '=', actor.personId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Stale('The profile was saved elsewhere');
		await db
			.updateTable('person')
			.set({ presentCompany: presentCompany || null, headline: headline || null })
			.where('personId', '=', actor.personId)
			.execute();
	});
}

/** The picture that stands for the actor, if they chose one. */
export async function pictureOf(actor: Actor): Promise<string | null> {
	const profile = await readNetwork(actor, (db) =>
		db.selectFrom('profile').select('pictureId').where('personId', '=', actor.personId).executeTakeFirst()
	);
	return profile?.pictureId ?? null;
}

/** Sets or takes away the picture that stands for a member. */
export async function setPicture(db: Db, actor: Actor, pictureId: string | null): Promise<void> {
	authorize(actor, 'me.change');
	await ensureProfile(db, actor);
	await db.updateTable('profile').set({ pictureId }).where('personId', '=', actor.personId).execute();
}

/** Gives the actor a profile with the usual settings, where they have none. */
export async function ensureProfile(db: Db, { networkId, personId }: Actor): Promise<void> {
	await db
		.insertInto('profile')
		.values({ networkId, personId })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
