import { json } from '@sveltejs/kit';
import { door, formOf } from '#access/doors/doors.server.ts';
import { problemText } from '#access/doors/problems.ts';
import { addFile, addPicture } from '#gathering/uploads/uploads.server.ts';
import { Invalid, TooMany } from '#platform/http/failures.ts';

/** Takes one picture or file while the text is still being written. A refusal says in words why. */
export const POST = door('upload.add', async ({ event, actor }) => {
	try {
		const form = await formOf(event.request);
		const [picture, file] = [form.get('picture'), form.get('file')];
		if (picture instanceof File) return json(await addPicture(actor, picture));
		if (file instanceof File) return json(await addFile(actor, file));
		return json({ problem: problemText({ file: 'no_file' }, 'file') }, { status: 422 });
	} catch (failure) {
		if (failure instanceof Invalid)
			return json({ problem: problemText({ file: failure.why }, 'file') }, { status: 422 });
		if (failure instanceof TooMany)
			return json({ problem: problemText({ file: 'too_many' }, 'file') }, { status: 429 });
		throw failure;
	}
});
