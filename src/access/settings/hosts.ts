import { Invalid } from '#platform/http/failures.ts';

/** A network has at most so many hosts. */
export const hostsAtMost = 10;

const isName = (host: string) =>
	host.length <= 253 &&
	/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(host);

/**
 * A host as browsers ask for it: in small letters, without a port, and with names of other scripts in their ASCII form.
 * A whole address is read for its host. Undefined for what is none.
 */
export function readHost(text: string): string | undefined {
	const written = text
		.trim()
		.replace(/^https?:\/\//i, '')
		.replace(/[/:?#].*$/, '');
	if (written === '' || /[\s@\\]/.test(written)) return undefined;
	const host = URL.parse(`http://${written}`)?.hostname.replace(/\.$/, '');
	return host !== undefined && isName(host) ? host : undefined;
}

type Here = {
	/** The host at which the page was opened that the wish comes from. It is known to lead here. */
	here: string;
	/** The host in the links of mails while the network has none of its own. */
	usual: string;
};

/**
 * The hosts with one more at their end. A network without hosts answers everywhere, and its mails name the usual one: that
 * one stays the first. Throws Invalid.
 */
export function withHost(hosts: readonly string[], wished: string, { usual }: Pick<Here, 'usual'>): string[] {
	const host = readHost(wished);
	if (host === undefined) throw new Invalid('not_a_host', 'host');
	const own = hosts.length === 0 && usual !== host ? [usual] : hosts;
	if (own.includes(host)) throw new Invalid('host_there', 'host');
	if (own.length >= hostsAtMost) throw new Invalid('too_much', 'host');
	return [...own, host];
}

/** The hosts without one. Throws Invalid where the network would not be reached any more from here, or at all. */
export function withoutHost(hosts: readonly string[], host: string, { here }: Pick<Here, 'here'>): string[] {
	if (host === here) throw new Invalid('host_in_use', 'host');
	const left = hosts.filter((other) => other !== host);
	if (left.length === 0 || left.length === hosts.length) throw new Invalid('host_in_use', 'host');
	return left;
}

/**
 * The hosts with the one at which the page is open at the head: mails link to it from now on. That it leads here is shown
 * by the page itself.
 */
export function withHostFirst(hosts: readonly string[], { here }: Pick<Here, 'here'>): string[] {
	if (!hosts.includes(here)) throw new Invalid('not_a_host', 'host');
	return [here, ...hosts.filter((host) => host !== here)];
}
