/** 心身の健康. Health: the words of a change that answers it. */
export const health = `
sign 0.75
	産業医 / 健康経営 / 復職支援 / リワーク / ストレスチェック / 生理休 / 更年期 /
		人間ドック / カウンセリング
	治療 LATER 12 [両立/支援/休/と仕事]
	[病気/がん/傷病/メンタル] LATER 12 [休/両立/支援/復職/相談/ケア]
	メンタルヘルス
unless
	不妊治療 NOT BEFORE [と]
sign 0.75
	sick leave / return-to-work / return-to work / return to-work / return to work /
		illness / treatment
	(mental_)health
	medical leave / medical treatment
	counse MANY [l] ing
unless
	fertility treatment
	health(_)care [business/division/company]
`;
