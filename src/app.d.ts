import type { Actor, Network, Waiting } from '#access/actor/actor.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

declare global {
	namespace App {
		interface Locals {
			network: Network | undefined;
			actor: Actor | undefined;
			waiting: Waiting | undefined;
			locale: Locale;
			timeZone: string;
		}
		interface Error {
			id?: string;
		}
	}
}
