import type { Actor, Network, SignIn, Waiting } from '#access/actor/actor.server.ts';
import type { SignedInAfterLeaving } from '#people/leaving/signed-in.server.ts';
import type { Locale } from '#platform/locale/reader.ts';

declare global {
	namespace App {
		interface Locals {
			network: Network | undefined;
			actor: Actor | undefined;
			signIn: SignIn | undefined;
			waiting: Waiting | undefined;
			/** Someone who left and can come back: they are signed in, and no actor. */
			left?: SignedInAfterLeaving | undefined;
			locale: Locale;
			timeZone: string;
		}
		interface Error {
			id?: string;
			/** The page belongs to a part that the network has switched off. */
			isOff?: boolean;
		}
	}
}
