import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MailServer } from '#test/fixtures/mail-server.ts';
import { Connections } from './connections.server.ts';
import { handOver, handOverKept } from './smtp.server.ts';

const server = new MailServer();
const usual = { idleAtMost: 3, idleFor: 5000, mailsAtMost: 100 };
let connections: Connections;

beforeAll(() => server.open());
afterAll(() => server.close());
beforeEach(() => {
	server.reset();
	connections = new Connections(usual);
});
afterEach(() => connections.close());

let number = 0;
const message = (text = 'こんにちは。') => ({
	from: 'okaeri@hikari.example.jp',
	to: 'nakamura@hikari.example.jp',
	subject: `おかえり ${++number}`,
	text
});
const send = (url = server.url, longest?: number) => handOverKept(connections, url, message(), longest);
const taken = { kind: 'sent' };
/** How many mails came, and over how many connections. */
const came = () => ({ mails: server.mails.length, connections: server.connections });
/** Waits until the server has noticed that so many connections are open. */
const areOpen = (count: number) => expect.poll(() => server.openConnections).toBe(count);
const commands = (name: string) => server.commands.filter((command) => command.startsWith(name)).length;

test('mails that follow each other go over one connection', async () => {
	for (let at = 0; at < 5; at++) expect(await send()).toEqual(taken);
	expect(came()).toEqual({ mails: 5, connections: 1 });
	expect(new Set(server.mails).size).toBe(5);
});

test('a mail that is handed over alone leaves no connection open', async () => {
	expect(await handOver(server.url, message())).toEqual(taken);
	await areOpen(0);
});

describe('a server that ends the connection between two mails took nothing: the next mail goes over a new one at once', () => {
	test.each([
		['by closing it', ''],
		['by saying that it closes it', '421 4.4.2 Idle for too long\r\n']
	])('%s, and we have heard of it', async (_how, words) => {
		await send();
		server.hangUp(words);
		await areOpen(0);
		expect(await send()).toEqual(taken);
		expect(came()).toEqual({ mails: 2, connections: 2 });
	});

	test.each([
		['by closing it', 'end'],
		['by breaking it', 'reset'],
		['by 421', '421 4.3.2 Shutting down'],
		['by taking no more mails over one connection', '452 4.5.3 Too many mails'],
		['by refusing the next one', '503 5.5.1 Bad sequence']
	])('%s, when it is asked to take the next mail', async (_how, behaviour) => {
		await send();
		server.once = { 'MAIL FROM': behaviour };
		expect(await send()).toEqual(taken);
		expect(came()).toEqual({ mails: 2, connections: 2 });
		expect(await send()).toEqual(taken);
		expect(came(), 'the new one is kept').toEqual({ mails: 3, connections: 2 });
	});

	test('by breaking it at DATA, before it was given a byte', async () => {
		await send();
		server.once = { 'RCPT TO': '250 Good\r\n421 4.3.2 Shutting down' };
		expect(await send()).toEqual(taken);
		expect(came()).toEqual({ mails: 2, connections: 2 });
	});

	test('by not answering any more', async () => {
		await send();
		server.once = { 'MAIL FROM': 'hang' };
		expect(await send(), 'after the 400 ms of the address').toEqual(taken);
		expect(came()).toEqual({ mails: 2, connections: 2 });
	});

	test('and where the new one does not work either, the mail waits', async () => {
		await send();
		server.answers = { 'MAIL FROM': '421 4.3.2 Shutting down' };
		expect(await send()).toEqual({ kind: 'later', said: '421 4.3.2 Shutting down' });
		expect(came()).toEqual({ mails: 1, connections: 2 });
	});
});

describe('what a server refuses over a new connection is not asked again', () => {
	test.each([
		['421 4.3.2 Shutting down', 'later'],
		['452 4.3.1 No room', 'later'],
		['553 5.1.8 Sender unknown', 'ill']
	])('%s', async (said, kind) => {
		server.answers = { 'MAIL FROM': said };
		expect(await send()).toEqual({ kind, said });
		expect(server.connections).toBe(1);
	});
});

describe('a server that is lost within a mail, over a connection that was kept', () => {
	test.each(['reset', 'end', 'hang'])(
		'when it has the whole of it (%s): nobody knows, and it is not sent again here',
		async (behaviour) => {
			await send();
			server.answers = { DATA: behaviour };
			expect(await send()).toMatchObject({ kind: 'unsure' });
			expect(came()).toEqual({ mails: 2, connections: 1 });
			server.answers = {};
			expect(await send()).toEqual(taken);
			expect(came()).toEqual({ mails: 3, connections: 2 });
		}
	);

	test('when it has a part of it: it cannot have taken it, and the mail is tried again later', async () => {
		await send();
		server.breaksWithin = true;
		const long = message('長い手紙です。\n'.repeat(200_000)); // more than what waits on the way
		expect(await handOverKept(connections, server.url, long)).toMatchObject({ kind: 'later' });
		expect(came()).toEqual({ mails: 1, connections: 1 });
	});

	test('when it takes longer than a mail may', async () => {
		await send(`${server.url}0`);
		server.answers = { DATA: 'hang' };
		expect(await send(`${server.url}0`, 300)).toMatchObject({ kind: 'unsure' });
		await areOpen(0);
	});

	test('when it answers what is neither yes nor no', async () => {
		server.answers = { DATA: '354 Go on' };
		expect(await send()).toMatchObject({ kind: 'unsure' });
		await areOpen(0);
	});
});

