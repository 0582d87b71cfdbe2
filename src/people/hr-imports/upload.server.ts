import { Busboy } from '@fastify/busboy';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Actor } from '#access/actor/actor.server.ts';
import { z } from 'zod';
import { receiveHrFile } from './receiving.server.ts';

/**
 * Takes the file out of a multipart form while it arrives, so that memory never holds all of it. In the
 * form, the company's field must come before the file's. Gives the import's id, or undefined where no file
 * was chosen.
 */
export async function receiveUpload(actor: Actor, request: Request): Promise<string | undefined> {
	const type = request.headers.get('content-type') ?? '';
	if (!request.body || !type.startsWith('multipart/form-data')) return undefined;
	const parser = new Busboy({
		headers: { 'content-type': type },
		limits: { files: 1, fields: 5, fieldSize: 1000 }
	});
	const body = Readable.fromWeb(request.body as ReadableStream);
	return new Promise((resolve, reject) => {
		let companyId: string | undefined;
		let received: Promise<string> | undefined;
		parser.on('field', (name, value) => {
			if (name === 'company') companyId = z.uuid().safeParse(value).data;
		});
		parser.on('file', (_field, stream, fileName) => {
			if (!fileName || !companyId) {
				stream.resume();
				return;
			}
			received = receiveHrFile(actor, companyId, fileName, stream);
			received.catch((failure: unknown) => {
				body.unpipe(parser);
				reject(failure);
			});
		});
		parser.on('finish', () => resolve(received));
		parser.on('error', reject);
		body.on('error', reject);
		body.pipe(parser);
	});
}
