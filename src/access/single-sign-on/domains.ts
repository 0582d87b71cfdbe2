import { mailAddress } from '#platform/mail/address.ts';

/** A provider speaks for at most so many domains. */
export const domainsAtMost = 50;

/** Domains at which anyone can have an address. No company can speak for the people there. */
const open = new Set(
	`gmail.com googlemail.com yahoo.co.jp yahoo.com yahoo.ne.jp ymail.com ymail.ne.jp outlook.com outlook.jp hotmail.com
	hotmail.co.jp live.com live.jp msn.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de mail.com
	proton.me protonmail.com pm.me fastmail.com zoho.com yandex.com qq.com 163.com 126.com sina.com naver.com daum.net
	docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp vodafone.ne.jp disney.ne.jp ymobile.ne.jp ymobile1.ne.jp
	rakuten.jp rakumail.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp excite.co.jp
	infoseek.jp goo.jp goo.ne.jp mail.goo.ne.jp`.split(/\s+/)
);

/** A mail domain in the form in which domains are kept; undefined for what is none. */
export function readDomain(text: string): string | undefined {
	return domainOf(`x@${text.trim().replace(/^@/, '')}`);
}

/** The domain of a mail address, as it is kept; undefined for what is no address. */
export function domainOf(address: string): string | undefined {
	const kept = mailAddress(address);
	return kept?.slice(kept.lastIndexOf('@') + 1);
}

/** Can anyone have an address at this domain? */
export function isOpenDomain(domain: string): boolean {
	return open.has(domain);
}

/** The domains that someone wrote down, with blanks, commas or new lines between them, each once; undefined where one is none. */
export function readDomains(text: string): string[] | undefined {
	const written = text.split(/[\s,、，;]+/).filter(Boolean);
	const read = written.map(readDomain);
	return read.every((domain) => domain !== undefined) ? [...new Set(read)] : undefined;
}
