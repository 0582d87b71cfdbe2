import { Busboy } from '@fastify/busboy';
import { PassThrough, pipeline, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Actor } from '#access/actor/actor.server.ts';
import { z } from 'zod';
import { receiveHrFile } from './receiving.server.ts';

/**
 * Takes the file out of a multipart form while it arrives, so that memory never holds all of it. In the
 * form, the company's field must come before the file's. Gives the import's id, or undefined where no file
 * was chosen, or the form ends in its middle.
 */
export async function receiveUpload(actor: Actor, request: Request): Promise<string | undefined> {
	const type = request.headers.get('content-type') ?? '';
	if (!request.body || !/^multipart\/form-data;.*boundary=./.test(type)) return undefined;
	const parser = new Busboy({
		headers: { 'content-type': type },
		limits: { files: 1, fields: 5, fieldSize: 1000 }
	});
	const body = Readable.fromWeb(request.body as ReadableStream);
	return new Promise((resolve, reject) => {
		let companyId: string | undefined;
		let received: Promise<string> | undefined;
		let isBroken = false;
		parser.on('field', (name, value) => {
			if (name === 'company') companyId = z.uuid().safeParse(value).data;
		});
		parser.on('file', (_field, stream, fileName) => {
			if (!fileName || !companyId) {
				stream.resume();
				return;
			}
			received = receiveHrFile(actor, companyId, fileName, waitingFor(stream));
			received.catch((failure: unknown) => {
				if (isBroken) return;
				body.unpipe(parser);
				reject(failure);
			});
		});
		parser.on('finish', () => resolve(received));
		parser.on('error', () => {
			isBroken = true;
			void Promise.allSettled([received]).then(() => resolve(undefined));
		});
		body.on('error', reject);
		body.pipe(parser);
	});
}

/** The stream, with its end or failure kept until someone reads it: a failure that nobody listens to ends the process. */
function waitingFor(stream: Readable): Readable {
	return pipeline(stream, new PassThrough(), () => undefined); // whoever reads on meets the failure
}
