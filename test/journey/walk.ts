import AxeBuilder from '@axe-core/playwright';
import {
	expect,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { faultsOf } from './pages/faults.ts';
import { product } from './product.ts';

const looksAtEach = 3;
/** Pages to which only a mail leads, or one's own turn. Who walks over all pages by their links does not come there. */
const offTheWalk =
	/^\/(address|approve|care|claim|desk\/concerns|join|pulse|stay|unsubscribe|my-story)\/[^/]+$|\/check-ins\/[^/]+\/|\/differences\//;
const looked = new Map<string, number>();

/** Someone in front of the product, in a browser of their own, whose pages are looked at by axe as they go. */
export class Visitor {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly #host: string;
	private constructor(context: BrowserContext, page: Page, host: string) {
		[this.context, this.page, this.#host] = [context, page, host];
	}

	static async arrive(
		browser: Browser,
		locale: 'ja' | 'en',
		{ host, ...options }: BrowserContextOptions & { host?: string } = {}
	): Promise<Visitor> {
		const context = await browser.newContext({
			locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
			timezoneId: 'Asia/Tokyo',
			reducedMotion: 'reduce',
			...options
		});
		return new Visitor(
			context,
			await context.newPage(),
			host ?? `http://${locale}.localhost:${product().port}`
		);
	}

	async go(path: string): Promise<void> {
		const answer = await this.page.goto(path.startsWith('http') ? path : this.#host + path);
		expect(answer?.status(), path).toBeLessThan(400);
		await this.look();
	}

	/** Presses something by its name and looks at where it leads. */
	async press(name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> {
		await this.page.getByRole(role, { name }).first().click();
		await this.page.waitForLoadState();
		await expect(this.page.locator('[aria-busy=true]')).toHaveCount(0); // a form that answers in place
		await this.look();
	}

	async fill(label: string | RegExp, value: string): Promise<void> {
		await this.page.getByLabel(label).first().fill(value);
	}

	async tick(label: string | RegExp): Promise<void> {
		await this.page.getByLabel(label).first().check();
	}

	async sees(text: string | RegExp): Promise<void> {
		await expect(this.page.getByText(text).first()).toBeVisible();
	}

	/**
	 * axe finds nothing on the page. In the dark, where only colours differ, it looks at those, the first time.
	 * A kind of page is an address without ids. Each is looked at the first three times that someone comes to it in a
	 * language, which is where it is empty, filled and answered: looking every time took most of the time of a walk.
	 * Visitors ask for reduced motion, as a colour on its way from light to dark has a contrast that nobody ever reads.
	 */
	async look(): Promise<void> {
		const { pathname, searchParams } = new URL(this.page.url());
		const kind = [
			await this.page.locator('html').getAttribute('lang'),
			pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/\/[\w-]{30,}/g, '/token'),
			[...searchParams.keys()].join()
		].join(' ');
		const times = looked.get(kind) ?? 0;
		looked.set(kind, times + 1);
		if (times === 0 && offTheWalk.test(pathname)) await this.#measure();
		if (times >= looksAtEach) return;
		for (const colorScheme of times === 0 ? (['light', 'dark'] as const) : (['light'] as const)) {
			await this.page.emulateMedia({ colorScheme });
			const axe = new AxeBuilder({ page: this.page }).exclude('iframe');
			const { violations } = await (
				colorScheme === 'light'
					? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
					: axe.withRules(['color-contrast'])
			).analyze();
			expect(
				violations.map(
					(one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`
				),
				`${this.page.url()} (${colorScheme})`
			).toEqual([]);
		}
		await this.page.emulateMedia({ colorScheme: 'light' });
	}

	/** The page stands well on each screen. */
	async #measure(): Promise<void> {
		const size = this.page.viewportSize();
		for (const width of [1280, 768, 360]) {
			await this.page.setViewportSize({ width, height: 800 });
			expect(await faultsOf(this.page), `${this.page.url()} (${width})`).toEqual([]);
		}
		if (size) await this.page.setViewportSize(size);
	}

	async leave(): Promise<void> {
		await this.context.close();
	}
}
