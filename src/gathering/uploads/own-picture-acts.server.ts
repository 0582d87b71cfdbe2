import { z } from 'zod';
import { act } from '#access/doors/doors.server.ts';
import { valuesOf } from '#access/doors/form.ts';
import { zoomAtMost } from '#platform/files/crop.ts';
import { bringPicture, choosePicture, removePicture } from './own-picture.server.ts';

const percent = z.coerce.number().min(0).max(100).catch(50);
const square = z.object({
	upload: z.uuid(),
	cropX: percent,
	cropY: percent,
	cropZoom: z.coerce.number().min(1).max(zoomAtMost).catch(1)
});

/**
 * What the forms with one's own picture in them do: bring a picture, cut a square from it, take it away. Each gives back
 * what else was typed in the form, so that nothing of it is lost where the page is made anew.
 */
export const ownPictureActs = {
	bringPicture: act('me.change', z.object({}), async ({ actor }, _, form) => {
		const { uploadId, width, height } = await bringPicture(actor, form.get('picture'));
		return { values: valuesOf(form), brought: { uploadId, width: width!, height: height! } };
	}),
	choosePicture: act('me.change', square, async ({ actor }, { upload, cropX, cropY, cropZoom }, form) => {
		await choosePicture(actor, upload, { x: cropX, y: cropY, zoom: cropZoom });
		return { values: valuesOf(form), isPictureSet: true };
	}),
	removePicture: act('me.change', z.object({}), async ({ actor }, _, form) => {
		await removePicture(actor);
		return { values: valuesOf(form) };
	}),
	leavePicture: act('me.change', z.object({}), async (_visit, _wish, form) => ({ values: valuesOf(form) }))
};
