/** How a message is sent from a keyboard; the other of the two keys begins a new line. */
export const sendingKeys = ['ctrl_enter', 'enter'] as const;
export type SendingKey = (typeof sendingKeys)[number];

export type ConversationWish = { sendsBy: SendingKey; showsRead: boolean; showsTyping: boolean };
export const usualWish: ConversationWish = { sendsBy: 'ctrl_enter', showsRead: true, showsTyping: true };

/** The longest message, in signs. */
export const signsAtMost = 4000;

type Said = { messageId: string; authorId: string; asDesk: boolean; sentAt: Date };
export type Placed<M> = {
	message: M;
	/** The day that begins with this message, by the reader's calendar; the first of a page has its day as well. */
	day: string | null;
	/** It is the first that the reader had not read. */
	isFirstNew: boolean;
	/** It begins a run of messages by one person, which has one face and one name. */
	begins: boolean;
	/** It ends the messages that someone sent within a minute, which have one time. */
	ends: boolean;
};

/**
 * Sets messages as a conversation shows them. `dayOf` gives an instant's day at the reader's clock, `isNew` whether the
 * reader had not read a message; `before` is the message before these, if there is one.
 */
export function place<M extends Said>(
	messages: readonly M[],
	dayOf: (at: Date) => string,
	isNew: (message: M) => boolean,
	before?: M
): Placed<M>[] {
	const isOneVoice = (one: M | undefined, other: M | undefined) =>
		one !== undefined && one.authorId === other?.authorId && one.asDesk === other.asDesk;
	const minute = (message: M) => Math.floor(message.sentAt.getTime() / 60_000);
	const firstNew = messages.find(isNew);
	return messages.map((message, at) => {
		const [last, next] = [messages[at - 1] ?? before, messages[at + 1]];
		const isNewDay = !last || dayOf(last.sentAt) !== dayOf(message.sentAt);
		const isFirstNew = message === firstNew;
		return {
			message,
			day: isNewDay || at === 0 ? dayOf(message.sentAt) : null,
			isFirstNew,
			begins: isNewDay || isFirstNew || !isOneVoice(last, message),
			ends: !isOneVoice(message, next) || minute(message) !== minute(next!)
		};
	});
}
