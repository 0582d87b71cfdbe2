import { Invalid } from '#platform/http/failures.ts';

/** What the desk writes about something that is possible now and was not possible before. */
export type ChangeDraft = {
	language: 'ja' | 'en';
	title: string;
	thenWords: string;
	nowWords: string;
	since: string;
	forWhom: string;
	companyId: string | null;
	/** The kinds of employment that it holds for. Empty: all. */
	employments: string[];
	/** It is meant for people whose department or title contains one of these words. Empty: for everyone. */
	parts: string[];
	reasons: string[];
	voiceName: string;
	voiceTitle: string;
	voiceWords: string;
};

/** Checks that words of management say whose they are. Throws Invalid. */
export function checkVoice({ voiceName, voiceWords }: { voiceName: string; voiceWords: string }): void {
	if (voiceWords && !voiceName) throw new Invalid('required', 'voiceName');
}

/** Checks that a change can be published: it must answer at least one reason. Throws Invalid. */
export function checkTellable(change: { reasons: string[] }): void {
	if (change.reasons.length === 0) throw new Invalid('no_reason', 'reasons');
}
