/**
 * Who sends a mail: what the law on mail wants in it (特定電子メール法 4条: the sender's name and address, and whom to ask).
 * What the network has not filled in is ''.
 */
export type Imprint = {
	senderName: string;
	postalAddress: string;
	contact: string;
	/** Where the logo for mails is. */
	logo: string;
};

/** The imprint as lines for the foot of a mail. `asking` is the word before whom to ask, with its colon. */
export function imprintLines({ senderName, postalAddress, contact }: Imprint, asking: string): string {
	const parts = [senderName, postalAddress, contact && asking + contact];
	return parts
		.map((part) => part.trim())
		.filter(Boolean)
		.join('\n');
}
