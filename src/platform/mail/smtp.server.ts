import nodemailer, { type SendMailOptions } from 'nodemailer';
import { connect, sendOver, type Parcel, type Sent } from './connection.server.ts';
import type { Connections } from './connections.server.ts';
import { outcomeOf, saidBy, type Failure, type Outcome } from './outcome.ts';

/** No server may hold a mail longer than this, however slowly it answers. */
const longestTry = 120_000;

/**
 * Hands one mail to the SMTP server over a connection of its own, and gives how that ended. Takes `longest` milliseconds
 * at most, and does not throw.
 */
export function handOver(url: string, message: SendMailOptions, longest = longestTry): Promise<Outcome> {
	return endOf(async () => {
		const signal = AbortSignal.timeout(longest);
		const parcel = await parcelOf(message);
		const smtp = await connect(url, signal);
		const sent = await sendOver(smtp, parcel, signal);
		smtp.close();
		return sent;
	});
}

/**
 * The same over a connection that stayed open after another mail, if there is one. A server that had closed it, or that
 * does not go on with it, took nothing: the mail then goes over a new connection at once. The connection is kept for the
 * next mail.
 */
export function handOverKept(
	connections: Connections,
	url: string,
	message: SendMailOptions,
	longest = longestTry
): Promise<Outcome> {
	return endOf(async () => {
		const signal = AbortSignal.timeout(longest);
		const parcel = await parcelOf(message);
		const kept = connections.take(url);
		const sent = kept && (await connections.send(kept, parcel, signal));
		if (sent && !isOfConnection(sent)) return sent;
		return connections.send(await connections.open(url, signal), parcel, signal);
	});
}

/**
 * Did it fail by the connection, before the server was given a byte of the mail? What it answered to RCPT TO and to DATA
 * is about the mail; all else may be about a connection that has carried others.
 */
function isOfConnection({ failure, isBegun }: Sent): boolean {
	if (!failure || isBegun) return false;
	const { command, responseCode = 0 } = failure;
	const isAnswer = responseCode >= 400 && responseCode !== 421;
	return !(isAnswer && (command === 'RCPT TO' || command === 'DATA'));
}

/** What a try comes to. What was thrown came before the mail was begun. */
async function endOf(trying: () => Promise<Sent>): Promise<Outcome> {
	try {
		const { failure, isWhole } = await trying();
		return failure ? outcomeOf(failure, isWhole) : { kind: 'sent' };
	} catch (error) {
		return outcomeOf(error as Failure, false);
	}
}

const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });

async function parcelOf(message: SendMailOptions): Promise<Parcel> {
	const { envelope, message: bytes } = await composer.sendMail(message);
	return { envelope, bytes: bytes as Buffer };
}

export type Checked = { kind: 'ready' } | { kind: 'ill'; said: string };

/** Connects to the SMTP server as a mail would: the connection, TLS where it is spoken, and the password. Does not throw. */
export async function checkServer(url: string): Promise<Checked> {
	const short = {
		dnsTimeout: 5000,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 15_000
	};
	const transport = nodemailer.createTransport({ ...short, url });
	try {
		await transport.verify();
		return { kind: 'ready' };
	} catch (error) {
		return { kind: 'ill', said: saidBy(error as Failure) };
	} finally {
		transport.close();
	}
}
