import { randomUUID } from 'node:crypto';
import { hugeValues } from '#test/house/hostile.ts';
import type { Measured } from './measured.ts';
import type { BenchProduct } from './product.ts';

const most = 250;
const formBytes = 990_000;

/** Forms whose text is read, linked, cut, compared or made clean, each with the fields that take the most. */
const forms: { route: string; opens: 'cookie' | 'steward'; texts: string[]; others?: () => object }[] = [
	{ route: '/home?/post', opens: 'cookie', texts: ['words'], others: () => ({ ticket: randomUUID() }) },
	{
		route: '/home?/post',
		opens: 'cookie',
		texts: ['html'],
		others: () => ({ ticket: randomUUID(), words: 'あ' })
	},
	{
		route: '/me/profile?/save',
		opens: 'cookie',
		texts: ['introduction', 'skills', 'headline'],
		others: () => ({ revision: '1', writtenBy: 'everyone', careerFor: 'everyone' })
	},
	{
		route: '/messages/new',
		opens: 'cookie',
		texts: ['words', 'title'],
		others: () => ({ ticket: randomUUID() })
	},
	{ route: '/desk/changes/new', opens: 'steward', texts: ['title', 'thenWords', 'nowWords', 'forWhom'] }
];

/** Files that say to be pictures, papers or tables, and are none. */
const files: { what: string; bytes: () => Buffer }[] = [
	{ what: '26 MB of one letter', bytes: () => Buffer.alloc(26_000_000, 'a') },
	{ what: 'a picture 60,000 pixels wide', bytes: () => Buffer.from(tooWide, 'hex') },
	{ what: 'a megabyte of quotation marks', bytes: () => Buffer.alloc(1_000_000, '"') },
	{ what: 'a megabyte of nested tags', bytes: () => Buffer.from('<svg>'.repeat(200_000)) },
	{
		what: 'a megabyte of empty archive',
		bytes: () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(1_000_000)])
	}
];
const tooWide = '89504e470d0a1a0a0000000d494844520000ea600000ea600802000000d3a7c8a20000000049454e44ae426082';

/** A request of the worst, made anew each time that it is sent. */
type Worst = {
	what: string;
	route: string;
	opens: 'cookie' | 'steward';
	body: () => URLSearchParams | FormData;
};

const worst: readonly Worst[] = [
	...forms.flatMap(({ route, opens, texts, others }) =>
		hugeValues.map((value, at) => ({
			what: `${route} ${texts[0]}, value ${at}`,
			route,
			opens,
			body: () => bodyOf(texts, value, others?.() ?? {})
		}))
	),
	...files.flatMap(({ what, bytes }) => [
		{
			what: `/uploads, ${what}`,
			route: '/uploads',
			opens: 'cookie' as const,
			body: () => fileAs('picture', bytes())
		},
		{
			what: `/desk/imports, ${what}`,
			route: '/desk/imports',
			opens: 'steward' as const,
			body: () => fileAs('file', bytes())
		}
	])
];

/**
 * Sends forms with a megabyte of the worst and files of a stranger to a web process, one after another, and asks it
 * after each for how long its event loop stood still. What took too long is sent three times more, and the least counts,
 * since others work on the machine too. The house's tests do the same at every door there is
 * (test/house/hostile*.test.ts); here it is the whole process, over HTTP, at some of them.
 */
export async function measureEventLoop(product: BenchProduct): Promise<Measured[]> {
	const still: Still[] = [];
	for (const request of worst) {
		const first = await stopOf(product, request);
		for (let again = 0; again < 3 && first.ms > most; again++)
			first.ms = Math.min(first.ms, (await stopOf(product, request)).ms);
		still.push(first);
	}
	return [figure(still)];
}

async function stopOf(product: BenchProduct, { what, route, opens, body }: Worst): Promise<Still> {
	await stoodStill(product);
	const { status, text } = await send(product, route, opens, body());
	if (status >= 500) throw new Error(`${what} was answered with ${status}: ${text}`);
	return { what, status, ms: await stoodStill(product) };
}

type Still = { what: string; status: number; ms: number };

function figure(still: Still[]): Measured {
	const longest = still.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
	const held = still.filter(({ status }) => status === 429).length;
	const limited = held > 0 ? `; ${held} met a limit` : '';
	return {
		what: `A form with 1 MB of the worst, a stranger's file: longest stop of the event loop, of ${still.length}`,
		budget: `≤ ${most} ms`,
		measured: `${longest.ms.toFixed(0)} ms (${longest.what}${limited})`,
		kept: longest.ms <= most
	};
}

function fileAs(field: string, bytes: Buffer): FormData {
	const form = new FormData();
	form.append(field, new File([new Uint8Array(bytes)], 'a.png'));
	return form;
}

/** A form's body with as much of a value in each of its texts as a form may hold. */
function bodyOf(texts: string[], value: string, others: object): URLSearchParams {
	const room = Math.floor(formBytes / texts.length);
	let cut = value.slice(0, room);
	while (encodeURIComponent(cut.toWellFormed()).length > room)
		cut = cut.slice(0, Math.floor(cut.length * 0.8));
	return new URLSearchParams([
		...Object.entries(others).map(([name, other]): [string, string] => [name, String(other)]),
		...texts.map((name): [string, string] => [name, cut])
	]);
}

async function send(
	product: BenchProduct,
	route: string,
	opens: 'cookie' | 'steward',
	body: URLSearchParams | FormData
): Promise<{ status: number; text: string }> {
	const headers = { cookie: product[opens], origin: product.origin };
	const answer = await fetch(product.origin + route, { method: 'POST', headers, body, redirect: 'manual' });
	return { status: answer.status, text: (await answer.text()).slice(0, 200) };
}

type Figures = { figuresFor: number; figures: { name: string; values: { value: number }[] }[] };

let asked = 0;

/** For how many milliseconds the event loop of the web process stood still at most since this was last asked. */
async function stoodStill({ process: web }: BenchProduct): Promise<number> {
	await new Promise((resolve) => setTimeout(resolve, 30));
	const figuresFor = asked++;
	const { figures } = await new Promise<Figures>((resolve) => {
		const hear = (message: unknown) => {
			if ((message as Figures).figuresFor !== figuresFor) return;
			web.off('message', hear);
			resolve(message as Figures);
		};
		web.on('message', hear);
		web.send({ figuresFor });
	});
	const longest = figures.find(({ name }) => name === 'nodejs_eventloop_lag_max_seconds');
	if (!longest) throw new Error('The web process does not tell how long its event loop stood still');
	return longest.values[0]!.value * 1000;
}
