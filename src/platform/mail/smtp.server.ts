import { Readable } from 'node:stream';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { outcomeOf, saidBy, type Failure, type Outcome } from './outcome.ts';

/** No server may hold a mail longer than this, however slowly it answers. */
const longestTry = 120_000;
const timeouts = {
	dnsTimeout: 10_000,
	connectionTimeout: 15_000,
	greetingTimeout: 15_000,
	socketTimeout: 60_000
};

/** Hands one mail to the SMTP server, and gives how that ended. Takes `longest` milliseconds at most, and does not throw. */
export async function handOver(
	url: string,
	message: SendMailOptions,
	longest = longestTry
): Promise<Outcome> {
	const transport = nodemailer.createTransport({ ...timeouts, url });
	let isWhole = false;
	// nodemailer reads a mail ahead of the server's leave to send it. Only a stream that is first read then tells how
	// far the server can have come.
	transport.use('stream', (mail, done) => {
		mail.message.build((error, bytes) => {
			if (error) return done(error);
			mail.message.createReadStream = () =>
				Readable.from([bytes], { objectMode: false }).once('end', () => (isWhole = true));
			done();
		});
	});
	try {
		await transport.sendMail({ ...message, signal: AbortSignal.timeout(longest) });
		return { kind: 'sent' };
	} catch (error) {
		return outcomeOf(error as Failure, isWhole);
	}
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
