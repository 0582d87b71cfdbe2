/** Which square of a picture is taken: how far across and down, in percent of the way that is left, and how near. */
export type Crop = { x: number; y: number; zoom: number };

export const middle: Crop = { x: 50, y: 50, zoom: 1 };
export const zoomAtMost = 4;

type Size = { width: number; height: number };

/** The square in pixels of the picture. It lies within the picture, and is at least one pixel wide. */
export function squareOf(
	{ width, height }: Size,
	{ x, y, zoom }: Crop
): { left: number; top: number; side: number } {
	const side = Math.max(1, Math.floor(Math.min(width, height) / within(zoom, 1, zoomAtMost)));
	return {
		left: Math.floor(((width - side) * within(x, 0, 100)) / 100),
		top: Math.floor(((height - side) * within(y, 0, 100)) / 100),
		side
	};
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
