import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { auth } from '#access/accounts/auth.server.ts';
import { hashPassword } from '#access/accounts/accounts.server.ts';
import { limits } from '#access/limits/limits.server.ts';
import { serve } from '#outside/api/serving.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { fieldsOf, fittingOf } from './form-guesses.ts';
import { answerOf, forms, looks, posted, routes, type Answer, type Door } from './outsiders/doors.ts';
import { expectPageIsTrue, useTally } from './outsiders/tally.ts';

const hookSecret = vi.hoisted(() => (process.env.MAIL_HOOK_SECRET = 'a secret of the mail service'));

vi.setConfig({ testTimeout: 300_000 }); // many cases each, however busy the machine
const tried = useTally('guesses', 'existence');
const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	await foundHikari(own.owner, 'kaede');
	hikari = await foundHikari(own.owner, 'hikari');
	await own.owner.query(
		`insert into auth.credential (user_id, account_id, provider_id, password)
		values ($1, $2, 'credential', $3)`,
		[hikari.mori.accountId, hikari.mori.accountId, await hashPassword('長い合言葉を一つ決める')]
	);
});

const guess = (at: number) => `guess-${at}-`.padEnd(43, 'x');

type Guess = { door: Door; route: string; at: number; address: string };
/** A guess at a link: in the address, and in each field of the form that takes one. */
function guessed({ door, route, at, address }: Guess) {
	const fields = door.schema ? Object.entries(fieldsOf(door.schema)) : [];
	const isNeeded = (name: string, type: z.ZodType) =>
		['token', 'consents'].includes(name) || !type.safeParse(undefined).success;
	const needed = fields.filter(([name, type]) => isNeeded(name, type));
	const given = needed.map(([name, type]): [string, string] => [
		name,
		name === 'token' ? guess(at) : name === 'consents' ? 'network' : fittingOf(name, type, {})
	]);
	const request = door.schema ? { request: posted(given) } : {};
	const params = { token: guess(at) };
	return answerOf(door, { route, network: hikari.network, actor: undefined, params, address, ...request });
}

describe('a link or a code that is guessed at', () => {
	const isLink = ({ route }: { route: string }) =>
		route.includes('[token]') || route.endsWith('/sign-in/link');
	const linked = [
		...looks.filter(isLink).map((look) => ({ ...look, name: look.route })),
		...forms.filter(isLink)
	].filter(({ name }) => !/^\/\(public\)\/(sign-in\/link|support\/\[token\])$/.test(name)); // which only show a button

	test('stands behind many doors', () => expect(linked.length).toBeGreaterThan(9));

	test.each(linked)(
		'$name is shut after so many misses, for that address alone',
		async ({ name, door, route }) => {
			const address = `203.0.113.${linked.findIndex((one) => one.name === name)}`;
			const { points } = limits['token.address'];
			for (let at = 0; at < points; at++) {
				tried('guesses');
				const answer = await guessed({ door, route, at, address });
				expect(answer, `guess ${at}`).not.toMatchObject({ status: 429 });
				expect(answer.kind, `guess ${at}`).not.toBe('fault');
			}
			expect(await guessed({ door, route, at: 99, address })).toMatchObject({ status: 429 });
			const elsewhere = await guessed({ door, route, at: 99, address: '198.51.100.9' });
			expect(elsewhere).not.toMatchObject({ status: 429 });
		}
	);
});

describe('a secret that programs bring', () => {
	test('is counted when it is wrong: a token of the API, and that of the mail hook', async () => {
		const { points } = limits['token.address'];
		const hook = (secret: string, address: string) => {
			const { module } = hooks!;
			const request = new Request('http://x.example/', {
				method: 'POST',
				body: '{"kind":"bounce","address":"nobody@example.jp"}',
				headers: { authorization: `Bearer ${secret}` }
			});
			const sent = {
				route: '/hooks/mail',
				network: hikari.network,
				actor: undefined,
				request,
				address
			};
			return answerOf(module.POST as Door, sent);
		};
		const api = async (token: string, address: string) => {
			const headers = { authorization: `Bearer okaeri_${token}` };
			const request = new Request('https://x.example/api/v1/people', { headers });
			return { status: (await serve(hikari.network, request, 'people', address)).status };
		};
		for (const [at, ask] of [hook, api].entries()) {
			const address = `203.0.113.${200 + at}`;
			for (let times = 0; times < points; times++) {
				tried('guesses');
				expect(await ask(guess(times), address)).toMatchObject({ status: 401 });
			}
			expect(await ask(guess(99), address)).toMatchObject({ status: 429 });
			expect(await ask(guess(99), '198.51.100.10')).toMatchObject({ status: 401 });
		}
		expect(await hook(hookSecret, '203.0.113.200'), 'who knows it is let in').toMatchObject({
			kind: 'answered'
		});
	});
});

