import * as m from '#locales/messages.ts';
import { reader } from '#platform/locale/reader.ts';
import { formsOf, type Block, type Forms } from './block.ts';
import { element, escape, lines, row, wideLayout } from './markup.ts';
import { imprintLines, type Imprint } from './imprint.ts';
import { css, darkSheet, styles } from './styles.ts';

export type { Block };

/** A mail that is written, and signed with who sends it when it is left. */
export type Letter = { subject: string; signedBy: (imprint: Imprint) => Forms };

type Sender = {
	network: string;
	/** Why this mail came, for its foot. */
	why: string;
	/** The address at which one leaves the list, for mails of a list. */
	unsubscribe?: string;
};

type Written = {
	subject: string;
	forms: Forms[];
	lang: string;
	network: string;
	foot: string;
	unsubscribe: string | undefined;
	words: { leave: string; asking: string };
};

/**
 * A mail in both forms: plain text, and HTML that mail programs show alike. Its foot says why it came and who sent it. Its
 * words are the reader's for whom it is written, whoever signs it.
 */
export function letter(subject: string, blocks: Block[], sender: Sender): Letter {
	const written: Written = {
		subject,
		forms: blocks.map(formsOf),
		lang: reader().locale,
		network: sender.network,
		foot: m.mail_foot({ network: sender.network, why: sender.why }),
		unsubscribe: sender.unsubscribe,
		words: { leave: m.mail_unsubscribe(), asking: m.mail_asking() }
	};
	return {
		subject,
		signedBy: (imprint) => ({ text: textOf(written, imprint), html: htmlOf(written, imprint) })
	};
}

function textOf({ forms, foot, unsubscribe, words }: Written, imprint: Imprint): string {
	const parts = [...forms.map(({ text }) => text), '--', foot];
	if (unsubscribe) parts.push(`${words.leave}\n${unsubscribe}`);
	const signature = imprintLines(imprint, words.asking);
	if (signature) parts.push(signature);
	return parts.join('\n\n');
}

function htmlOf(
	{ subject, forms, lang, network, foot, unsubscribe, words }: Written,
	imprint: Imprint
): string {
	const leave =
		unsubscribe &&
		`<br>${element('a', { class: 'q', href: unsubscribe, style: styles.quietLink }, escape(words.leave))}`;
	const signature = imprintLines(imprint, words.asking);
	const paper = element(
		'table',
		{ ...asClass('p'), style: styles.paper },
		imprint.logo && row({ style: styles.aroundLogo }, logoOf(imprint.logo, network)),
		row({ class: 'i', style: styles.body }, ...forms.map(({ html }) => html)),
		row(
			{ class: 'q', style: styles.foot },
			lines(foot),
			leave ?? '',
			signature && `<br><br>${lines(signature)}`
		)
	);
	const ground = element(
		'table',
		{ ...asClass('g'), style: styles.groundTable },
		row({ align: 'center', style: styles.around }, paper)
	);
	const body = element('body', { class: 'g', style: styles.ground }, ground);
	return `<!doctype html>${element('html', { lang }, head(subject), body)}`;
}

/** Mail programs that load no pictures show the name in its place. */
function logoOf(src: string, network: string): string {
	return `<img src="${escape(src)}" alt="${escape(network)}" height="40" style="${css(styles.logo)}">`;
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