describe('a mail that is refused', () => {
	test.each(['RCPT TO', 'DATA'] as const)('at %s leaves the connection to the next one', async (step) => {
		server.once = { [step]: '550 5.1.1 User unknown' };
		expect(await send()).toEqual({ kind: 'no_address', said: '550 5.1.1 User unknown' });
		await expect.poll(() => commands('RSET')).toBe(1);
		await expect.poll(async () => (await send()).kind).toBe('sent');
		expect(server.connections).toBe(1);
	});

	test.each(['502 5.5.1 Not here', '421 4.3.2 Shutting down', 'end', 'reset', 'hang'])(
		'over a server that answers RSET with %s: the next one goes over a new connection',
		async (behaviour) => {
			server.once = { 'RCPT TO': '550 5.1.1 User unknown', RSET: behaviour };
			await send();
			await expect.poll(() => commands('RSET')).toBe(1);
			expect(await send()).toEqual(taken);
			expect(came()).toEqual({ mails: 1, connections: 2 });
			await areOpen(1);
		}
	);
});

describe('a connection is kept only for the address that it was opened for', () => {
	test('another host or port in the settings gets another connection', async () => {
		const other = new MailServer();
		await other.open();
		await send();
		await send(other.url);
		await send(server.url.replace('127.0.0.1', 'localhost'));
		expect([server.connections, server.mails.length, other.connections, other.mails.length]).toEqual([
			2, 2, 1, 1
		]);
		await other.close();
	});

	test('so does another user or password, and each mail goes as the user of its own settings', async () => {
		server.asksForPassword = true;
		const as = (login: string) => server.url.replace('smtp://', `smtp://${login}@`);
		for (const login of ['a:one', 'a:two', 'b:two', 'a:one'])
			expect(await send(as(login))).toEqual(taken);
		expect(came()).toEqual({ mails: 4, connections: 3 });
		const logins = server.commands
			.filter((command) => command.startsWith('AUTH PLAIN'))
			.map((command) => Buffer.from(command.slice('AUTH PLAIN '.length), 'base64').toString());
		expect(logins).toEqual(['\0a\0one', '\0a\0two', '\0b\0two']);
	});

	test('a password that is refused now is said, though a connection with another one is open', async () => {
		server.asksForPassword = true;
		await send(server.url.replace('smtp://', 'smtp://a:one@'));
		server.once = { AUTH: '535 5.7.8 Wrong password' };
		expect(await send(server.url.replace('smtp://', 'smtp://a:two@'))).toEqual({
			kind: 'ill',
			said: '535 5.7.8 Wrong password'
		});
		await areOpen(1);
	});
});

describe('what is kept has bounds', () => {
	test('so many mails a connection', async () => {
		connections = new Connections({ ...usual, mailsAtMost: 2 });
		for (let at = 0; at < 5; at++) await send();
		expect(came()).toEqual({ mails: 5, connections: 3 });
		await expect.poll(() => commands('QUIT')).toBe(2);
		await areOpen(1);
	});

	test('so many connections', async () => {
		connections = new Connections({ ...usual, idleAtMost: 1 });
		await Promise.all([send(), send(), send()]);
		expect(server.connections).toBe(3);
		await areOpen(1);
		expect(commands('QUIT')).toBe(2);
	});

	test('so long without a mail, also with a server that does not answer to QUIT', async () => {
		connections = new Connections({ ...usual, idleFor: 50 });
		server.answers = { QUIT: 'hang' };
		await send(`${server.url}0`);
		await areOpen(1);
		await expect.poll(() => server.openConnections, { timeout: 3000 }).toBe(0);
		expect(commands('QUIT')).toBe(1);
	});

	test('and at the end all are closed, that of a mail on its way after it', async () => {
		await Promise.all([send(), send()]);
		let goOn = () => undefined as void;
		server.onMail = () => new Promise((resolve) => (goOn = resolve));
		const last = send();
		await expect.poll(() => server.mails.length).toBe(3);
		await connections.close();
		await areOpen(1);
		goOn();
		expect(await last).toEqual(taken);
		await areOpen(0);
		expect(commands('QUIT')).toBe(2);
	});
});
