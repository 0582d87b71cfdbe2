/** Name and address of a sender, as `MAIL_FROM` writes them: `ひかりの輪 <okaeri@example.jp>`, or the address alone. */
export type SenderAddress = { name: string; address: string };

/** Reads a sender. */
export function readSender(text: string): SenderAddress {
	const found = /^\s*(.*?)\s*<\s*([^<>\s]+)\s*>\s*$/.exec(text);
	if (!found) return { name: '', address: text.trim() };
	return { name: found[1]!.replace(/^"(.*)"$/, '$1'), address: found[2]! };
}

/** The part of an address after its @, which names the sender in a Message-ID. */
export function domainOf(address: string): string {
	return address.slice(address.lastIndexOf('@') + 1).toLowerCase() || 'localhost';
}
