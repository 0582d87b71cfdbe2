import { readXml, withSigns } from './xml.ts';

type Document = AsyncIterable<Uint8Array>;
export type Sheet = { name: string; relation: string; isHidden: boolean };

/** The sheets of a workbook in their order, and whether its days are counted from 1904. */
export async function readWorkbook(document: Document): Promise<{ sheets: Sheet[]; is1904: boolean }> {
	const sheets: Sheet[] = [];
	let is1904 = false;
	await readXml(document, {
		open: (name, attributes) => {
			if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
			if (name !== 'sheet') return;
			const relation = Object.entries(attributes).find(([key]) => /:id$/i.test(key))?.[1];
			if (relation === undefined) return;
			sheets.push({
				name: attributes.name ?? '',
				relation,
				isHidden: (attributes.state ?? 'visible') !== 'visible'
			});
		}
	});
	return { sheets, is1904 };
}

export type Relation = { id: string; type: string; target: string };

/** What a part of a workbook refers to. */
export async function readRelations(document: Document): Promise<Relation[]> {
	const relations: Relation[] = [];
	await readXml(document, {
		open: (name, { Id, Type, Target }) => {
			if (name === 'Relationship' && Id && Type && Target)
				relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: Target });
		}
	});
	return relations;
}

/** What a cell's number format makes of its number: a day, or a number with so many digits. */
export type NumberLook = { isDay: boolean; digits: number };

/** The number formats of a workbook's cell styles, in the order in which cells name them. */
export async function readStyles(document: Document): Promise<NumberLook[]> {
	const formats = new Map<string, string>();
	const looks: NumberLook[] = [];
	let isInCells = false;
	await readXml(document, {
		open: (name, attributes) => {
			if (name === 'numFmt') formats.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
			if (name === 'cellXfs') isInCells = true;
			if (name !== 'xf' || !isInCells) return;
			const id = attributes.numFmtId ?? '0';
			const format = formats.get(id);
			looks.push(format === undefined ? builtIn(Number(id)) : lookOf(format));
		},
		close: (name) => {
			if (name === 'cellXfs') isInCells = false;
		}
	});
	return looks;
}

/** The formats that have a number only (ECMA-376 part 1, 18.8.30): 27 to 36 and 50 to 58 are days in East Asia. */
function builtIn(id: number): NumberLook {
	const isDay =
		(id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
	return { isDay, digits: 0 };
}

/** What a number format makes of a number. Words in quotes, colours, conditions and the sign of exponents say nothing. */
export function lookOf(format: string): NumberLook {
	const [positive = ''] = format.split(';');
	const bare = positive
		.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
		.replace(/general|G\/標準|E[+-]/gi, '');
	return {
		isDay: /[ydge]|m/i.test(bare) && !/[0#?]/.test(bare.replace(/[ymdhsge]+|\.0+/gi, '')),
		digits: /^0+$/.test(bare) ? bare.length : 0
	};
}

/** The texts that cells share. The readings that Excel keeps with Japanese names are left out. */
export async function readSharedTexts(document: Document): Promise<string[]> {
	const texts: string[] = [];
	let text = '';
	let isText = false;
	let readings = 0;
	await readXml(document, {
		open: (name) => {
			if (name === 'si') text = '';
			if (name === 'rPh') readings++;
			if (name === 't') isText = readings === 0;
		},
		text: (part) => {
			if (isText) text += part;
		},
		close: (name) => {
			if (name === 't') isText = false;
			if (name === 'rPh') readings--;
			if (name === 'si') texts.push(withSigns(text));
		}
	});
	return texts;
}