const hooks = routes.find(({ route }) => route.endsWith('/hooks/mail'));
const signIn = (name: string) => forms.find((form) => form.name === `/(public)/sign-in ?/${name}`)!.door;
const send = (name: string, fields: Record<string, string>, address: string) => {
	const request = posted(Object.entries({ next: '/', ...fields }));
	const sent = { route: '/(public)/sign-in', network: hikari.network, actor: undefined, request, address };
	return answerOf(signIn(name), sent);
};

describe('whoever guesses at sign-in', () => {
	test('is shut out after six wrong passwords at an account, and after thirty at any', async () => {
		for (const [points, email] of [
			[limits['password.pair'].points, () => 'mori@hikari.example.jp'],
			[limits['password.address'].points, (at: number) => `nobody-${at}@example.jp`]
		] as const) {
			const address = `203.0.113.${220 + points}`;
			const answers: Answer[] = [];
			for (let at = 0; at <= points; at++) {
				tried('guesses');
				answers.push(await send('password', { email: email(at), password: `wrong ${at}` }, address));
			}
			expect(answers.slice(0, -1).every((answer) => 'status' in answer && answer.status === 422)).toBe(
				true
			);
			expect(answers.at(-1)).toMatchObject({ status: 429 });
		}
	});

	test('asks for twenty links at most', async () => {
		const { points } = limits['link.address'];
		for (let at = 0; at < points; at++) {
			tried('guesses');
			await send('link', { email: `nobody-${at}@example.jp` }, '203.0.113.250');
		}
		const last = await send('link', { email: 'nobody@example.jp' }, '203.0.113.250');
		expect(last).toMatchObject({ status: 429 });
	});
});

describe('whether someone is there', () => {
	const addresses = [
		['a member with a password', 'mori@hikari.example.jp'],
		['a member without one', 'nakamura@hikari.example.jp'],
		['someone who left and is no member', 'watanabe@hikari.example.jp'],
		['a member of another network', 'mori@kaede.example.jp'],
		['nobody', 'nobody@hikari.example.jp']
	] as const;

	type Work = { answer: unknown; statements: number; hashes: number };

	/** What answering takes: statements, hashes of passwords. Not how long: that differs from run to run. */
	async function workOf(ask: () => Promise<unknown>): Promise<Work> {
		const { password } = await auth().$context;
		const statements = vi.spyOn(pg.Client.prototype, 'query');
		const hashes = [vi.spyOn(password, 'hash'), vi.spyOn(password, 'verify')];
		const answer = await ask();
		const work = {
			answer,
			statements: statements.mock.calls.length,
			hashes: hashes.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
		};
		for (const spy of [statements, ...hashes]) spy.mockRestore();
		return work;
	}

	test('is told neither by the answer nor by its work when a link is asked for', async () => {
		const works: Work[] = [];
		for (const [at, [, email]] of addresses.entries()) {
			await send('link', { email: 'first@example.jp' }, `198.51.100.${at}`); // the limits know the address now
			tried('existence');
			const work = await workOf(() => send('link', { email }, `198.51.100.${at}`));
			works.push({ ...work, answer: JSON.stringify(work.answer).replaceAll(email, '…') });
		}
		expect(works[0]!.statements).toBeGreaterThan(2);
		expect(works).toEqual(works.map(() => works[0]));
	});

	test('is told neither by the answer nor by its work when a password is wrong', async () => {
		const works: Work[] = [];
		for (const [at, [, email]] of addresses.entries()) {
			const once = () => send('password', { email, password: 'a wrong one' }, `198.51.100.${100 + at}`);
			await once(); // the limits know the account now
			tried('existence');
			const work = await workOf(once);
			works.push({ ...work, answer: JSON.stringify(work.answer).replaceAll(email, '…') });
		}
		expect(works[0]).toMatchObject({ hashes: 1 });
		expect(works).toEqual(works.map(() => works[0]));
	});
});

expectPageIsTrue(tried);
