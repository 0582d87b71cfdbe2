import * as m from '#locales/messages.ts';
import { reader } from '#platform/locale/reader.ts';

export type Block =
	| { say: string }
	| { quiet: string }
	| { button: string; href: string }
	| { was: string; now: string }
	| { quote: string; by: string }
	| { facts: [string, string][] }
	/** A heading over what follows. */
	| { part: string }
	/** Something to look at: who or what, a few words of it, and where it stands. */
	| { item: string; words: string; href: string };

export type Letter = { subject: string; text: string; html: string };

const escape = (text: string) =>
	text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
const lines = (text: string) => escape(text).replaceAll('\n', '<br>');

const inText = (block: Block): string => {
	if ('say' in block) return block.say;
	if ('quiet' in block) return block.quiet;
	if ('button' in block) return `${block.button}\n${block.href}`;
	if ('was' in block) return `${m.mail_then()}: ${block.was}\n${m.mail_now()}: ${block.now}`;
	if ('part' in block) return `■ ${block.part}`;
	if ('item' in block) return [block.item, block.words, block.href].filter(Boolean).join('\n');
	if ('quote' in block)
		return `${reader().locale === 'ja' ? `「${block.quote}」` : `“${block.quote}”`}\n— ${block.by}`;
	return block.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
};

const ink = '#1f2430';
const quiet = '#5a6070';

/** The dark of mail programs that ask for it; the others keep the light that stands in the lines themselves. */
const dark =
	'@media (prefers-color-scheme:dark){.g{background:#16181d!important}.p{background:#1e2128!important;border-color:#32363f!important}.i{color:#ece9e3!important}.q{color:#a9adb8!important}.s{background:#111318!important}.n{background:#3a261b!important;color:#ece9e3!important}.k{color:#f0935f!important}}';

const inHtml = (block: Block): string => {
	if ('say' in block) return `<p style="margin:0 0 16px">${lines(block.say)}</p>`;
	if ('quiet' in block)
		return `<p class="q" style="margin:0 0 16px;font-size:14px;color:${quiet}">${lines(block.quiet)}</p>`;
	if ('button' in block)
		return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px"><tr><td style="border-radius:24px;background:#b94d18"><a href="${escape(block.href)}" style="display:inline-block;padding:10px 24px;color:#ffffff;font-weight:600;text-decoration:none">${escape(block.button)}</a></td></tr></table>`;
	if ('was' in block)
		return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 16px"><tr><td class="s q" style="padding:14px 16px;background:#f3f0ea;border-radius:10px 10px 0 0;color:${quiet}"><b style="font-size:13px">${escape(m.mail_then())}</b><br>${lines(block.was)}</td></tr><tr><td class="n" style="padding:14px 16px;background:#fbeadf;border-radius:0 0 10px 10px;color:${ink}"><b class="k" style="font-size:13px;color:#b94d18">${escape(m.mail_now())}</b><br>${lines(block.now)}</td></tr></table>`;
	if ('part' in block)
		return `<p class="q" style="margin:20px 0 8px;font-size:14px;font-weight:700;color:${quiet}">${lines(block.part)}</p>`;
	if ('item' in block)
		return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 10px"><tr><td class="s" style="padding:12px 16px;background:#f3f0ea;border-radius:10px"><a class="i" href="${escape(block.href)}" style="color:${ink};text-decoration:none;font-weight:600">${lines(block.item)}</a>${block.words ? `<br><span class="q" style="font-size:14px;color:${quiet}">${lines(block.words)}</span>` : ''}</td></tr></table>`;
	if ('quote' in block)
		return `<p style="margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid #e4dfd5">${lines(block.quote)}<br><span style="font-size:14px;color:${quiet}">${escape(block.by)}</span></p>`;
	const rows = block.facts.map(
		([name, value]) =>
			`<tr><td style="padding:4px 16px 4px 0;color:${quiet};white-space:nowrap;vertical-align:top">${escape(name)}</td><td style="padding:4px 0">${lines(value)}</td></tr>`
	);
	return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${rows.join('')}</table>`;
};

/** A mail in both forms, plain text and HTML that mail clients show alike, with who sends it and why at its foot. */
export function letter(
	subject: string,
	blocks: Block[],
	sender: { network: string; why: string; unsubscribe?: string }
): Letter {
	const foot = m.mail_foot({ network: sender.network, why: sender.why });
	const text = [
		...blocks.map(inText),
		'--',
		foot,
		...(sender.unsubscribe ? [`${m.mail_unsubscribe()}\n${sender.unsubscribe}`] : [])
	].join('\n\n');
	const out = sender.unsubscribe
		? `<br><a class="q" href="${escape(sender.unsubscribe)}" style="color:${quiet}">${escape(m.mail_unsubscribe())}</a>`
		: '';
	const html = `<!doctype html><html lang="${reader().locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>${dark}</style><title>${escape(subject)}</title></head><body class="g" style="margin:0;background:#fbfaf7"><table role="presentation" class="g" width="100%" cellpadding="0" cellspacing="0" style="background:#fbfaf7"><tr><td align="center" style="padding:24px 12px"><table role="presentation" class="p" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e4dfd5;border-radius:14px"><tr><td class="i" style="padding:28px 28px 12px;color:${ink};font:400 16px/1.75 system-ui,'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif">${blocks.map(inHtml).join('')}</td></tr><tr><td class="q" style="padding:14px 28px 22px;border-top:1px solid #e4dfd5;color:${quiet};font:400 13px/1.6 system-ui,'Hiragino Sans','Yu Gothic UI',sans-serif">${lines(foot)}${out}</td></tr></table></td></tr></table></body></html>`;
	return { subject, text, html };
}
