import { findingsOf, type ConfigFinding } from './config-findings.ts';
import { readSettings, type Environment, type Setting } from './config-settings.ts';

const marks: Record<ConfigFinding['state'], string> = { wrong: 'NOT ', warning: 'WARN', note: 'note' };

/**
 * Prints every setting with its value and where that comes from, secrets hidden, and what is wrong or likely not meant.
 * With `check` the process ends with 1 where something is wrong.
 */
export function showConfig(environment: Environment, { check = false, json = false }): void {
	const settings = readSettings(environment);
	const findings = findingsOf(settings, environment);
	const isRight = findings.every(({ state }) => state !== 'wrong');
	console.log(json ? forPrograms(settings, findings, isRight) : inWords(settings, findings));
	if (check && !isRight) process.exitCode = 1;
}

function forPrograms(settings: Setting[], findings: ConfigFinding[], isRight: boolean): string {
	const shown = settings.map(({ name, source, file, shown: value }) => ({
		name,
		source,
		...(file ? { file } : {}),
		...(value === undefined ? {} : { value })
	}));
	return JSON.stringify({ ok: isRight, settings: shown, findings }, null, 2);
}

function inWords(settings: Setting[], findings: ConfigFinding[]): string {
	const width = Math.max(...settings.map(({ name }) => name.length));
	const lines = settings.map((setting) => `${setting.name.padEnd(width)}  ${valueOf(setting)}`);
	const found = findings.map(({ state, setting, text }) => `${marks[state]} ${setting}: ${text}`);
	return [...lines, '', ...(found.length > 0 ? found : ['ok   every setting can be used'])].join('\n');
}

function valueOf({ source, file, shown }: Setting): string {
	if (source === 'unset') return '-';
	const value = shown === undefined ? '?' : shown || '(empty)';
	return source === 'environment' ? value : `${value}  (${source === 'file' ? `from ${file}` : source})`;
}
