const supported = Intl.supportedValuesOf('timeZone');
/** Names that IANA gives and that the list of the machine has by an older name only. */
const renamed = [
	'Africa/Asmara',
	'America/Atikokan',
	'America/Argentina/Buenos_Aires',
	'America/Argentina/Catamarca',
	'America/Argentina/Cordoba',
	'America/Argentina/Jujuy',
	'America/Argentina/Mendoza',
	'America/Indiana/Indianapolis',
	'America/Kentucky/Louisville',
	'America/Nuuk',
	'Asia/Ho_Chi_Minh',
	'Asia/Kathmandu',
	'Asia/Kolkata',
	'Asia/Yangon',
	'Atlantic/Faroe',
	'Europe/Kyiv',
	'Pacific/Chuuk',
	'Pacific/Kanton',
	'Pacific/Pohnpei'
];

/** The names of the IANA database without a slash. The machine takes others besides ('JST'), which PostgreSQL does not. */
const short = new Set(
	(
		'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran ' +
		'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK ' +
		'Singapore Turkey UCT UTC Universal W-SU WET Zulu'
	).split(' ')
);

/**
 * Is this the name of a time zone? Every name of the IANA database is one, also an old one or one that means the same as
 * another ('Asia/Kolkata', 'US/Eastern', 'Etc/UTC'). A bare distance ('+09:00') is none.
 */
export function isZone(name: string): boolean {
	if (!short.has(name) && !/^(?!SystemV)[A-Za-z]+(\/[\w+-]+)+$/.test(name)) return false;
	try {
		return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** The zones to choose from, in order. `kept` are those chosen before, which a form must not lose. */
export function zoneNames(...kept: readonly string[]): string[] {
	return [...new Set([...supported, ...renamed, 'UTC', ...kept.filter(isZone)])].toSorted();
}
