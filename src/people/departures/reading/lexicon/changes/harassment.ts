/** ハラスメント. Harassment: the words of a change that answers it. */
export const harassment = `
sign 0.75
	ハラスメント / パワハラ / セクハラ / マタハラ / カスハラ / いじめ
sign 0.75
	harass / bullying
`;
