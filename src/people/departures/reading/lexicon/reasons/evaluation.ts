/** 評価・昇進・人事制度. Evaluation and promotion: the words people leave with. */
export const evaluation = `
sign 0.7
	NOT AFTER [客(の)/客から/客様から/顧客(の)/世間(の)/高い/高く/他社から/会社への/
		社外(の)/社外で] 評価 NOT BEFORE [されてい/されてき/される会社]
sign 0.7
	等級 / 人事制度 / 査定 / 考課 / 年功 / 年次が / 登用 / 役職に / 役職へ / 役職が /
		ガラスの天井 / 抜擢
	NOT AFTER [早く] [昇進/昇格/昇任] NOT BEFORE [試験の勉強]
	出世 NOT BEFORE [のため/争い/街道]
	[課長/部長/管理職/幹部/役員/主任/リーダー][に/へ][なれ/なる/なりた/上が/昇/就け]
	管理職の候補 / 管理職の道
	[管理職/マネジメント(職)][しか/以外/だけ]
	総合職(に/へ)[なれ/転換]
unless
	早く出世 / 早く昇進
sign 0.65
	報われな / 報われず / 報われません / 正当に認め / 正当に見て / 正当に扱 / 不公平 /
		不平等 / えこひいき / 贔屓 / 学歴で / 学歴が / 学歴によ / 学歴社会 / 高卒 / プロパー /
		コネ / ゴマすり / 気に入られ / お気に入り / 頭打ち
	[成果/実績/結果/努力/数字/売上/働き/貢献/仕事ぶり/頑張] LATER 16 [報われ/認め[て/られ]
		NOT BEFORE [た]/反映/見てもら/見てくれ/関係な/上がらな/同じ扱い/同じ給料/同じ評価/公平/
		差がつか]
	扱い(が)(が/は/に)[不公平/違/差]
	[後輩/同期/年下] NEAR 8 [先に/抜か/抜き/上に/昇]
	中途(入社/採用/組)[という/だから/では/は/の私] LATER 14 [役職/上が/就け/昇/道/出世/
		チャンス/壁]
	実力主義 / 実力より / 実力ではなく
	男性[ばかり/だけ] NEAR 8 [昇/上/管理]
	女性 NEAR 10 [昇進/管理職/総合職/出世/上に/候補]
sign 0.65
	認められな / 認められず / 認められません / 認めてもらえな / 認めてもらえず /
		認めてもらえません
only with
	成果 / 仕事 / 努力 / 実績 / 頑張 / 能力 / 貢献 / 実力 / 結果
	働き NOT BEFORE [方]
unless
	テレワーク / リモート / 在宅 / 副業 / 異動 / 出社 / 時短 / 休
sign 0.75
	evaluat / apprais / seniority / glass ceiling / recognised / recognistion / recognized /
		recogniztion / meritocra / not rewarded / rating system / credit for my /
		credit for what I / tenure
	promot[e(d)/ion(s)] NOT BEFORE [_of/_the product]
	performance review / passed over
	favo(u)rit[e/ism]
	[unfair/unequal](ly)
unless
	took credit / take credit / takes credit
scene 0.6
	[後から入った/年下の/後輩の/男性(が)/部長に好かれた] LATER 12 [先に/上司にな/係長/課長/
		主任/抜]
	[面談/考課/査定] LATER 18 [B/C/D/Ｂ/Ｃ/つけ/根拠/バランス/一言/分から]
	目標を[達成/超え] LATER 18 [しても/のに]
	[二/2/三/3/倍] LATER 14 [契約/売/数字/成果/働] LATER 20 同[じ/期]
	誰が[やって/いても](も)同じ
	[手柄/成果] NEAR 8 [横取り/取られ/別の人]
	名前[が/は][載/出] NEAR 4 な
`;
