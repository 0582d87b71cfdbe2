import * as m from '#locales/messages.ts';
import { reader } from '#platform/locale/reader.ts';
import { formsOf, type Block, type Forms } from './block.ts';
import { element, escape, lines, row, wideLayout } from './markup.ts';
import { darkSheet, styles } from './styles.ts';

export type { Block };
export type Letter = { subject: string } & Forms;

type Sender = {
	network: string;
	/** Why this mail came, for its foot. */
	why: string;
	/** The address at which one leaves the list, for mails of a list. */
	unsubscribe?: string;
};

/** A mail in both forms: plain text, and HTML that mail programs show alike. Its foot says who sent it and why. */
export function letter(subject: string, blocks: Block[], sender: Sender): Letter {
	const forms = blocks.map(formsOf);
	const foot = m.mail_foot({ network: sender.network, why: sender.why });
	return {
		subject,
		text: textOf(forms, foot, sender.unsubscribe),
		html: htmlOf(subject, forms, foot, sender.unsubscribe)
	};
}

function textOf(forms: readonly Forms[], foot: string, unsubscribe?: string): string {
	const parts = [...forms.map(({ text }) => text), '--', foot];
	if (unsubscribe) parts.push(`${m.mail_unsubscribe()}\n${unsubscribe}`);
	return parts.join('\n\n');
}

function htmlOf(subject: string, forms: readonly Forms[], foot: string, unsubscribe?: string): string {
	const leave =
		unsubscribe &&
		`<br>${element('a', { class: 'q', href: unsubscribe, style: styles.quietLink }, escape(m.mail_unsubscribe()))}`;
	const paper = element(
		'table',
		{ ...asClass('p'), style: styles.paper },
		row({ class: 'i', style: styles.body }, ...forms.map(({ html }) => html)),
		row({ class: 'q', style: styles.foot }, lines(foot), leave ?? '')
	);
	const ground = element(
		'table',
		{ ...asClass('g'), style: styles.groundTable },
		row({ align: 'center', style: styles.around }, paper)
	);
	const body = element('body', { class: 'g', style: styles.ground }, ground);
	return `<!doctype html>${element('html', { lang: reader().locale }, head(subject), body)}`;
}

const asClass = (name: string) => {
	const { role, ...rest } = wideLayout;
	return { role, class: name, ...rest };
};

const head = (subject: string): string =>
	[
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width">',
		'<meta name="color-scheme" content="light dark">',
		'<meta name="supported-color-schemes" content="light dark">',
		element('style', {}, darkSheet()),
		element('title', {}, escape(subject)),
		'</head>'
	].join('');
