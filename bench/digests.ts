import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { sendDigests } from '#gathering/digests/digests.server.ts';
import { readConfigAnew } from '#platform/config/config.ts';
import { loginAs } from '#platform/database/connection.server.ts';
import type { InNetwork } from '#platform/database/network.server.ts';
import { taskOf } from '#platform/jobs/hopeless.server.ts';
import { connectionsOfRunners, startRunners } from '#platform/jobs/runners.server.ts';
import { sendMail } from '#platform/mail/sending.server.ts';
import { handOver } from '#platform/mail/smtp.server.ts';
import { tellingsFor } from '#telling/digest/tellings.server.ts';
import { growNetwork } from './large.ts';
import type { Measured } from './measured.ts';

const least = 0.5;
/** So many mails leave at once, as in the worker. */
const atOnce = 3;

/**
 * Writes this week's digest to so many people and sends it as the worker does, against as many fixed mails to the same
 * mail server on this machine: handed over one by one as the product does, and over connections that stay open.
 */
export async function measureDigests(url: string, people: number): Promise<Measured[]> {
	const sink = await openSink();
	useMailServer(sink.url);
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const where = await growNetwork(url, client, 'digests', {
			people,
			posts: people * 5,
			touchpoints: 0
		});
		await makeDue(client);
		const written = await timeOf(() => sendDigests(where, tellingsFor));
		const { rows } = await client.query(
			`select count(*)::int as n, min(mail_id::text) as one from mail where kind = 'digest' and status = 'waiting'`
		);
		const [mails, sample] = [rows[0].n as number, await sampleOf(client, rows[0].one as string)];
		const sent = await timeOf(() => sendAll(client, where));
		if ((await sink.taken()) !== mails) throw new Error(`${mails} mails were written, not all arrived`);
		const apart = await timeOf(() => sendFixed(sink.url, sample, mails));
		const kept = await timeOf(() => sendFixedKept(sink.url, sample, mails));
		return figures({ people, mails, written, sent, apart, kept });
	} finally {
		await client.end();
		await sink.close();
		useMailServer();
	}
}

/** From now on mail of this process goes to that server, or to none. */
function useMailServer(url?: string): void {
	if (url) process.env.SMTP_URL = url;
	else delete process.env.SMTP_URL;
	readConfigAnew();
}

type Sink = { url: string; taken: () => Promise<number>; close: () => Promise<unknown> };

async function openSink(): Promise<Sink> {
	const thread = new Worker(new URL('./smtp-sink.ts', import.meta.url));
	const said = () => new Promise<number>((resolve) => thread.once('message', resolve));
	const port = await said();
	return {
		url: `smtp://127.0.0.1:${port}`,
		taken: () => {
			thread.postMessage('taken', []);
			return said();
		},
		close: () => thread.terminate()
	};
}

/** Everyone wants the digest, and its day is today. */
async function makeDue(client: pg.Client): Promise<void> {
	await client.query(
		`update contact
		set digest_weekday = extract(isodow from network_today()), basis = 'joined', basis_on = network_today()`
	);
	await client.query(
		`update membership set joined_at = now() - interval '1 year' where joined_at > now() - interval '8 days'`
	);
	await client.query('vacuum analyze');
}

type Sample = { address: string; subject: string; text: string; html: string };

async function sampleOf(client: pg.Client, mailId: string): Promise<Sample> {
	const { rows } = await client.query<Sample>(
		`select address, subject, body_text as text, body_html as html
		from mail
		where mail_id = $1`,
		[mailId]
	);
	return rows[0]!;
}

/** Lets the jobs that send mail run now, whatever anyone's quiet hours, and waits until the last mail has gone. */
async function sendAll(client: pg.Client, { networkId }: InNetwork): Promise<void> {
	const pool = new pg.Pool({ ...loginAs('worker'), max: connectionsOfRunners + 3 });
	const lost = (error: Error) => {
		throw error;
	};
	pool.on('error', lost).on('connect', (connection) => void connection.on('error', lost));
	const tasks = { 'mail.send': taskOf((job) => sendMail(job as never)), 'nothing.begins': () => undefined };
	await client.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
	const runners = await startRunners({ pgPool: pool, events: new EventEmitter() }, tasks, 'nothing.begins');
	const waiting = `select from mail where network_id = $1 and kind = 'digest' and status = 'waiting' limit 1`;
	while ((await client.query(waiting, [networkId])).rowCount)
		await new Promise((go) => setTimeout(go, 100));
	await runners.stop();
	await pool.end();
}

/** Hands over so many fixed mails, each over a connection of its own. */
async function sendFixed(url: string, { address, ...mail }: Sample, mails: number): Promise<void> {
	let left = mails;
	const next = async () => {
		while (left-- > 0) {
			const { kind } = await handOver(url, { ...mail, from: 'okaeri@example.jp', to: address });
			if (kind !== 'sent') throw new Error(`A fixed mail was not taken: ${kind}`);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, next));
}

/** The same over connections that stay open. */
async function sendFixedKept(url: string, { address, ...mail }: Sample, mails: number): Promise<void> {
	const { hostname, port } = new URL(url);
	const transport = nodemailer.createTransport({
		pool: true,
		maxConnections: atOnce,
		maxMessages: Infinity,
		host: hostname,
		port: Number(port),
		ignoreTLS: true
	});
	let left = mails;
	const next = async () => {
		while (left-- > 0) await transport.sendMail({ ...mail, from: 'okaeri@example.jp', to: address });
	};
	await Promise.all(Array.from({ length: atOnce }, next));
	transport.close();
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return (performance.now() - began) / 1000;
}

type Run = { people: number; mails: number; written: number; sent: number; apart: number; kept: number };

function figures({ people, mails, written, sent, apart, kept }: Run): Measured[] {
	const seconds = (time: number) => `${time.toFixed(1)} s`;
	const whole = written + sent;
	const against = (what: string, reference: number): Measured => ({
		what: `Weekly digest for ${people} people (${mails} mails) against as many fixed mails, ${what}`,
		budget: `≥ ${least} ×`,
		measured: `${(reference / whole).toFixed(2)} × (written ${seconds(written)}, sent ${seconds(sent)}; fixed ${seconds(reference)})`,
		kept: reference / whole >= least
	});
	return [against('each over a connection of its own', apart), against('over connections kept open', kept)];
}
