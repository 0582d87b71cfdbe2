import { Editor } from '@tiptap/core';
import Mention from '@tiptap/extension-mention';
import Placeholder from '@tiptap/extension-placeholder';
import StarterKit from '@tiptap/starter-kit';
import * as m from '#locales/messages.ts';
import { suggestions } from './suggesting.ts';

type Words = { words: string; html: string };
export type Editing = { focus(): void; set(words: Words): void };

const escape = (text: string) =>
	text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);
const inHtml = ({ words, html }: Words) =>
	html ||
	words
		.split(/\n{2,}/)
		.map((part) => `<p>${escape(part).replaceAll('\n', '<br>')}</p>`)
		.join('');

/** People and groups that are named, as links which the server knows again. */
const Named = Mention.extend({
	parseHTML: () => [
		{
			tag: 'a[data-mention]',
			priority: 100,
			getAttrs: (link) => ({ id: link.dataset.mention, label: link.textContent?.replace(/^@/, '') })
		}
	],
	renderHTML: ({ node }) => [
		'a',
		{ class: 'mention', 'data-mention': String(node.attrs.id) },
		`@${node.attrs.label}`
	]
});

/** An editor in a place of the page. What is written is told with every change, as HTML and in plain words. */
export function edit(
	place: HTMLElement,
	start: Words & { label: string; placeholder: string },
	tell: (words: Words) => void
): Editing {
	place.hidden = false;
	const bar = document.createElement('div');
	const field = document.createElement('div');
	place.replaceChildren(bar, field);
	const editor = new Editor({
		element: field,
		injectCSS: false,
		content: inHtml(start),
		extensions: [
			StarterKit.configure({
				heading: false,
				horizontalRule: false,
				underline: false,
				link: { openOnClick: false, autolink: true, protocols: ['http', 'https'] }
			}),
			Placeholder.configure({ placeholder: start.placeholder }),
			Named.configure({ suggestion: suggestions })
		],
		editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': start.label } },
		onUpdate: () =>
			tell({
				words: editor.getText({ blockSeparator: '\n\n' }),
				html: editor.isEmpty ? '' : editor.getHTML()
			})
	});
	tools(bar, editor);
	return {
		focus: () => {
			editor.commands.setTextSelection(editor.state.doc.content.size);
			editor.view.focus(); // at once: the command for it waits for the next frame, and loses what is typed before
		},
		set: (words) => void editor.commands.setContent(inHtml(words))
	};
}

function tools(bar: HTMLElement, editor: Editor): void {
	bar.className = 'tools';
	bar.setAttribute('role', 'toolbar');
	bar.setAttribute('aria-label', m.editor_tools());
	const all: [string, string, () => void, () => boolean][] = [
		[
			'B',
			m.editor_bold(),
			() => editor.chain().focus().toggleBold().run(),
			() => editor.isActive('bold')
		],
		[
			'I',
			m.editor_italic(),
			() => editor.chain().focus().toggleItalic().run(),
			() => editor.isActive('italic')
		],
		[
			'・',
			m.editor_list(),
			() => editor.chain().focus().toggleBulletList().run(),
			() => editor.isActive('bulletList')
		],
		[
			'”',
			m.editor_quote(),
			() => editor.chain().focus().toggleBlockquote().run(),
			() => editor.isActive('blockquote')
		],
		['@', m.editor_mention(), () => editor.chain().focus().insertContent('@').run(), () => false]
	];
	for (const [sign, label, work, isOn] of all) {
		const button = Object.assign(document.createElement('button'), {
			type: 'button',
			textContent: sign,
			title: label
		});
		button.setAttribute('aria-label', label);
		button.addEventListener('click', work);
		const mark = () => button.setAttribute('aria-pressed', String(isOn()));
		editor.on('transaction', mark);
		mark();
		bar.append(button);
	}
}
