import type { Mingling } from './life.ts';
import type { DemoPerson } from './people.ts';

type Line = { author: DemoPerson; text: string; asDesk?: boolean };
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

/** 中村 さくら hears from a friend and asks the desk to correct something. Another asks the desk, and waits. */
export function converse(mingling: Mingling): void {
	const { company, lively, tied } = mingling;
	const [friend, asker, steward] = [lively[6]!, lively[12]!, company.employees[0]!];
	talk(mingling, {
		kind: 'two',
		by: friend,
		to: tied,
		lines: [
			{ author: friend, text: 'お久しぶりです。第一工場の改善会でご一緒した者です。覚えていますか？' },
			{ author: tied, text: 'もちろんです！あの夜勤明けのうどん、忘れられません。' },
			{ author: friend, text: '来月そちらに行くのですが、お昼でもいかがですか。' }
		],
		hoursAgo: 5,
		unread: true
	});
	talk(mingling, {
		kind: 'desk',
		by: tied,
		lines: [
			{ author: tied, text: '在籍の部署名が少し違っているようです。直していただけますか。' },
			{
				author: steward,
				text: 'ご連絡ありがとうございます。人事の記録を確かめて、明日までに直します。',
				asDesk: true
			}
		],
		hoursAgo: 50
	});
	talk(mingling, {
		kind: 'desk',
		by: asker,
		lines: [{ author: asker, text: '同窓会に、家族も連れていってよいでしょうか。' }],
		hoursAgo: 8
	});
}

function talk({ chance, now, life }: Mingling, conversation: Conversation): void {
	const { kind, by, to, lines, hoursAgo, unread = false } = conversation;
	const start = new Date(now.getTime() - hoursAgo * 3_600_000);
	const conversationId = chance.id(start);
	const messages = lines.map(({ author, text, asDesk = false }, at) => {
		const sentAt = new Date(start.getTime() + at * 1_500_000);
		return {
			message_id: chance.id(sentAt),
			conversation_id: conversationId,
			author_id: author.personId,
			as_desk: asDesk,
			words: text,
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
