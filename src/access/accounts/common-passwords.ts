import { dictionary } from '@zxcvbn-ts/language-common';

/** Words that lists of broken passwords do not begin with, but whoever guesses here does. */
const ownWords = [
	'passphrase',
	'passwort',
	'administrator',
	'guest',
	'login',
	'changeme',
	'qwertyuiopasdfghjklzxcvbnm',
	'abcdefghijklmnopqrstuvwxyz',
	'abcdefghijkl',
	'abcdef',
	'abc',
	'nippon',
	'tokyo',
	'okaeri',
	'alumni'
];

const writtenLike: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'@': 'a',
	$: 's'
};

/** A part shorter than this is no word by which a long password is guessed. */
const shortest = 4;

/** The letters of a password, without the figures and signs around them, written once where they are repeated. */
function coreOf(text: string): string {
	const core = text.replace(/^[^a-z@$]+|[^a-z]+$/g, '').replace(/[01345@$]/g, (sign) => writtenLike[sign]!);
	return core.replace(/[^a-z]/g, '').replace(/^(.+?)\1+$/, '$1');
}

/** The passwords that leaked most often, as they are and as words. Made when the first password is set. */
let known: { whole: Set<string>; cores: Set<string> } | undefined;
function knownOnes() {
	const leaked = dictionary['passwords-common'];
	return (known ??= {
		whole: new Set(leaked),
		cores: new Set([...leaked.map(coreOf).filter((core) => core.length >= shortest), ...ownWords])
	});
}

/** How many leaked passwords are known. */
export const leakedPasswords = () => knownOnes().whole.size;

/**
 * Is this one of the passwords that leaked most often: as it is, or again and again, with figures and signs around it, or
 * with figures for some of its letters? `text` is in lower case.
 */
export function isLeaked(text: string): boolean {
	if (knownOnes().whole.has(text)) return true;
	return !/[^\x20-\x7e]/.test(text) && knownOnes().cores.has(coreOf(text));
}
