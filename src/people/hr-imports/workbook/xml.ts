import { Parser } from 'htmlparser2';

/** What to do with the parts of an XML document. Names come without their prefix. */
export type XmlWork = {
	open?: (name: string, attributes: Record<string, string>) => void;
	text?: (text: string) => void;
	close?: (name: string) => void;
};

const bare = (name: string) => name.slice(name.indexOf(':') + 1);

/** Gives a function that takes an XML document as it arrives in bytes. Entities that a document declares are not known. */
export function xmlReader(work: XmlWork): (bytes: Uint8Array) => void {
	const decoder = new TextDecoder();
	const parser = new Parser(
		{
			onopentag: (name, attributes) => work.open?.(bare(name), attributes),
			ontext: (text) => work.text?.(text),
			onclosetag: (name) => work.close?.(bare(name))
		},
		{ xmlMode: true, decodeEntities: true }
	);
	return (bytes) => parser.write(decoder.decode(bytes, { stream: true }));
}

/** Reads a whole XML document. */
export async function readXml(document: AsyncIterable<Uint8Array>, work: XmlWork): Promise<void> {
	const take = xmlReader(work);
	for await (const bytes of document) take(bytes);
}

/** Excel writes signs that XML cannot hold as _x000D_ (ECMA-376 part 1, 22.9.2.19). */
export function withSigns(text: string): string {
	return text.includes('_x')
		? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		: text;
}
