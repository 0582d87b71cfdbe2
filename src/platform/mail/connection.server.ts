import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import SMTPConnection, { type SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import SMTPTransport, { type SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import type { Failure } from './outcome.ts';

/** How long a server may take for each step, in milliseconds. The address of the server may say otherwise. */
const timeouts = {
	dnsTimeout: 10_000,
	connectionTimeout: 15_000,
	greetingTimeout: 15_000,
	socketTimeout: 60_000
};

/** A mail as SMTP carries it: from whom and to whom, and its bytes. */
export type Parcel = { envelope: SMTPEnvelope; bytes: Buffer };

/**
 * How handing over a parcel ended, and how far it came: `isBegun` once the server was given the first of its bytes,
 * `isWhole` once it was given all of them.
 */
export type Sent = { failure?: Failure; isBegun: boolean; isWhole: boolean };

/** Connects to a mail server and logs in. Throws what went wrong, when the signal comes at the latest. */
export async function connect(url: string, signal: AbortSignal): Promise<SMTPConnection> {
	const { options, auth } = new SMTPTransport({ ...timeouts, url });
	const smtp = new SMTPConnection({ ...options, ...(await throughProxy(url)) });
	smtp.on('error', closesByItself);
	try {
		await step(smtp, signal, (done) => smtp.connect(done));
		if (auth && (smtp.allowsAuth || options.forceAuth))
			await step(smtp, signal, (done) => smtp.login(auth, done));
		return smtp;
	} catch (error) {
		smtp.close();
		throw error;
	}
}

/** A connection with an error closes; whoever waits for an answer on it hears of it in `step`. */
const closesByItself = () => undefined;

/** The socket through the proxy that the server's address names (`?proxy=`); nothing where it names none. */
function throughProxy(url: string): Promise<SMTPTransportOptions> {
	const { getSocket, options } = nodemailer.createTransport({ ...timeouts, url });
	return new Promise((resolve, reject) => {
		if (!getSocket) return resolve({});
		getSocket({ ...options, port: Number(options.port) }, (error, socket) =>
			error ? reject(error) : resolve(socket || {})
		);
	});
}

/** Hands one parcel over. The connection is left as the server's answer leaves it. Does not throw. */
export async function sendOver(
	smtp: SMTPConnection,
	{ envelope, bytes }: Parcel,
	signal: AbortSignal
): Promise<Sent> {
	let isWhole = false;
	// The connection reads the body only after the server has asked for it, and as fast as the server takes it. So the
	// stream tells how far the server can have come.
	const body = Readable.from(piecesOf(bytes), { objectMode: false }).once('end', () => (isWhole = true));
	try {
		await step(smtp, signal, (done) => smtp.send({ ...envelope }, body, done));
		return { isBegun: true, isWhole: true };
	} catch (failure) {
		return { failure: failure as Failure, isBegun: body.readableDidRead, isWhole };
	}
}

const pieceBytes = 16_384;

function* piecesOf(bytes: Buffer): Generator<Buffer> {
	for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const longestReset = 10_000;

/** Makes a connection ready again after a refusal. False where the server does not go along. */
export async function isReset(smtp: SMTPConnection): Promise<boolean> {
	const answered = step(smtp, AbortSignal.timeout(longestReset), (done) => smtp.reset(done));
	return answered.then(
		() => true,
		() => false
	);
}

const longestGoodbye = 1000;

/** Says QUIT and closes, after a second at the latest. */
export function leave(smtp: SMTPConnection): Promise<void> {
	if (smtp.destroyed) return Promise.resolve();
	return new Promise((resolve) => {
		const late = setTimeout(() => smtp.close(), longestGoodbye);
		smtp.once('end', () => {
			clearTimeout(late);
			resolve();
		});
		smtp.quit();
	});
}

type Done = (error?: Error | null) => void;

/** One step of SMTP. It ends by its answer, with the connection, or by the signal. */
function step(smtp: SMTPConnection, signal: AbortSignal, begin: (done: Done) => void): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const abort = () => reject(signal.reason);
	// What ended the connection is told after this, but in the same turn.
	const ended = () => void setImmediate(reject, new Error('Connection closed unexpectedly'));
	signal.addEventListener('abort', abort, { once: true });
	smtp.once('error', reject).once('end', ended);
	if (signal.aborted) abort();
	else begin((error) => (error ? reject(error) : resolve()));
	return promise.finally(() => {
		signal.removeEventListener('abort', abort);
		smtp.off('error', reject).off('end', ended);
	});
}
