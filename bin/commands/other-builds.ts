import fs from 'node:fs';
import type http from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';

/** Their names hold a digest of what is in them, so that a name never stands for something else. */
const immutable = '_app/immutable';

const types: Record<string, string> = {
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.webp': 'image/webp',
	'.png': 'image/png',
	'.woff2': 'font/woff2'
};

/** An open page of an older build asks for its files for so long. */
const keptDays = 30;
const day = 86_400_000;

export type OtherBuilds = { answer: (req: http.IncomingMessage, res: http.ServerResponse) => boolean };

/**
 * Puts the files of a build that browsers ask for (`client`) beside those of other builds that serve this data directory,
 * and gives what answers for those: pages that were open before an upgrade go on with their own files, and while two
 * versions serve side by side either has the files of both.
 */
export function keepAssets(client: string, dataDir: string): OtherBuilds {
	const shared = path.join(dataDir, 'assets');
	const own = namesIn(path.join(client, immutable));
	if (fs.existsSync(dataDir)) {
		for (const name of own.filter((name) => !name.endsWith('.gz')))
			share(path.join(client, immutable, name), path.join(shared, name));
		dropOld(shared);
	}
	const known = new Set(own);
	return { answer: (req, res) => answer(req, res, shared, known) };
}

function namesIn(folder: string): string[] {
	return fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/**
 * A file is copied aside and then named, so that nobody reads half of one. It gets the time of this process's clock, also
 * where it is there already: the clock of the disk may be another's.
 */
function share(from: string, to: string): void {
	if (!fs.existsSync(to)) {
		fs.mkdirSync(path.dirname(to), { recursive: true });
		const aside = `${to}.${process.pid}.new`;
		fs.copyFileSync(from, aside);
		fs.renameSync(aside, to);
	}
	const now = new Date();
	fs.utimesSync(to, now, now);
}

function dropOld(shared: string): void {
	const oldest = Date.now() - keptDays * day;
	for (const name of fs.existsSync(shared) ? namesIn(shared) : []) {
		const file = path.join(shared, name);
		const stat = fs.statSync(file, { throwIfNoEntry: false }); // another process tidies here as well
		if (stat && stat.mtimeMs < oldest) fs.rmSync(file, { force: true });
	}
}

/** Answers for a file of another build. False where it is none: then the build of this process answers. */
function answer(
	req: http.IncomingMessage,
	res: http.ServerResponse,
	shared: string,
	own: Set<string>
): boolean {
	const name = /^\/_app\/immutable\/([\w./-]+)(?:\?|$)/.exec(req.url ?? '')?.[1];
	const type = name && types[path.extname(name)];
	if (!type || own.has(name) || name.includes('..')) return false;
	if (req.method !== 'GET' && req.method !== 'HEAD') return false;
	const plain = path.join(shared, name);
	const isBrotli = /\bbr\b/.test(String(req.headers['accept-encoding'])) && fs.existsSync(`${plain}.br`);
	const file = isBrotli ? `${plain}.br` : plain;
	const stat = fs.statSync(file, { throwIfNoEntry: false });
	if (!stat?.isFile()) return false;
	res.writeHead(200, {
		'content-type': type,
		'content-length': stat.size,
		'cache-control': 'public,max-age=31536000,immutable',
		vary: 'accept-encoding',
		...(isBrotli && { 'content-encoding': 'br' })
	});
	if (req.method === 'HEAD') res.end();
	else pipeline(fs.createReadStream(file), res, () => undefined); // a reader who goes away ends it, too
	return true;
}
