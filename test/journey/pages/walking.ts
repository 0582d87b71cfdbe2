import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Visitor } from '../walk.ts';
import { faultsOf } from './faults.ts';

const routes = path.resolve(import.meta.dirname, '../../../src/routes');

/** The addresses of all pages, as the folders name them: '/posts/[post]/edit'. */
export function everyRoute(): string[] {
	return fs
		.readdirSync(routes, { recursive: true, encoding: 'utf8' })
		.filter((file) => path.basename(file) === '+page.svelte')
		.map((file) => `/${path.dirname(file)}`.replace(/\/\([^/]+\)/g, '').replace(/\/\.$/, '') || '/')
		.toSorted();
}

/** The pattern of an address: which route answers it. A route without a variable goes before one with it. */
export function routeOf(all: readonly string[], pathname: string): string | undefined {
	const fits = (route: string) =>
		new RegExp(`^${route.replace(/\[[^/]+\]/g, '[^/]+')}$`).test(pathname.replace(/(?<=.)\/$/, ''));
	return all.filter(fits).toSorted((a, b) => a.split('[').length - b.split('[').length)[0];
}

const widths = [1280, 1024, 768, 360];

/** One visitor who goes to each page that is open to them, once, by the links that they see. */
export class Walk {
	/** By route: the address at which it was opened. */
	readonly opened = new Map<string, string>();
	readonly #visitor: Visitor;
	readonly #page: Page;
	readonly #lookAt: number;
	readonly #inDark: boolean;
	readonly #origin: string;
	readonly #routes = everyRoute();
	readonly #queue: string[] = [];

	/**
	 * `lookAt` is the width, in px, at which axe looks at each page: that of whom the page is for. `inDark` says whether
	 * it looks in the dark as well.
	 */
	constructor(visitor: Visitor, origin: string, { lookAt, inDark }: { lookAt: number; inDark: boolean }) {
		[this.#visitor, this.#page, this.#origin] = [visitor, visitor.page, origin];
		[this.#lookAt, this.#inDark] = [lookAt, inDark];
	}

	/**
	 * Everything that is wrong with the pages, with their address and width; with those that answer "not found" too.
	 * `also` are addresses that links need not lead to.
	 */
	async everywhere({ missing, also }: Record<'missing' | 'also', readonly string[]>): Promise<string[]> {
		const faults: string[] = [];
		for (const address of missing) faults.push(...(await this.#open(address)));
		this.#queue.push('/', ...also, ...this.#routes.filter((route) => !route.includes('[')));
		for (let at = 0; at < this.#queue.length; at++) {
			const address = this.#queue[at]!;
			const route = routeOf(this.#routes, new URL(address, this.#origin).pathname);
			if (!route || this.opened.has(route) || !(await this.#isOpen(address))) continue;
			this.opened.set(route, address);
			faults.push(...(await this.#open(address)));
			await this.#page.setViewportSize({ width: this.#lookAt, height: 800 });
			faults.push(...(await this.#visitor.unsound({ inDark: this.#inDark })));
			this.#queue.push(...(await this.#links()));
		}
		return faults;
	}

	async #open(address: string): Promise<string[]> {
		await this.#page.setViewportSize({ width: widths[0]!, height: 800 });
		await this.#page.goto(this.#origin + address);
		return this.#measure(address);
	}

	/** Whether this address is a page for this visitor, and not on to another or refused. Asked without drawing it. */
	async #isOpen(address: string): Promise<boolean> {
		const answer = await this.#page.request.get(this.#origin + address, { maxRedirects: 0 });
		expect(answer.status(), address).toBeLessThan(500);
		return answer.status() === 200 && answer.headers()['content-type']?.startsWith('text/html') === true;
	}

	async #measure(address: string): Promise<string[]> {
		const faults = new Map<string, number[]>();
		await this.#page.evaluate(openAll);
		for (const width of widths) {
			await this.#page.setViewportSize({ width, height: 800 });
			await this.#page.evaluate(() => document.dispatchEvent(new CustomEvent('okaeri:replaced')));
			for (const fault of await faultsOf(this.#page))
				faults.set(fault, [...(faults.get(fault) ?? []), width]);
		}
		return [...faults].map(([fault, at]) => `${address} (${at.join(', ')}) ${fault}`);
	}

	async #links(): Promise<string[]> {
		const all = await this.#page.evaluate(() =>
			[...document.querySelectorAll('a')].map((link) => link.href)
		);
		return all
			.filter((link) => link.startsWith(`${this.#origin}/`))
			.map((link) => link.slice(this.#origin.length).replace(/#.*/, ''));
	}
}

/** Opens what is folded, but not what lies over the page when it is open. */
async function openAll(): Promise<void> {
	for (const fold of document.querySelectorAll<HTMLDetailsElement>('details:not(.menu)')) {
		fold.open = true;
		const isOver = [...fold.children].some((one) => getComputedStyle(one).position === 'absolute');
		if (isOver) fold.open = false;
	}
	await document.fonts.ready;
}
