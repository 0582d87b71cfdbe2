import * as m from '#locales/messages.ts';
import type { Settling } from '#people/departures/suggestions.server.ts';
import * as f from '#platform/locale/format.ts';

/** What a decision did, in sentences: for how many readings reasons were recorded, and how many were dismissed. */
export function doneText({ readings, dismissed }: Settling): string {
	return f.sentences(
		readings > dismissed && m.suggested_done({ count: readings - dismissed }),
		dismissed > 0 && m.suggested_dismissed({ count: dismissed })
	);
}
