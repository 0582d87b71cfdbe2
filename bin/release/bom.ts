import { createHash } from 'node:crypto';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

type Bom = {
	serialNumber?: string;
	metadata: { timestamp?: string; tools?: { version?: string }[] };
	components: unknown[];
};

/**
 * npm's list of components (CycloneDX), as it comes out of the same release every time: npm puts the hour, chance and its
 * own version into it.
 */
export function steadyBom(fromNpm: string, madeAt: Date): string {
	const bom = JSON.parse(fromNpm) as Bom;
	bom.metadata.timestamp = madeAt.toISOString();
	for (const tool of bom.metadata.tools ?? []) delete tool.version;
	delete bom.serialNumber;
	const digest = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
	bom.serialNumber = `urn:uuid:${uuidOf(digest)}`;
	return `${JSON.stringify(bom, null, '\t')}\n`;
}

/** Throws, with what is wrong, where a text is no component list of CycloneDX. */
export async function demandValid(text: string): Promise<void> {
	const fault = await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text);
	if (fault !== null) throw new Error(`The list of components is not valid: ${JSON.stringify(fault)}`);
}

/** A UUID (version 8: made by a rule of one's own) of a digest. */
const uuidOf = (hex: string) =>
	`${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
