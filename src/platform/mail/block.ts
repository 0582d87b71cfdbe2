import * as m from '#locales/messages.ts';
import { reader } from '#platform/locale/reader.ts';
import { element, escape, layout, lines, row, wideLayout } from './markup.ts';
import { styles } from './styles.ts';

type Say = { say: string };
type Quiet = { quiet: string };
type Button = { button: string; href: string };
type ThenNow = { was: string; now: string };
type Quote = { quote: string; by: string };
type Facts = { facts: [string, string][] };
/** A heading over what follows. */
type Part = { part: string };
/** Something to look at: who or what, a few words of it, and where it stands. */
type Item = { item: string; words: string; href: string };

export type Block = Say | Quiet | Button | ThenNow | Quote | Facts | Part | Item;

/** A block in both forms of a mail. */
export type Forms = { text: string; html: string };

export function formsOf(block: Block): Forms {
	if ('say' in block) return say(block);
	if ('quiet' in block) return quiet(block);
	if ('button' in block) return button(block);
	if ('was' in block) return thenNow(block);
	if ('part' in block) return part(block);
	if ('item' in block) return item(block);
	if ('quote' in block) return quote(block);
	return facts(block);
}

const say = (block: Say): Forms => ({
	text: block.say,
	html: element('p', { style: styles.text }, lines(block.say))
});

const quiet = (block: Quiet): Forms => ({
	text: block.quiet,
	html: element('p', { class: 'q', style: styles.quiet }, lines(block.quiet))
});

const button = (block: Button): Forms => ({
	text: `${block.button}\n${block.href}`,
	html: element(
		'table',
		{ ...layout, style: styles.aroundButton },
		row(
			{ style: styles.button },
			element('a', { href: block.href, style: styles.buttonLink }, escape(block.button))
		)
	)
});

const thenNow = (block: ThenNow): Forms => ({
	text: `${m.mail_then()}: ${block.was}\n${m.mail_now()}: ${block.now}`,
	html: element(
		'table',
		{ ...wideLayout, style: styles.text },
		row(
			{ class: 's q', style: styles.was },
			element('b', { style: styles.wasLabel }, escape(m.mail_then())),
			'<br>',
			lines(block.was)
		),
		row(
			{ class: 'n', style: styles.now },
			element('b', { class: 'k', style: styles.nowLabel }, escape(m.mail_now())),
			'<br>',
			lines(block.now)
		)
	)
});

const part = (block: Part): Forms => ({
	text: `■ ${block.part}`,
	html: element('p', { class: 'q', style: styles.part }, lines(block.part))
});

const item = (block: Item): Forms => ({
	text: [block.item, block.words, block.href].filter(Boolean).join('\n'),
	html: element(
		'table',
		{ ...wideLayout, style: styles.aroundItem },
		row(
			{ class: 's', style: styles.item },
			element('a', { class: 'i', href: block.href, style: styles.itemLink }, lines(block.item)),
			block.words &&
				`<br>${element('span', { class: 'q', style: styles.quietWords }, lines(block.words))}`
		)
	)
});

const quote = (block: Quote): Forms => ({
	text: `${reader().locale === 'ja' ? `「${block.quote}」` : `“${block.quote}”`}\n— ${block.by}`,
	html: element(
		'p',
		{ style: styles.quote },
		lines(block.quote),
		'<br>',
		element('span', { style: styles.quietWords }, escape(block.by))
	)
});

const facts = (block: Facts): Forms => ({
	text: block.facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
	html: element(
		'table',
		{ ...layout, style: styles.text },
		...block.facts.map(([name, value]) =>
			element(
				'tr',
				{},
				element('td', { style: styles.factName }, escape(name)),
				element('td', { style: styles.fact }, lines(value))
			)
		)
	)
});
