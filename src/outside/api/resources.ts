import { z } from 'zod';
import { shownToAll } from '#gathering/groups/visibility.ts';
import { standings, type Resource } from './resource.ts';

const id = z.uuid();
const day = z.iso.date();
const instant = z.iso.datetime();
const text = z.string();
const language = z.enum(['ja', 'en']);
const orNull = <T extends z.ZodType>(type: T) => type.nullable();

/** What can be read, capability by capability: the fields of each, and the SQL that gives them (as `x`, with an `id` to page by). */
export const resources: Resource[] = [
	{
		name: 'companies',
		tag: 'People',
		singular: 'Company',
		summary: 'The companies of the network',
		scope: 'people.read',
		fields: { id, parentId: orNull(id), nameJa: text, nameEn: text },
		from: `select company_id as id, parent_id, name_ja, name_en from company`
	},
	{
		name: 'people',
		tag: 'People',
		singular: 'Person',
		summary: 'Everyone in the network, members or not',
		scope: 'people.read',
		fields: {
			id,
			familyName: text,
			givenName: text,
			familyKana: text,
			givenKana: text,
			roles: z.array(text),
			joinedAt: orNull(instant)
		},
		from: `select p.person_id as id, p.family_name, p.given_name, p.family_kana, p.given_kana, coalesce(m.roles, '{}') as roles, m.joined_at from person p left join membership m using (network_id, person_id)`
	},
	{
		name: 'tenures',
		tag: 'People',
		singular: 'Tenure',
		summary: 'Stays of people at companies',
		scope: 'people.read',
		fields: {
			id,
			personId: id,
			companyId: id,
			startedOn: day,
			endedOn: orNull(day),
			department: text,
			title: text,
			employment: text
		},
		from: `select tenure_id as id, person_id, company_id, started_on, ended_on, department, title, employment from tenure`
	},
	{
		name: 'contacts',
		tag: 'People',
		singular: 'Contact',
		summary: 'How people can be reached, and on what basis',
		scope: 'contacts.read',
		isConfidential: true,
		fields: {
			id: id.describe('The id of the person.'),
			email: orNull(text),
			basis: orNull(text),
			doNotContact: z.boolean()
		},
		from: `select person_id as id, email, basis, do_not_contact from contact`
	},
	{
		name: 'consents',
		tag: 'People',
		singular: 'Consent',
		summary: 'What people agreed to, with the wording they saw',
		scope: 'contacts.read',
		isConfidential: true,
		fields: {
			id,
			personId: id,
			purpose: text,
			wording: text,
			givenAt: instant,
			withdrawnAt: orNull(instant)
		},
		from: `select consent_id as id, person_id, purpose, wording, given_at, withdrawn_at from consent`
	},
	{
		name: 'departures',
		tag: 'Confidential',
		singular: 'Departure',
		summary: 'Leavings with the reasons that count, told in confidence',
		description: 'Restricted reasons (harassment, health) and anyone’s own words are never given out.',
		scope: 'confidential.read',
		isConfidential: true,
		fields: {
			id: id.describe('The id of the tenure that ended.'),
			personId: id,
			leftOn: day,
			reasons: z.array(text)
		},
		from: `select d.tenure_id as id, d.person_id, d.left_on, array(select r.code from departure_reason r where r.tenure_id = d.tenure_id and r.view = d.counting_view and r.code <> all (array[RESTRICTED]) order by 1) as reasons from departure d`
	},
	{
		name: 'standings',
		tag: 'Confidential',
		singular: 'Standing',
		summary: 'Where people stand, as they last said, told in confidence',
		scope: 'confidential.read',
		isConfidential: true,
		fields: {
			id,
			personId: id,
			canReturn: z.enum(standings),
			wantsToReturn: z.enum(standings),
			quadrant: text,
			saidBy: text,
			saidAt: instant
		},
		from: `select standing_id as id, person_id, can_return, wants_to_return, quadrant, said_by, said_at from standing where is_current`
	},
	{
		name: 'touchpoints',
		tag: 'Confidential',
		singular: 'Touchpoint',
		summary: 'What happened between the network and a person',
		scope: 'confidential.read',
		isConfidential: true,
		fields: { id, personId: id, kind: text, happenedAt: instant },
		from: `select touchpoint_id as id, person_id, kind, happened_at from touchpoint`
	},
	{
		name: 'groups',
		tag: 'Gathering',
		singular: 'Group',
		summary: 'Groups, open ones and those by rule',
		scope: 'gathering.read',
		fields: { id, name: text, purpose: text, kind: text, madeAt: instant },
		from: `select group_id as id, name, purpose, kind, made_at from "group" where kind <> 'closed'`
	},
	{
		name: 'posts',
		tag: 'Gathering',
		singular: 'Post',
		summary: 'What members share with everyone',
		scope: 'gathering.read',
		fields: { id, authorId: id, words: text, postedAt: instant, groupId: orNull(id) },
		from: `select p.post_id as id, p.author_id, p.words, p.posted_at, p.group_id from post p where p.hidden_at is null and ${shownToAll('p.group_id')}`
	},
	{
		name: 'events',
		tag: 'Gathering',
		singular: 'Event',
		summary: 'Events, with how many come',
		scope: 'gathering.read',
		fields: {
			id,
			hostId: id,
			title: text,
			words: text,
			kind: text,
			place: text,
			startsAt: instant,
			endsAt: instant,
			timeZone: text,
			capacity: orNull(z.number().int()),
			state: text,
			going: z.number().int()
		},
		from: `select event_id as id, host_id, title, words, kind, place, starts_at, ends_at, time_zone, capacity, state, going from event e where ${shownToAll('e.group_id')}`
	},
	{
		name: 'changes',
		tag: 'Telling',
		singular: 'Change',
		summary: 'What is possible now and was not then',
		scope: 'telling.read',
		fields: {
			id,
			language,
			title: text,
			thenWords: text,
			nowWords: text,
			since: day,
			companyId: orNull(id),
			reasons: z.array(text),
			publishedAt: instant,
			peopleMatched: z.number().int()
		},
		from: `select change_id as id, language, title, then_words, now_words, since, company_id, reasons, published_at, people_matched from change where status = 'published'`
	},
	{
		name: 'letters',
		tag: 'Telling',
		singular: 'Letter',
		summary: 'Letters from management',
		scope: 'telling.read',
		fields: {
			id,
			executiveId: id,
			executiveTitle: text,
			language,
			title: text,
			words: text,
			publishedAt: instant,
			readers: z.number().int()
		},
		from: `select letter_id as id, executive_id, executive_title, language, title, words, published_at, readers from letter where status = 'published'`
	},
	{
		name: 'stories',
		tag: 'Telling',
		singular: 'Story',
		summary: 'Stories of people who came back, in the edition for alumni that they approved',
		scope: 'telling.read',
		fields: { id, personId: id, language, title: text, words: text, approvedAt: instant },
		from: `select s.story_id as id, s.person_id, s.language, e.title, e.words, e.approved_at from story s join story_edition e using (network_id, story_id) where e.edition = 'alumni' and e.state = 'approved'`
	},
	{
		name: 'openings',
		tag: 'Returning',
		singular: 'Opening',
		summary: 'Jobs open to alumni, with their conditions',
		scope: 'openings.read',
		fields: {
			id,
			externalId: orNull(text),
			source: text,
			state: text,
			companyId: id,
			language,
			title: text,
			business: text,
			businessRange: text,
			place: text,
			placeRange: text,
			employment: text,
			contract: text,
			trial: text,
			hours: text,
			overtime: text,
			holidays: text,
			pay: text,
			insurance: text,
			smoking: text,
			recruiter: text,
			wanted: text,
			remote: z.boolean(),
			reasons: z.array(text),
			audience: text,
			checkedOn: day,
			closesOn: orNull(day),
			openedAt: orNull(instant),
			closedAt: orNull(instant),
			revision: z.number().int()
		},
		from: `select opening_id as id, external_id, source, state, company_id, language, title, business, business_range, place, place_range, employment, contract, trial, hours, overtime, holidays, pay, insurance, smoking, recruiter, wanted, remote, reasons, audience, checked_on, closes_on, opened_at, closed_at, revision from opening`
	},
	{
		name: 'applications',
		tag: 'Returning',
		singular: 'Application',
		summary: 'Applications, to hand over',
		description:
			'What the applicant sent. Why they left and whether they would return is never part of it.',
		scope: 'applications.read',
		isConfidential: true,
		fields: {
			id,
			personId: id,
			openingId: orNull(id),
			companyId: orNull(id),
			status: text,
			words: text,
			answers: z.array(text),
			profile: z.unknown(),
			outsideRef: text,
			appliedAt: instant,
			changedAt: instant,
			revision: z.number().int()
		},
		from: `select application_id as id, person_id, opening_id, company_id, status, words, answers, profile, outside_ref, applied_at, changed_at, revision from application`
	},
	{
		name: 'casual-talks',
		tag: 'Returning',
		singular: 'CasualTalk',
		summary: 'Casual talks: who with whom and when',
		description:
			'A talk is no selection: nothing of what was said is kept, and there is no operation that could rate one or make an application of it.',
		scope: 'talks.read',
		fields: {
			id,
			alumnusId: id,
			hosts: z.array(id),
			startsAt: instant,
			endsAt: instant,
			way: text,
			state: text,
			bookedAt: instant
		},
		from: `select k.talk_id as id, k.alumnus_id, array(select h.host_id from casual_talk_host h where h.talk_id = k.talk_id order by 1) as hosts, k.starts_at, k.ends_at, k.way, k.state, k.booked_at from casual_talk k`
	},
	{
		name: 'referrals',
		tag: 'Returning',
		singular: 'Referral',
		summary: 'Whom members named, and what came of it',
		scope: 'contacts.read',
		isConfidential: true,
		fields: {
			id,
			byId: id,
			name: text,
			personId: orNull(id),
			openingId: orNull(id),
			state: text,
			madeAt: instant
		},
		from: `select referral_id as id, by_id, name, person_id, opening_id, state, made_at from referral`
	},
	{
		name: 'outreaches',
		tag: 'Returning',
		singular: 'Outreach',
		summary: 'Who was asked to write to whom, and how it went',
		scope: 'contacts.read',
		isConfidential: true,
		fields: {
			id,
			personId: id,
			callerId: id,
			tie: text,
			state: text,
			askedAt: instant,
			sentAt: orNull(instant)
		},
		from: `select outreach_id as id, person_id, caller_id, tie, state, asked_at, sent_at from outreach`
	},
	{
		name: 'rehires',
		tag: 'Returning',
		singular: 'Rehire',
		summary: 'Who came back, where and when; terms are not kept',
		scope: 'rehires.read',
		fields: {
			id,
			personId: id,
			companyId: id,
			tenureId: id,
			returnedOn: day,
			recordedAt: instant,
			said: z.array(text).describe('What they themselves say brought them back.')
		},
		from: `select r.rehire_id as id, r.person_id, r.company_id, r.tenure_id, r.returned_on, r.recorded_at, array(select s.what from rehire_said s where s.rehire_id = r.rehire_id order by 1) as said from rehire r`
	},
	{
		name: 'unlocks',
		tag: 'Figures',
		singular: 'Unlock',
		summary: 'Which reasons hold people back, counted',
		description: 'By reason, over all quadrants. Figures below five are given as null.',
		scope: 'figures.read',
		key: 'text',
		fields: {
			id: text.describe('The code of the reason.'),
			people: orNull(z.number().int()),
			wouldReturn: orNull(z.number().int()),
			wished: orNull(z.number().int())
		},
		from: `select code as id, case when sum(people) >= 5 then sum(people)::int end as people, case when sum(would_return) >= 5 then sum(would_return)::int end as would_return, case when sum(wished) >= 5 then sum(wished)::int end as wished from unlock_tally group by code`
	}
];
