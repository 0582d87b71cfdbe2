import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { sessionsOf } from '#access/accounts/sessions.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import * as m from '#locales/messages.ts';
import { letterhead } from '#people/contacts/letterhead.server.ts';
import { nameFields } from '#people/persons/names.server.ts';
import { calledName, fullName, type Named } from '#people/persons/person.ts';
import { inNetwork, readNetwork, type Db } from '#platform/database/network.server.ts';
import type { Job } from '#platform/jobs/jobs.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { letter } from '#platform/mail/template.ts';
import { daysToTake } from './own-data.ts';
import { pageOf } from './page.server.ts';
import { ownDataOf, type OwnData } from './walking.server.ts';

type Making = Job<'own_data.make'>;
type Owner = Required<Named> & { locale: Locale; timeZone: string; email: string | null };
/** A file for the zip, by its id there. `read` gives its bytes, when its turn comes. */
type File = { id: string; name: string; read: (db: Db) => Promise<Buffer> };

const pieceSize = 1024 * 1024;

/**
 * Makes the zip that a member asked for: everything about them as JSON and as a page, and the files that they sent. It is
 * written away in pieces while it is made. Then they are told on their page and by mail. A second run makes it anew;
 * where nobody asks for it any more, none does anything.
 */
export async function makeOwnData(job: Making): Promise<void> {
	const owner = await readNetwork(job, (db) => waitingOwner(db, job.personId));
	if (!owner) return;
	await asReader(owner, async () => {
		const zip = new ZipFile();
		const stream = zip.outputStream as Readable;
		zip.on('error', (error: Error) => void stream.destroy(error));
		const filled = fill(zip, job, owner).catch((error: Error) => void stream.destroy(error));
		const [bytes] = await Promise.all([writePieces(job, stream), filled]);
		await inNetwork(job, (db) => finish(db, job, owner, bytes));
	});
}

async function waitingOwner(db: Db, personId: string): Promise<Owner | undefined> {
	const found = await db
		.selectFrom('ownData as o')
		.innerJoin('person as p', (join) =>
			join.onRef('p.networkId', '=', 'o.networkId').onRef('p.personId', '=', 'o.personId')
		)
		.leftJoin('contact as c', (join) =>
			join.onRef('c.networkId', '=', 'o.networkId').onRef('c.personId', '=', 'o.personId')
		)
		.select(['p.locale', 'p.timeZone', 'c.email', ...nameFields('p')])
		.where('o.personId', '=', personId)
		.where('o.madeAt', 'is', null)
		.executeTakeFirst();
	return found as Owner | undefined;
}

async function fill(zip: ZipFile, job: Making, owner: Owner): Promise<void> {
	const madeAt = new Date();
	const { data, network, files } = await readNetwork(job, async (db) => ({
		data: await ownDataOf(db, job.personId, owner.locale),
		network: (await letterhead(db)).nameIn(owner.locale),
		files: await filesOf(db, job.personId)
	}));
	const accountId = data['membership']?.[0]?.['account_id'];
	const sessions =
		typeof accountId === 'string' ? await sessionsOf({ networkId: job.networkId, accountId }) : [];
	const all: OwnData = sessions.length > 0 ? { ...data, session: sessions } : data;
	const json = JSON.stringify({ network, madeAt, data: all }, null, '\t');
	zip.addBuffer(Buffer.from(json), 'data.json');
	const page = pageOf(all, network, fullName(owner, owner.locale), madeAt);
	zip.addBuffer(Buffer.from(page), 'index.html');
	for (const file of files)
		zip.addReadStreamLazy(placeOf(file), { compress: false }, (give) => {
			readNetwork(job, file.read).then(
				(bytes) => give(null, Readable.from([bytes])),
				(error: Error) => give(error, Readable.from([]))
			);
		});
	zip.end();
}

async function filesOf(db: Db, ownerId: string): Promise<File[]> {
	return [...(await uploadsOf(db, ownerId)), ...(await papersOf(db, ownerId))];
}

