import { listen } from '#platform/live/live.server.ts';
import { networkAt, type Network } from './actor.server.ts';

const keptSeconds = 10;
const networks = new Map<string, { network: Network | undefined; until: number }>();

/** The network that answers under a host name. The answer is kept for ten seconds. */
export async function networkOf(host: string): Promise<Network | undefined> {
	const known = networks.get(host);
	if (known && known.until > Date.now()) return known.network;
	const network = await networkAt(host);
	if (networks.size > 1000) networks.clear();
	networks.set(host, { network, until: Date.now() + keptSeconds * 1000 });
	return network;
}

/** Asks again at the next request, because a network was changed. Other processes hear of it from the database. */
export function forgetNetworks(): void {
	networks.clear();
}

/**
 * Asks again whenever any process, or whoever works on the database by hand, has changed a network. Gives what ends the
 * listening. While the connection for it is lost, changes are seen within ten seconds.
 */
export function followNetworks(): () => void {
	return listen(
		({ topic }) => {
			if (topic === 'network') forgetNetworks();
		},
		() => undefined
	);
}
