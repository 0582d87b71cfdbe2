import { Readable } from 'node:stream';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { outcomeOf, type Failure, type Outcome } from './outcome.ts';

/** No server may hold a mail longer than this, however slowly it answers. */
const longestTry = 120_000;
const timeouts = {
	dnsTimeout: 10_000,
	connectionTimeout: 15_000,
	greetingTimeout: 15_000,
	socketTimeout: 60_000
};

/** Hands one mail to the SMTP server, and gives how that ended. Takes two minutes at most, and does not throw. */
export async function handOver(url: string, message: SendMailOptions): Promise<Outcome> {
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
		await transport.sendMail({ ...message, signal: AbortSignal.timeout(longestTry) });
		return { kind: 'sent' };
	} catch (error) {
		return outcomeOf(error as Failure, isWhole);
	}
}
