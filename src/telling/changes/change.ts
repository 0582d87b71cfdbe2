import { Invalid } from '#platform/http/failures.ts';

/** What the desk writes about something that is possible now and was not then. */
export type ChangeDraft = {
	language: 'ja' | 'en';
	title: string;
	thenWords: string;
	nowWords: string;
	since: string;
	forWhom: string;
	companyId: string | null;
	/** Kinds of employment it holds for; none: all. */
	employments: string[];
	/** Words of which one stands in the department or title of whom it is for; none: everyone. */
	parts: string[];
	reasons: string[];
	voiceName: string;
	voiceTitle: string;
	voiceWords: string;
};

/** A change can be told once it answers a reason. Throws Invalid for what is missing. */
export function checkTellable(change: { status: string; reasons: string[] }): void {
	if (change.status !== 'draft') throw new Invalid('stale', 'form');
	if (change.reasons.length === 0) throw new Invalid('no_reason', 'reasons');
}
