import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import sharp from 'sharp';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { Forbidden, Invalid, NotFound, Stale, TooMany } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { dear } from './event-loop.ts';
import { hostileValues, hugeValues } from './hostile.ts';

const { secret } = vi.hoisted(() => {
	const secret = 'a secret of the mail service';
	process.env.MAIL_HOOK_SECRET = secret;
	return { secret };
});
vi.mock('#access/limits/limits.server.ts', async (original) => ({
	...(await original<typeof import('#access/limits/limits.server.ts')>()),
	countTry: async () => ({ limit: 9, left: 9, seconds: 9 })
}));

type Door = ((event: RequestEvent) => Promise<Response>) & { decision: string };
type Module = Partial<Record<'POST' | 'PUT' | 'PATCH' | 'DELETE', Door>>;
const modules = import.meta.glob<Module>('../../src/routes/**/+server.ts', { eager: true });
const doors = Object.entries(modules).flatMap(([file, module]) =>
	(['POST', 'PUT', 'PATCH', 'DELETE'] as const).flatMap((method) => {
		const door = module[method];
		const route = file.replace('../../src/routes', '').replace('/+server.ts', '');
		return door && door.decision !== 'token' ? [{ name: `${method} ${route}`, method, door }] : [];
	})
);

/** What each door that takes JSON is made for. */
const bodies: Record<string, Record<string, unknown>> = {
	'PUT /(members)/drafts': { place: 'post', words: 'あ', html: '<p>あ</p>', revision: 0 },
	'POST /(members)/messages/[conversation]/typing': { takes: 'nothing' },
	'POST /(members)/push': {
		endpoint: 'https://fcm.googleapis.com/x',
		keys: {
			p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
			auth: 'tBHItJI5svbpez7KI4CCXg'
		}
	},
	'DELETE /(members)/push': { endpoint: 'https://fcm.googleapis.com/x' },
	'POST /(public)/sign-in/passkey': { takes: 'nothing' },
	'POST /(public)/hooks/mail': { kind: 'bounce', address: 'nobody@example.jp', said: '5.1.1' }
};
const files = 'POST /(members)/uploads';
const preview = 'POST /(desk)/desk/invitations/words/preview';
const answer = 'POST /(public)/sign-in/with/[provider]/answer';

const own = useOwnDatabase();
let hikari: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
});

function eventOf(
	actor: Actor,
	body: BodyInit,
	headers: Record<string, string>,
	params: Record<string, string>
): RequestEvent {
	return {
		locals: { network: hikari.network, actor, locale: 'ja', timeZone: 'Asia/Tokyo' },
		url: new URL('http://x.example/'),
		params,
		request: new Request('http://x.example/', { method: 'POST', body, headers }),
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
}

const expected = [Forbidden, Invalid, NotFound, Stale, TooMany];

/** The failure of a door that would be a 500, if any. */
async function faultOf(
	door: Door,
	body: BodyInit,
	headers: Record<string, string> = {},
	actor = hikari.nakamura,
	params: Record<string, string> = {}
): Promise<string | undefined> {
	try {
		const answer = await door(eventOf(actor, body, headers, params));
		return answer.status >= 500 ? `answers ${answer.status}` : undefined;
	} catch (failure) {
		if (isRedirect(failure) || (isHttpError(failure) && failure.status < 500)) return undefined;
		return expected.some((kind) => failure instanceof kind) ? undefined : String(failure).slice(0, 200);
	}
}

/** Values that are no text. */
const otherValues: unknown[] = [null, true, -1, 0, 1.5, 1e308, 2 ** 53, [], {}, [[]], { a: 1 }, ['a', null]];

/** A body with each of its values replaced by another one, also the values inside values. */
function* variants(body: Record<string, unknown>, value: unknown): Generator<Record<string, unknown>> {
	for (const [key, held] of Object.entries(body)) {
		yield { ...body, [key]: value };
		if (held !== null && typeof held === 'object')
			for (const inner of variants(held as Record<string, unknown>, value))
				yield { ...body, [key]: inner };
	}
	yield { ...body, [String(value)]: value };
}

/** Texts that are no JSON, or none of the kind that anyone expects. */
const raws = [
	...hostileValues,
	...hostileValues.map((value) => JSON.stringify(value)),
	...otherValues.map((value) => JSON.stringify(value)),
	'['.repeat(90_000),
	'{"a":'.repeat(30_000),
	`{"__proto__":{"place":"post"},"constructor":1}`,
	'{"place":"post","place":"post"}',
	'{"words":"\\ud800","place":"post"}',
	'{"revision":1e999}',
	'{"revision":' + '9'.repeat(1000) + '}'
];

const jsonDoors = doors.filter(({ name }) => ![files, preview, answer].includes(name));

describe('a body of JSON that holds nonsense is answered', () => {
	test('at every door that takes one', () => {
		expect(jsonDoors.map(({ name }) => name).sort()).toEqual(Object.keys(bodies).sort());
		expect(doors.map(({ name }) => name)).toContain(files);
	});

	const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };

	test.each(jsonDoors)('$name', async ({ name, door }) => {
		const faults: string[] = [];
		const send = async (body: string) => {
			const fault = await faultOf(door, body, headers);
			if (fault) faults.push(`${body.slice(0, 200)}: ${fault}`);
		};
		await send(JSON.stringify(bodies[name]));
		for (const raw of raws) await send(raw);
		for (const value of [...hostileValues, ...otherValues])
			for (const body of variants(bodies[name]!, value)) await send(JSON.stringify(body));
		expect(faults).toEqual([]);
	});

	test.each(jsonDoors)('$name: the dearest does not stop the others', async ({ name, door }) => {
		const faults: string[] = [];
		const texts = hugeValues.flatMap((value) => [...variants(bodies[name]!, value)]);
		const slow = await dear(
			texts.map((body, at) => ({
				what: `body ${at}`,
				work: async () => {
					const fault = await faultOf(door, JSON.stringify(body), headers);
					if (fault) faults.push(`body ${at}: ${fault}`);
				}
			}))
		);
		expect([...faults, ...slow]).toEqual([]);
	});
});

