/** The language of words that people wrote, where kana tell it, so that Japanese breaks between phrases in any page. */
export const writtenIn = (words: string | null | undefined): 'ja' | undefined =>
	words && /[ぁ-ゖァ-ヺ]/.test(words) ? 'ja' : undefined;
