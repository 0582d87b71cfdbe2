import { execFile } from 'node:child_process';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import type pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { PushService } from '../fixtures/push-service.ts';
import { databaseIn } from './mailed.ts';
import { dataFolder, freePort, product, startProduct, stop } from './product.ts';

export type Gathering = {
	origin: string;
	mails: ParsedMail[];
	push: PushService;
	database: pg.Client;
	hookSecret: string;
	end: () => Promise<void>;
};

/** The product with its demo network, mailing to an SMTP server and pushing to a push service of the test's own. */
export async function startGathering(): Promise<Gathering> {
	const dataDir = dataFolder('gathering');
	await promisify(execFile)('cp', ['-a', `${product().demoData}/.`, dataDir]); // with the owner of each file
	const mails: ParsedMail[] = [];
	const smtp = await takeMails(mails);
	const push = new PushService();
	await push.open();
	const port = await freePort();
	const hookSecret = 'a secret that the mail service knows';
	const env = {
		...process.env,
		OKAERI_DATA: dataDir,
		PORT: String(port),
		HOST: '127.0.0.1',
		LOG_LEVEL: 'warn',
		DATABASE_URL: '',
		ORIGIN: `http://127.0.0.1:${port}`,
		SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
		PUSH_HOSTS: push.host,
		MAIL_HOOK_SECRET: hookSecret
	};
	const running = await startProduct(env);
	const database = await openDatabase(dataDir);
	return {
		origin: `http://127.0.0.1:${port}`,
		mails,
		push,
		database,
		hookSecret,
		end: async () => {
			await database.end();
			await stop(running);
			push.close();
			await new Promise<void>((done) => smtp.close(() => done()));
			fs.rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

/** An SMTP server that keeps every mail it is given. */
export async function takeMails(mails: ParsedMail[]): Promise<SMTPServer> {
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData: (stream, _session, done) =>
			simpleParser(stream, (error, mail) => {
				mails.push(mail);
				done(error);
			})
	});
	await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
	return smtp;
}

/** A connection to the product's database, in its demo network. One guest has a name that nobody else has. */
async function openDatabase(dataDir: string): Promise<pg.Client> {
	const database = await databaseIn(dataDir);
	await database.query(`select set_config('okaeri.network_id', network_id::text, false) from network`);
	// Only where nobody else is called the same does a plain @ know whom it means.
	await database.query(`
		update person
		set family_name = '東雲',
			given_name = '朝陽',
			family_kana = 'シノノメ',
			given_kana = 'アサヒ'
		where person_id = (select person_id from demo_guest where part = 'ready')`);
	return database;
}