/** The head of a PNG that says to be 60,000 pixels wide and high, and ends there. */
const tooWide = () =>
	Buffer.from(
		'89504e470d0a1a0a0000000d494844520000ea600000ea600802000000d3a7c8a20000000049454e44ae426082',
		'hex'
	);

async function contents(): Promise<Buffer[]> {
	const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
		.png()
		.toBuffer();
	return [
		Buffer.alloc(0),
		Buffer.alloc(100),
		picture,
		picture.subarray(0, picture.length - 20),
		Buffer.concat([picture, Buffer.from('<script>alert(1)</script>')]),
		tooWide(),
		Buffer.from('GIF89a'),
		Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'),
		Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8 ', 'latin1'),
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
		Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'),
		Buffer.from('%PDF-1.7\n'),
		Buffer.from('PK\x03\x04'),
		Buffer.from('MZ'),
		Buffer.from('\0\0\0\x20ftypheic', 'latin1'),
		Buffer.alloc(26_000_000, 'a')
	];
}

test('a preview of nonsense is answered, whatever its form or its body holds', async () => {
	const { door } = doors.find(({ name }) => name === preview)!;
	const fields = { language: 'ja', subject: 'ご案内', words: 'こんにちは', revision: '0' };
	const faults: string[] = [];
	const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
		const fault = await faultOf(door, body, headers, hikari.hashimoto);
		if (fault) faults.push(`${String(body).slice(0, 200)}: ${fault}`);
	};
	await send(new URLSearchParams(fields));
	for (const raw of raws) await send(raw, { 'content-type': 'application/json' });
	for (const value of hostileValues)
		for (const field of Object.keys(fields))
			await send(new URLSearchParams({ ...fields, [field]: value }));
	expect(faults).toEqual([]);
});

test('the answer of an identity provider that is nonsense is answered', async () => {
	const { door } = doors.find(({ name }) => name === answer)!;
	const { rows } = await own.owner.query(
		`insert into sign_on_provider (network_id, kind, called, domains, issuer, entry_point, certificates)
		values ($1, 'saml', 'x', '{x.example.jp}', 'x', 'https://x.example.jp', '{x}')
		returning provider_id`,
		[hikari.network.networkId]
	);
	const provider = rows[0].provider_id as string;
	const texts = [
		...hostileValues,
		...hugeValues.map((value) => `<x>${value}</x>`),
		'<a>'.repeat(50_000),
		'<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"/>'
	];
	const bodies = texts.flatMap((text) => [text, Buffer.from(text).toString('base64')]);
	const faults: string[] = [];
	for (const SAMLResponse of bodies) {
		const body = new URLSearchParams({ SAMLResponse, RelayState: '//evil.example' });
		const fault = await faultOf(door, body, {}, hikari.mori, { provider });
		if (fault) faults.push(`${SAMLResponse.slice(0, 100)}: ${fault}`);
	}
	expect(faults).toEqual([]);
});

describe('a file of nonsense is answered', () => {
	const { door } = doors.find(({ name }) => name === files)!;
	const formOf = (field: string, file: File | string) => {
		const form = new FormData();
		form.append(field, file);
		return form;
	};
	const tried: { what: string; faults: string[] } = { what: '', faults: [] };
	const send = async (what: string, body: BodyInit, headers?: Record<string, string>) => {
		const fault = await faultOf(door, body, headers);
		if (fault) tried.faults.push(`${what}: ${fault}`);
	};

	test('by its content, its name and its type', async () => {
		const all = await contents();
		for (const field of ['picture', 'file']) {
			for (const [at, content] of all.entries())
				await send(
					`${field} content ${at}`,
					formOf(field, new File([new Uint8Array(content)], 'a.png'))
				);
			for (const value of [...hostileValues, 'a'.repeat(10_000), '../../etc/passwd', 'a.png\r\nx: y'])
				for (const [at, type] of [
					['image/png', value],
					[value, 'a.pdf']
				].entries())
					await send(
						`${field} ${at} ${JSON.stringify(value.slice(0, 40))}`,
						formOf(field, new File([new Uint8Array(all[2]!)], type[1]!, { type: type[0]! }))
					);
			for (const value of hostileValues) await send(`${field} as text`, formOf(field, value));
		}
		expect(tried.faults).toEqual([]);
	}, 120_000);

	test('where it is no form at all', async () => {
		tried.faults = [];
		for (const raw of raws)
			for (const type of [
				'application/json',
				'text/plain',
				'multipart/form-data',
				'multipart/form-data; boundary=x',
				'application/x-www-form-urlencoded'
			])
				await send(`${type} ${raw.slice(0, 60)}`, raw, { 'content-type': type });
		expect(tried.faults).toEqual([]);
	});
});
