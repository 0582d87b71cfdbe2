/**
 * Writes docs/configuration.md from the schema of the settings (src/platform/config) and the comments in it. With
 * --check nothing is written, and it ends with 1 where the page is not up to date. A setting without a comment is refused.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import { canBeInFile, everySetting } from './commands/config-settings.ts';
import { root, textOf } from './sources.ts';

type Allowed = {
	enum?: string[];
	pattern?: string;
	format?: string;
	minimum?: number;
	maximum?: number;
	default?: unknown;
};

const page = path.join(root, 'docs/configuration.md');
const comments = new Map(
	['config', 'secret'].flatMap((name) => commentsIn(`src/platform/config/${name}.ts`))
);

const undescribed = Object.keys(everySetting).filter((name) => !comments.get(name));
if (undescribed.length > 0)
	throw new Error(`Say above these settings what they are for: ${undescribed.join(', ')}`);

const about = [
	'Settings are variables of the environment. None is needed to try Okaeri; a real network needs `ORIGIN`,',
	'`TRUSTED_PROXIES`, `SMTP_URL` and `MAIL_FROM`. An empty variable counts as unset. `bin/okaeri config --check` prints',
	'each setting, where its value comes from and what is wrong with it, without secrets (`--json` for programs). What',
	'belongs to one network (names, colour, quiet hours, roles …) is set at its desk.'
];
const aboutFiles = [
	'Whatever can hold a secret can be given in a file instead, whose name is in the setting with `_FILE` behind it, such',
	'as `SMTP_URL_FILE=/run/secrets/smtp-url`: it then stands in no environment.'
];
const sections = Object.entries(everySetting).map(([name, schema]) => sectionOf(name, schema));
const text = `# Configuration

<!-- Made from src/platform/config by: node bin/configuration.ts -->

${about.join(' ')}

${aboutFiles.join(' ')}

${sections.join('\n\n')}
`;

if (!process.argv.includes('--check')) fs.writeFileSync(page, text);
else if (!fs.existsSync(page) || fs.readFileSync(page, 'utf8') !== text) {
	console.error('docs/configuration.md is not up to date. Run: node bin/configuration.ts');
	process.exitCode = 1;
}

function sectionOf(name: string, schema: z.ZodType): string {
	const allowed = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Allowed;
	const usual = schema.safeParse(undefined);
	const facts = [
		...formOf(allowed, usual.data),
		usual.data === undefined || String(usual.data) === ''
			? 'Unset by default.'
			: `Default: \`${allowed.default ?? usual.data}\`.`,
		...(canBeInFile(name) ? [`Also as \`${name}_FILE\`.`] : [])
	];
	return `## ${name}\n\n${comments.get(name)}\n\n${facts.join(' ')}`;
}

function formOf(allowed: Allowed, usual: unknown): string[] {
	if (allowed.enum) return [`One of ${allowed.enum.map((value) => `\`${value}\``).join(', ')}.`];
	if (typeof usual === 'number' || allowed.maximum !== undefined) return [numberOf(allowed)];
	if (allowed.format === 'uri') return ['An address (URL).'];
	return [];
}

function numberOf({ minimum, maximum }: Allowed): string {
	const isBound = (limit: number | undefined) =>
		limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
	const bounds = [
		...(isBound(minimum) ? [`from ${minimum}`] : []),
		...(isBound(maximum) ? [`to ${maximum}`] : [])
	];
	return `A number${bounds.length > 0 ? ` ${bounds.join(' ')}` : ''}.`;
}

/** What is written above each setting, in one line. */
function commentsIn(file: string): [string, string][] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ESNext, true);
	const found: [string, string][] = [];
	const visit = (node: ts.Node) => {
		if (ts.isPropertyAssignment(node) && /^[A-Z][A-Z_]+$/.test(node.name.getText()))
			found.push([node.name.getText(), commentOf(node)]);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function commentOf(node: ts.Node): string {
	const [comment] = ts.getJSDocCommentsAndTags(node);
	const words = (comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : '') ?? '';
	return words.replaceAll(/\s+/g, ' ').replace(/^./, (first) => first.toUpperCase());
}
