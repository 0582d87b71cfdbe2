/** 上司・マネジメント. Manager: the words of a change that answers it. */
export const management = `
sign 0.75
	1on1 / 360度 / マネジメント研修 / 心理的安全 / エンゲージメント調査 /
		エンゲージメントサーベイ
	上司[を/が/の/と] LATER 18 [選/評価/投票/研修/承認なし/承認不要/承認を得ず/承認を経ず/
		部下/フィードバック/対話]
	管理職 NOT BEFORE [になら] LATER 14 [研修/評価/適性/360/フィードバック/教育/登用基準]
	マネ(ー)ジャー LATER 8 [研修/評価/教育/選]
	部下 LATER 8 [評価/投票/からの]
	リーダー LATER 10 [選出/投票/選挙/選ぶ]
	パワハラ LATER 12 [防止/対策/研修]
unless
	管理職を続け / 管理職約
sign 0.75
	360 / upward feedback / leadership training
	one(-)on(-)one(s)
	1(:/-)on(:/-)1
	manager(s){edge} LATER 24 [train/feedback/evaluat/coach/rated/elected/chosen]
	without [the/their/your] [manager/boss/supervisor](')(s) [approval/consent]
	elect(ed) [their/by]
`;
