import type { Named } from '#people/persons/person.ts';

/** Someone in a row of faces. */
export type FaceOf = Named & { personId: string; pictureId: string | null };

export const facesAtMost = 5;

/**
 * How many more are inside than the faces that are shown. 0 below five: next to a few faces a smaller number would tell
 * that there is somebody whom the reader may not see.
 */
export function others(all: number, shown: number): number {
	return all - shown >= 5 ? all - shown : 0;
}
