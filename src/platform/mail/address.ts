/** RFC 5321: an address has at most 254 signs, and 64 before the @. */
const addressAtMost = 254;
const localAtMost = 64;

const dots = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const host = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * The one form in which a mail address is kept and compared, or undefined where the text is none: in small letters, its
 * host in ASCII (`例え.jp` is `xn--r8jz45g.jp`), and what stands before the @ without quotes. Dots may stand there as
 * docomo and ezweb once gave them out (`a..b@docomo.ne.jp`, `b.@ezweb.ne.jp`); who sends mail quotes them again.
 */
export function mailAddress(text: string): string | undefined {
	if (text.length > 2 * addressAtMost) return undefined;
	const written = text.trim().toLowerCase();
	const at = written.lastIndexOf('@');
	if (at < 1) return undefined;
	const local = unquoted(written.slice(0, at));
	const domain = hostOf(written.slice(at + 1));
	const isGood = dots.test(local) && /[^.]/.test(local) && local.length <= localAtMost;
	const address = `${local}@${domain}`;
	return isGood && domain !== undefined && address.length <= addressAtMost ? address : undefined;
}

function unquoted(local: string): string {
	const inside = /^"(.*)"$/s.exec(local)?.[1];
	return inside === undefined ? local : inside.replace(/\\(.)/g, '$1');
}

/** A host name in ASCII. What a browser would read as something else than a name is none. */
function hostOf(domain: string): string | undefined {
	if (/[\s/?#:@\\%[\]<>,;"]/.test(domain)) return undefined;
	const name = URL.parse(`http://${domain}`)?.hostname;
	return name !== undefined && host.test(name) ? name : undefined;
}
