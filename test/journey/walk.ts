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

/** Pages to which only a mail leads, or one's own turn. Who walks over all pages by their links does not come there. */
const offTheWalk =
	/^\/(address|approve|care|claim|desk\/concerns|join|pulse|stay|unsubscribe|my-story)\/[^/]+$|\/check-ins\/[^/]+\/|\/differences\//;
const looked = new Map<string, number>();

/** Counts one more look at this, and gives how many that makes. */
function countLook(at: string): number {
	const times = (looked.get(at) ?? 0) + 1;
	looked.set(at, times);
	return times;
}

/** Someone in front of the product, in a browser of their own, whose pages are looked at by axe as they go. */
export class Visitor {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly #host: string;
	readonly #hasScript: boolean;
	private constructor(context: BrowserContext, page: Page, host: string, hasScript: boolean) {
		[this.context, this.page, this.#host, this.#hasScript] = [context, page, host, hasScript];
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
			host ?? `http://${locale}.localhost:${product().port}`,
			options.javaScriptEnabled !== false
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
	 * A kind of page is an address without ids. Each is looked at the first time that someone comes to it in a language:
	 * looking every time took most of the time of a walk. Who walks over all pages comes to each with the demo's life in it.
	 * Visitors ask for reduced motion, as a colour on its way from light to dark has a contrast that nobody ever reads.
	 * Without script axe waits for ever on some pages. What it would see there, others see with script.
	 */
	async look(asked: { inDark?: boolean } = {}): Promise<void> {
		expect(await this.unsound(asked)).toEqual([]);
	}

	/** What `look` finds, with the address and the colours in which it was seen. */
	async unsound({ inDark = true } = {}): Promise<string[]> {
		if (!this.#hasScript) return [];
		const { pathname, searchParams } = new URL(this.page.url());
		const kind = [
			pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/\/[\w-]{30,}/g, '/token'),
			[...searchParams.keys()].join()
		].join(' ');
		const locale = await this.page.locator('html').getAttribute('lang');
		const times = countLook(`${kind} ${locale}`);
		if (times === 1 && offTheWalk.test(pathname)) await this.#measure();
		return [
			...(times === 1 ? await this.#unsoundIn('light') : []),
			...(inDark && countLook(kind) === 1 ? await this.#unsoundIn('dark') : [])
		];
	}

	async #unsoundIn(colorScheme: 'light' | 'dark'): Promise<string[]> {
		await this.page.emulateMedia({ colorScheme });
		const violations = await this.#violations(colorScheme);
		await this.page.emulateMedia({ colorScheme: 'light' });
		return violations.map((violation) => `${this.page.url()} (${colorScheme}) ${violation}`);
	}

	async #violations(colorScheme: 'light' | 'dark'): Promise<string[]> {
		// Frames of other sites are left out, so axe need not open a second page to bring frames together.
		const axe = new AxeBuilder({ page: this.page })
			.exclude('iframe')
			.setLegacyMode()
			.options({ resultTypes: ['violations'] }); // what is right need not be described: that takes most of the time
		const { violations } = await (
			colorScheme === 'light'
				? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
				: axe.withRules(['color-contrast'])
		).analyze();
		return violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`
		);
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
