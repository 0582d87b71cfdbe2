/** Plain words as HTML, a paragraph for each line. */
export const paragraphs = (text: string) =>
	text
		.split('\n')
		.map((line) => `<p>${line}</p>`)
		.join('');
