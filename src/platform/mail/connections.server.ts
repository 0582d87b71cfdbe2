import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { connect, isReset, leave, sendOver, type Parcel, type Sent } from './connection.server.ts';
import type { Failure } from './outcome.ts';

type Limits = {
	/** So many connections wait for a mail at most. */
	idleAtMost: number;
	/** For so many milliseconds each waits at most. */
	idleFor: number;
	/** So many mails one carries at most. */
	mailsAtMost: number;
};

/** A connection to the server at `url`, which holds its user and password too. */
type Kept = { url: string; smtp: SMTPConnection; mails: number; timer?: NodeJS.Timeout | undefined };

/**
 * Connections to mail servers that stay open between two mails. One is used again only for the very address that it was
 * opened for, with the same user and password.
 */
export class Connections {
	readonly #limits: Limits;
	#idle: Kept[] = [];
	#isClosed = false;

	constructor(limits: Limits) {
		this.#limits = limits;
	}

	/** Takes a connection that waits for a mail to this server; undefined where none does. */
	take(url: string): Kept | undefined {
		const kept = this.#idle.findLast((idle) => idle.url === url);
		if (kept) this.#forget(kept);
		return kept;
	}

	/** Opens another one. Throws what went wrong. */
	async open(url: string, signal: AbortSignal): Promise<Kept> {
		const kept: Kept = { url, smtp: await connect(url, signal), mails: 0 };
		kept.smtp.once('end', () => this.#forget(kept));
		return kept;
	}

	/** Hands a parcel over a connection, and keeps the connection for the next one if it is in order. Does not throw. */
	async send(kept: Kept, parcel: Parcel, signal: AbortSignal): Promise<Sent> {
		const sent = await sendOver(kept.smtp, parcel, signal);
		kept.mails++;
		if (!sent.failure) this.#keep(kept);
		else if (isRefusal(sent.failure)) void this.#keepAfterReset(kept);
		else kept.smtp.close();
		return sent;
	}

	/** Closes those that wait for a mail, and from now on each after its mail. */
	async close(): Promise<void> {
		this.#isClosed = true;
		const idle = [...this.#idle];
		idle.forEach((kept) => this.#forget(kept));
		await Promise.all(idle.map(({ smtp }) => leave(smtp)));
	}

	async #keepAfterReset(kept: Kept): Promise<void> {
		if (await isReset(kept.smtp)) this.#keep(kept);
		else kept.smtp.close();
	}

	#keep(kept: Kept): void {
		const { idleAtMost, idleFor, mailsAtMost } = this.#limits;
		if (kept.smtp.destroyed) return;
		if (this.#isClosed || kept.mails >= mailsAtMost || this.#idle.length >= idleAtMost)
			return void leave(kept.smtp);
		this.#idle.push(kept);
		kept.timer = setTimeout(() => {
			this.#forget(kept);
			void leave(kept.smtp);
		}, idleFor);
	}

	#forget(kept: Kept): void {
		clearTimeout(kept.timer);
		this.#idle = this.#idle.filter((idle) => idle !== kept);
	}
}

/** Did the server answer that it does not take the mail, so that the connection can carry another one? */
function isRefusal({ responseCode = 0 }: Failure): boolean {
	return responseCode >= 400 && responseCode !== 421;
}

/** Those of this process. Two seconds are enough where mails follow each other, and no server closes so soon. */
export const connections = new Connections({ idleAtMost: 5, idleFor: 2000, mailsAtMost: 100 });
