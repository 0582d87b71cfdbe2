/**
 * How long browsers may keep an answer that is the same for everyone: a year where its address names what it looks like
 * now, else five minutes.
 */
export const keptLong = (isCurrent: boolean): string =>
	isCurrent ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
