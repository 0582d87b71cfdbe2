import type { Actor } from '#access/actor/actor.server.ts';
import { config } from '#platform/config/config.ts';
import { Invalid } from '#platform/http/failures.ts';
import { saveSettings } from './changing.server.ts';
import { withHost, withHostFirst, withoutHost } from './hosts.ts';

/** The host in the links of mails while a network has none of its own. */
export const usualHost = () => new URL(config().origin).hostname;

type At = { revision: number; host: string; here: string };

/** Lets the network answer at one more host. Throws Invalid for what is no host, and for one that another network has. */
export async function addHost(actor: Actor, { revision, host }: Omit<At, 'here'>): Promise<void> {
	await saving(
		saveSettings(actor, 'hosts', revision, ({ hosts }) => ({
			hosts: withHost(hosts, host, { usual: usualHost() })
		}))
	);
}

/** Takes a host away. Throws Invalid for the one at which the page is open, and for the last. */
export async function dropHost(actor: Actor, { revision, host, here }: At): Promise<void> {
	await saveSettings(actor, 'hosts', revision, ({ hosts }) => ({
		hosts: withoutHost(hosts, host, { here })
	}));
}

/** Lets mails link to the host at which the page is open. */
export async function putHostFirst(actor: Actor, { revision, here }: Omit<At, 'host'>): Promise<void> {
	await saveSettings(actor, 'hosts', revision, ({ hosts }) => ({ hosts: withHostFirst(hosts, { here }) }));
}

async function saving(work: Promise<void>): Promise<void> {
	try {
		await work;
	} catch (failure) {
		if ((failure as { constraint?: string }).constraint === 'network_hosts_apart')
			throw new Invalid('host_taken', 'host');
		throw failure;
	}
}
