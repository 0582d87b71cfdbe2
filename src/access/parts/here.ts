import { reader } from '#platform/locale/reader.ts';
import type { Part } from './parts.ts';

/** Is a part on in the network for whose reader this page or mail is made? For links from one part to another. */
export function isPartOn(part: Part): boolean {
	return !reader().off?.includes(part);
}
