import type { Mingling } from './life.ts';
import { companions, type Line as Words } from './conversations-words.ts';
import type { DemoPerson } from './people.ts';
import type { DrawnThing } from './things/thing.ts';

type Line = {
	author: DemoPerson;
	text: string;
	asDesk?: boolean;
	thing?: DrawnThing;
	/** Who reacted to it, and how. */
	signs?: readonly (readonly [DemoPerson, string])[];
};
type Conversation = {
	kind: 'two' | 'desk';
	/** Who began it. */
	by: DemoPerson;
	/** Whom they wrote to. Left out where it is the desk. */
	to?: DemoPerson;
	lines: Line[];
	hoursAgo: number;
	/** Whether the last line has not been read yet. */
	unread?: boolean;
};

/** 中村 さくら hears from friends and asks the desk to correct something. Others ask the desk, and one still waits. */
export function converse(mingling: Mingling): void {
	const { company, lively, tied } = mingling;
	const [friend, steward] = [lively[6]!, company.employees[0]!];
	const between = (by: DemoPerson, to: DemoPerson, lines: readonly Words[]): Line[] =>
		lines.map(({ isAnswer, words, thing, sign }) => ({
			author: isAnswer ? to : by,
			text: words,
			...(thing ? { thing } : {}),
			signs: sign ? [[isAnswer ? by : to, sign]] : []
		}));
	const { friendWrites, oldColleagueWrites, deskCorrects, deskAnswers, deskIsAsked } = companions;
	talk(mingling, {
		kind: 'two',
		by: friend,
		to: tied,
		lines: between(friend, tied, friendWrites(friend)),
		hoursAgo: 6,
		unread: true
	});
	talk(mingling, {
		kind: 'two',
		by: tied,
		to: lively[21]!,
		lines: between(tied, lively[21]!, oldColleagueWrites),
		hoursAgo: 74
	});
	for (const { by, lines, hoursAgo } of [
		{ by: tied, lines: deskCorrects, hoursAgo: 50 },
		{ by: lively[33]!, lines: deskAnswers, hoursAgo: 120 },
		{ by: lively[12]!, lines: deskIsAsked, hoursAgo: 8 }
	])
		talk(mingling, {
			kind: 'desk',
			by,
			lines: between(by, steward, lines).map((line) => ({
				...line,
				asDesk: line.author === steward
			})),
			hoursAgo
		});
}

function talk({ chance, now, life }: Mingling, conversation: Conversation): void {
	const { kind, by, to, lines, hoursAgo, unread = false } = conversation;
	const start = new Date(now.getTime() - hoursAgo * 3_600_000);
	const conversationId = chance.id(start);
	const messages = lines.map(({ author, text, asDesk = false, thing, signs = [] }, at) => {
		const sentAt = new Date(start.getTime() + at * 1_500_000);
		const messageId = chance.id(sentAt);
		if (thing) life.hang(chance, author.personId, 'conversation', messageId, thing, sentAt);
		for (const [{ personId }, sign] of signs)
			life.add('reaction', {
				subject_id: messageId,
				person_id: personId,
				sign,
				given_at: new Date(sentAt.getTime() + 240_000)
			});
		return {
			message_id: messageId,
			conversation_id: conversationId,
			author_id: author.personId,
			as_desk: asDesk,
			words: text,
			pictures: thing ? 1 : 0,
			ticket: crypto.randomUUID(),
			sent_at: sentAt
		};
	});
	const last = messages.at(-1)!;
	life.add('conversation', {
		conversation_id: conversationId,
		kind,
		pair_key: to ? [by.personId, to.personId].sort().join(':') : `desk:${by.personId}`,
		made_by: by.personId,
		made_at: start,
		last_message_id: last.message_id,
		last_words: last.words.slice(0, 120)
	});
	for (const { personId } of to ? [by, to] : [by])
		life.add('conversation_member', {
			conversation_id: conversationId,
			person_id: personId,
			state: 'in',
			last_message_id: last.message_id,
			read_id: unread && last.author_id !== personId ? null : last.message_id
		});
	for (const message of messages) life.add('message', message);
}