/** What they sent. Pictures are kept as WebP. */
async function uploadsOf(db: Db, ownerId: string): Promise<File[]> {
	const uploads = await db
		.selectFrom('upload')
		.select(['uploadId', 'name', 'kind'])
		.where('ownerId', '=', ownerId)
		.orderBy('uploadId')
		.execute();
	return uploads.map(({ uploadId, name, kind }) => ({
		id: uploadId,
		name: shortened(name) + (kind === 'picture' ? '.webp' : ''),
		read: (then) => bytesOfFile(then, uploadId)
	}));
}

/** The papers that the desk gave them and that they can still fetch. */
async function papersOf(db: Db, personId: string): Promise<File[]> {
	const papers = await db
		.selectFrom('paperFile as f')
		.innerJoin('paperRequest as r', (join) =>
			join.onRef('r.networkId', '=', 'f.networkId').onRef('r.paperRequestId', '=', 'f.paperRequestId')
		)
		.select(['f.paperRequestId', 'f.name'])
		.where('r.personId', '=', personId)
		.where('r.state', '=', 'sent')
		.where('f.expiresAt', '>', new Date())
		.orderBy('f.paperRequestId')
		.execute();
	return papers.map(({ paperRequestId, name }) => ({
		id: paperRequestId,
		name: shortened(name),
		read: (then) => bytesOfPaper(then, paperRequestId)
	}));
}

/** The bytes of a file; none where it was deleted meanwhile. */
async function bytesOfFile(db: Db, uploadId: string): Promise<Buffer> {
	const found = await db
		.selectFrom('uploadBytes')
		.select('bytes')
		.where('uploadId', '=', uploadId)
		.where('variant', '=', 'full')
		.executeTakeFirst();
	return found?.bytes ?? Buffer.alloc(0);
}

/** The bytes of a paper; none where it was deleted meanwhile. */
async function bytesOfPaper(db: Db, paperRequestId: string): Promise<Buffer> {
	const found = await db
		.selectFrom('paperFile')
		.select('bytes')
		.where('paperRequestId', '=', paperRequestId)
		.executeTakeFirst();
	return found?.bytes ?? Buffer.alloc(0);
}

/** A place in the zip that no name can lead out of, and no two files share. */
const placeOf = ({ id, name }: File): string => `files/${id}-${name}`;

/** The end of a name, of signs that lead nowhere. */
function shortened(name: string): string {
	return name
		.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '_')
		.replace(/^\.+/, '')
		.slice(-80);
}

/** Writes the zip away as it comes, a megabyte a row. Gives its size in bytes. */
async function writePieces(job: Making, zip: Readable): Promise<number> {
	const { networkId, personId } = job;
	await inNetwork(job, (db) => db.deleteFrom('ownDataPiece').where('personId', '=', personId).execute());
	let [size, no, waiting, held]: [number, number, Buffer[], number] = [0, 0, [], 0];
	const write = async () => {
		const content = Buffer.concat(waiting);
		[waiting, held] = [[], 0];
		if (content.length === 0) return;
		const piece = { networkId, personId, pieceNo: no++, content };
		await inNetwork(job, (db) => db.insertInto('ownDataPiece').values(piece).execute());
	};
	for await (const chunk of zip) {
		waiting.push(chunk as Buffer);
		size += (chunk as Buffer).length;
		held += (chunk as Buffer).length;
		if (held >= pieceSize) await write();
	}
	await write();
	return size;
}

async function finish(db: Db, { networkId, personId }: Making, owner: Owner, bytes: number): Promise<void> {
	const where = { networkId };
	await db
		.updateTable('ownData')
		.set({ madeAt: new Date(), bytes })
		.where('personId', '=', personId)
		.execute();
	const told = {
		kind: 'own_data',
		to: [personId],
		by: null,
		subjectId: personId,
		path: '/me/data'
	} as const;
	await notify(db, where, told);
	if (!owner.email) return;
	const { nameIn, origin } = await letterhead(db);
	const written = letter(
		m.own_data_mail_subject(),
		[
			{ say: m.own_data_mail_hello({ name: calledName(owner, owner.locale) }) },
			{ say: m.own_data_mail_ready({ days: daysToTake }) },
			{ button: m.own_data_mail_button(), href: `${origin}/me/data` }
		],
		{ network: nameIn(owner.locale), why: m.own_data_mail_why() }
	);
	await leaveMail(db, where, { kind: 'own_data', personId, address: owner.email, letter: written });
}
