import { fileTypeFromBuffer } from 'file-type';
import { Invalid } from '#platform/http/failures.ts';
import { fileBytes } from './limits.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const byEnding = new Map([
	['pdf', 'application/pdf'],
	['zip', 'application/zip'],
	['docx', `${office}.wordprocessingml.document`],
	['xlsx', `${office}.spreadsheetml.sheet`],
	['pptx', `${office}.presentationml.presentation`]
]);
const plain = new Set(['txt', 'csv', 'md']);

/**
 * The media type of a file that someone sends, read from its bytes; its name must agree. Throws Invalid:
 * file_too_large, file_type (a kind that is not taken), file_is_other (the name says something else than the bytes).
 */
export async function typeOfFile(name: string, bytes: Buffer): Promise<string> {
	if (bytes.length > fileBytes) throw new Invalid('file_too_large', 'files');
	const ending = name.toLowerCase().split('.').at(-1) ?? '';
	const found = (await fileTypeFromBuffer(bytes))?.mime;
	if (plain.has(ending)) {
		if (found || bytes.includes(0)) throw new Invalid('file_is_other', 'files');
		return 'text/plain';
	}
	const promised = byEnding.get(ending);
	if (!promised) throw new Invalid('file_type', 'files');
	if (found !== promised) throw new Invalid('file_is_other', 'files');
	return promised;
}
