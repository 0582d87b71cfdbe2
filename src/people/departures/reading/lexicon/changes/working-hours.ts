/** 労働時間・休日. Working hours and days off: the words of a change that answers it. */
export const workingHours = `
sign 0.7
	ノー残業 / 無残業 / 年間休日 / 勤務間インターバル / インターバル制度 /
		インターバル勤務 / 週休三日 / 週休3日 / 週四日 / 週4日 / 連続休暇 / リフレッシュ休暇 /
		閉館 / 終業は / 定休日 / つながらない権利 / 完全週休
	残業 LATER 16 [上限/削減/禁止/ゼロ/減/なく/廃止/制限/半減/時間に/時間以内/時間以下/なし]
	長時間労働 LATER 10 [撲滅/是正/防止/解消/なく]
	過労 LATER 12 [防止/対策]
	所定労働時間 LATER 14 [縮/短]
	労働時間 LATER 10 [短縮/削減/減ら/縮め]
	休日 LATER 8 [増/拡大/日へ/日に]
	有給 LATER 14 [取得/増/義務/時間/日]
	深夜 LATER 10 [廃止/禁止/なく/やめ]
	夜勤 LATER 10 [廃止/なく/減/免除]
	長期休暇
	営業時間 LATER 8 [短縮/縮]
	24時間営業 LATER 8 [廃止/やめ]
	フレックス(タイム)
unless
	休暇 LATER 8 [不妊/介護/育児]
sign 0.75
	overtime / working hours / shorter day / shorter week / shorter hours / days off /
		paid leave / vacation / rest period / rest interval / four-day / four day /
		right to disconnect / flextime / core time / core hours
	holiday(s)
	no(_more) night
`;
