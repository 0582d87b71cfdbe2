import { sql } from 'kysely';
import * as m from '#locales/messages.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeAudit } from '#access/audit/audit.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { nameColumns, nameFields } from '#people/persons/names.server.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { deleteNotifications } from './editions.server.ts';
import type { Answers } from './story.ts';

export type Teller = Named & { personId: string; rehireId: string; returnedOn: string };

/** The members who came back and have not been asked for their story yet: at most 50, the latest return first. */
export async function tellers(actor: Actor): Promise<Teller[]> {
	authorize(actor, 'story.write');
	const { rows } = await readNetwork(actor, (db) =>
		sql<Teller>`
			select r.person_id, r.rehire_id, r.returned_on, ${nameColumns('p')}
			from rehire r
			join person p using (network_id, person_id)
			where exists (select from membership mb where mb.person_id = r.person_id)
				and not exists (select from story s where s.rehire_id = r.rehire_id)
			order by r.returned_on desc
			limit 50
		`.execute(db)
	);
	return rows;
}

/**
 * Asks someone who came back for their story: four questions, by mail and on their page. Gives the story's id.
 * Throws NotFound where there is no such return.
 */
export async function askForStory(actor: Actor, rehireId: string): Promise<string> {
	authorize(actor, 'story.write');
	return inNetwork(actor, async (db) => {
		const teller = await findTeller(db, rehireId);
		const asked = await db
			.insertInto('story')
			.values({
				networkId: actor.networkId,
				personId: teller.personId,
				rehireId,
				language: teller.locale,
				askedBy: actor.personId
			})
			.onConflict((conflict) => conflict.columns(['networkId', 'rehireId']).doNothing())
			.returning('storyId')
			.executeTakeFirst();
		if (!asked) throw new Invalid('not_usable', 'rehire'); // somebody else at the desk was faster
		await leaveQuestions(db, actor, teller, asked.storyId);
		await writeAudit(db, actor, 'story.ask', teller.personId);
		return asked.storyId;
	});
}

type Addressee = Named & { personId: string; locale: Locale; timeZone: string; email: string };

async function findTeller(db: Db, rehireId: string): Promise<Addressee> {
	const teller = await db
		.selectFrom('rehire as r')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'r.networkId').onRef('p.personId', '=', 'r.personId')
		)
		.innerJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'r.networkId').onRef('c.personId', '=', 'r.personId')
		)
		.select(['r.personId', 'p.locale', 'p.timeZone', 'c.email', ...nameFields('p')])
		.where('r.rehireId', '=', rehireId)
		.executeTakeFirst();
	if (!teller) throw new NotFound('No such rehire');
	return { ...teller, locale: teller.locale as Locale };
}

/** Leaves the mail that asks for the story, with a link to the page of its questions. */
async function leaveQuestions(db: Db, where: InNetwork, teller: Addressee, storyId: string): Promise<void> {
	const { nameIn, origin } = await letterhead(db);
	const href = `${origin}/my-story/${storyId}`;
	await leaveMail(db, where, {
		kind: 'interview',
		personId: teller.personId,
		address: teller.email,
		letter: asReader(teller, () =>
			letter(
				m.story_ask_subject(),
				[
					{ say: m.match_mail_greeting({ name: calledName(teller, teller.locale) }) },
					{ say: m.story_ask_intro() },
					{ quiet: m.story_ask_promise() },
					{ button: m.story_ask_button(), href }
				],
				{ network: nameIn(teller.locale), why: m.story_ask_why() }
			)
		)
	});
}

/** The actor's own story, whatever its state, with the editions that were shown to them. Throws NotFound. */
export async function ownStory(actor: Actor, storyId: string) {
	authorize(actor, 'story.tell');
	return readNetwork(actor, async (db) => {
		const [story, editions] = await Promise.all([
			db
				.selectFrom('story')
				.selectAll()
				.where('storyId', '=', storyId)
				.where('personId', '=', actor.personId)
				.executeTakeFirst(),
			db
				.selectFrom('storyEdition')
				.selectAll()
				.where('storyId', '=', storyId)
				.where('state', 'in', ['shown', 'approved', 'withdrawn'])
				.orderBy('edition')
				.execute()
		]);
		if (!story) throw new NotFound('No such story');
		return { story, editions };
	});
}

/** Saves the teller's answers, to one question at least. Throws NotFound, or Invalid where all are empty. */
export async function answerStory(actor: Actor, storyId: string, answers: Answers): Promise<void> {
	authorize(actor, 'story.tell');
	if (Object.values(answers).every((words) => words === '')) throw new Invalid('required', 'pathWords');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('story')
			.set((by) => ({
				...answers,
				status: 'answered',
				answeredAt: new Date(),
				revision: by('revision', '+', 1)
			}))
			.where('storyId', '=', storyId)
			.where('personId', '=', actor.personId)
			.where('status', '<>', 'declined')
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such story');
	});
}

/**
 * Notes that the teller does not want to tell their story. Their answers, every edition and every notification about the
 * story are deleted, and they are not asked again. Throws NotFound.
 */
export async function declineStory(actor: Actor, storyId: string): Promise<void> {
	authorize(actor, 'story.tell');
	await inNetwork(actor, async (db) => {
		const { numUpdatedRows } = await db
			.updateTable('story')
			.set({ status: 'declined', pathWords: '', aroundWords: '', momentWords: '', nowWords: '' })
			.where('storyId', '=', storyId)
			.where('personId', '=', actor.personId)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new NotFound('No such story');
		await db.deleteFrom('storyEdition').where('storyId', '=', storyId).execute();
		await deleteNotifications(db, storyId, ['story', 'story_shown']);
	});
}
