import { CalendarRefused } from './refused.ts';

/** A property of a calendar: `DTSTART;TZID=Asia/Tokyo:20261202T093000`. Names are in capitals. */
export type Line = { name: string; parameters: ReadonlyMap<string, string>; value: string };
/** What stands between BEGIN and END. `text` has the lines of a
 * time zone as they were, with those of its parts. */
export type Part = { kind: string; lines: Line[]; parts: Part[]; text: string[] };

/** What is read of a calendar. The rest (titles, words, guests, alarms) is passed over, however broken it is. */
const wanted = new Set([
	'UID',
	'DTSTART',
	'DTEND',
	'DURATION',
	'RRULE',
	'RDATE',
	'EXDATE',
	'RECURRENCE-ID',
	'SEQUENCE',
	'TRANSP',
	'STATUS',
	'FREEBUSY',
	'TZID'
]);
/** How deep these parts stand. Where one begins deeper, what is around it was not ended. */
const depths: Record<string, number | undefined> = {
	VCALENDAR: 1,
	VEVENT: 2,
	VFREEBUSY: 2,
	VTIMEZONE: 2,
	VTODO: 2,
	VJOURNAL: 2
};
const deepest = 8;

/**
 * The calendars (RFC 5545) of a text, as a tree of their parts. Lines that are none are passed over, and a part that does
 * not end ends with the part around it. Throws CalendarRefused if the text is no calendar, or one that was cut off.
 */
export function calendarsOf(text: string): Part[] {
	const root: Part = { kind: '', lines: [], parts: [], text: [] };
	let open = [root];
	for (const written of unfolded(text)) {
		const edge = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(written);
		const kind = edge?.[2]!.toUpperCase() ?? '';
		if (!edge) addLine(open, written);
		else if (edge[1]!.toUpperCase() === 'BEGIN') open = begun(open, kind);
		else open = ended(open, kind);
	}
	const isWhole = open.length === 1 && root.parts.length > 0;
	if (!isWhole || root.parts.some(({ kind }) => kind !== 'VCALENDAR'))
		throw new CalendarRefused('unreadable');
	return root.parts;
}

/** The lines of a text. A line that begins with a space goes on the one before. */
function unfolded(text: string): string[] {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/\n[ \t]/g, '')
		.split('\n')
		.map((line) => line.replace(/^\uFEFF/, ''));
}

function begun(open: Part[], kind: string): Part[] {
	const left = depths[kind] === undefined ? open : open.slice(0, depths[kind]);
	if (left.length > deepest) throw new CalendarRefused('unreadable');
	const part: Part = { kind, lines: [], parts: [], text: [`BEGIN:${kind}`] };
	left.at(-1)!.parts.push(part);
	return [...left, part];
}

function ended(open: Part[], kind: string): Part[] {
	const at = open.findLastIndex((part) => part.kind === kind);
	if (at <= 0) return open;
	for (let inner = open.length - 1; inner >= at; inner--) {
		const part = open[inner]!;
		part.text.push(`END:${part.kind}`);
		if (inner > 2) for (const line of part.text) open[inner - 1]!.text.push(line);
	}
	return open.slice(0, at);
}

function addLine(open: readonly Part[], written: string): void {
	const part = open.at(-1)!;
	if (open.length === 1) return;
	if (open.some(({ kind }) => kind === 'VTIMEZONE')) part.text.push(written);
	const line = lineOf(written);
	if (line) part.lines.push(line);
}

function lineOf(written: string): Line | undefined {
	const name = /^([A-Za-z][A-Za-z0-9-]*)(?=[;:])/.exec(written)?.[1]!.toUpperCase();
	if (!name || !wanted.has(name)) return undefined;
	const parameters = new Map<string, string>();
	let at = name.length;
	while (written[at] === ';') {
		const parameter = /;([\w-]+)=("[^"]*"?|[^;:]*)/y;
		parameter.lastIndex = at;
		const found = parameter.exec(written);
		if (!found) return undefined;
		parameters.set(found[1]!.toUpperCase(), found[2]!.replaceAll('"', '').trim());
		at = parameter.lastIndex;
	}
	return written[at] === ':' ? { name, parameters, value: written.slice(at + 1).trim() } : undefined;
}
