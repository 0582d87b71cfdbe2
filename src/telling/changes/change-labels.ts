import * as m from '#locales/messages.ts';

/** What each text of a change is called. */
export const changeLabels: Record<string, () => string> = {
	title: m.change_title,
	thenWords: m.change_then,
	nowWords: m.change_now,
	forWhom: m.change_for_whom_label,
	voiceName: m.change_voice_name,
	voiceTitle: m.change_voice_title,
	voiceWords: m.change_voice_words
};
