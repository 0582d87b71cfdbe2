/**
 * Finds commands that never ask `authorize`. A command is an exported asynchronous function of a *.server.ts whose
 * first parameter is an `Actor`. It may ask by itself, or call a function that does, in its own file or another.
 * Prints each one that does not, with its place, and ends with 1 where there is any.
 */
import path from 'node:path';
import ts from 'typescript';
import { filesIn, textOf } from './sources.ts';

type Code = {
	file: string;
	line: number;
	name: string;
	isCommand: boolean;
	/** What it calls, as keys: 'src/access/policy/policy.ts authorize'. */
	calls: string[];
};

const authorize = keyOf('src/access/policy/policy.ts', 'authorize');

const functions = new Map(
	filesIn('src')
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
		.flatMap(functionsIn)
		.map((code) => [keyOf(code.file, code.name), code])
);
const commands = [...functions.values()].filter((code) => code.isCommand);
const silent = commands.filter((code) => !reaches(keyOf(code.file, code.name)));
for (const { file, line, name } of silent) console.error(`${file}:${line} ${name} never asks authorize`);
if (silent.length > 0) process.exitCode = 1;
else console.log(`All ${commands.length} commands ask authorize`);

function keyOf(file: string, name: string): string {
	return `${file} ${name}`;
}

/** Follows the calls of a function until one is `authorize`. */
function reaches(key: string, seen = new Set<string>()): boolean {
	if (key === authorize) return true;
	if (seen.has(key)) return false;
	seen.add(key);
	return functions.get(key)?.calls.some((call) => reaches(call, seen)) ?? false;
}

/** The functions at the top of a file, declared or assigned to a constant. */
function functionsIn(file: string): Code[] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ESNext, true);
	const imported = importsOf(source);
	return source.statements.flatMap((statement) =>
		declaredBy(statement).map(({ name, made }) => ({
			file,
			line: source.getLineAndCharacterOfPosition(made.getStart()).line + 1,
			name,
			isCommand:
				file.endsWith('.server.ts') && isExported(statement) && isAsync(made) && takesActor(made),
			calls: namesCalledIn(made).map((called) => imported.get(called) ?? keyOf(file, called))
		}))
	);
}

type Made = { name: string; made: ts.FunctionLikeDeclaration };

function declaredBy(statement: ts.Statement): Made[] {
	if (ts.isFunctionDeclaration(statement) && statement.name)
		return [{ name: statement.name.text, made: statement }];
	if (!ts.isVariableStatement(statement)) return [];
	return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
		const isFunction =
			initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
		return isFunction && ts.isIdentifier(name) ? [{ name: name.text, made: initializer }] : [];
	});
}

function isExported(statement: ts.Statement): boolean {
	const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : [];
	return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isAsync(made: ts.FunctionLikeDeclaration): boolean {
	const modifiers = ts.canHaveModifiers(made) ? ts.getModifiers(made) : [];
	const isMarked = modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false;
	return isMarked || (made.type?.getText().startsWith('Promise<') ?? false);
}

function takesActor(made: ts.FunctionLikeDeclaration): boolean {
	return made.parameters[0]?.type?.getText() === 'Actor';
}

/** Every name that is called within a function, also in functions inside it. */
function namesCalledIn(made: ts.FunctionLikeDeclaration): string[] {
	const names = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) names.add(node.expression.text);
		ts.forEachChild(node, visit);
	};
	if (made.body) visit(made.body);
	return [...names];
}

/** Local name → key of the function that it stands for. */
function importsOf(source: ts.SourceFile): Map<string, string> {
	const imported = new Map<string, string>();
	for (const statement of source.statements) {
		if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
		const bindings = statement.importClause?.namedBindings;
		const file = fileOf(statement.moduleSpecifier.text, source.fileName);
		if (!file || !bindings || !ts.isNamedImports(bindings)) continue;
		for (const { name, propertyName } of bindings.elements)
			imported.set(name.text, keyOf(file, (propertyName ?? name).text));
	}
	return imported;
}

/** The file of ours that an import names, or undefined where it names a package. */
function fileOf(specifier: string, from: string): string | undefined {
	if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
	if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
	return undefined;
}
