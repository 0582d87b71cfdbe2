/** 転勤・勤務地. Company transfer or place of work: the words people leave with. */
export const relocation = `
sign 0.7
	{own}[転勤/転任] NOT BEFORE [になれば/し、/族の{partner}]
unless
	{boss}[が/は/も] NEAR 8 転勤
sign 0.75
	NOT WHOSE 6 [{partner}[の/が/も/は/に]] 単身[赴任/で NEAR 10 [赴/暮ら/住]]
sign 0.6
	赴任先 / 配属地 / 任地
	[転居/引(っ)越(し)]を伴う
	勤務地 NOT BEFORE [WITHIN 4 の近く]
sign 0.6
	{far away} NEAR 12 [に/へ](の)[{order to move}/行く/行け/移る/飛ば/配属/勤務/
		出され](NEAR 8 [よう/(と)言われ/(と)告げ/命じ/打診/決ま/通告/しか/か辞め/内示/辞令/
		される/道])
unless
	{partner}
sign 0.65
	{own}({far away} NEAR 6)[赴任/駐在/出向/{order to move}] NEAR 10 [打診/命じ/内示/辞令/
		言い渡/通告/決まっ/断]
sign 0.6
	[国内外/全国/海外/数年/[二/三/四/五/2/3/4/5]年/毎年/たび] WITHIN 8 (ごと/おき/単位)(に/
		で/を) NEAR 6 [引(っ)越/転々/住む町/住む街/住む場所/住む土地/住まい/居所を変え/
		居場所を変え]
sign 0.55
	[本社/オフィス/事業所/営業所/拠点/工場/会社/職場][が/は/も] NEAR 12 [移転/移る/移ること/
		統合/統廃合/引(っ)越/遠く]
sign 0.55
	内示 / 辞令
unless
	出向
	{partner}
sign 0.55
	会社の都合 LATER 14 [暮らし/住/引(っ)越/町/土地/家を]
	暮らし LATER 14 会社の都合
sign 0.3
	家を建て / 家を買 / マイホーム / マンションを買 / 住宅を購入 / 住宅を買
only with
	転勤 / 辞令 / 異動 / 赴任 / 行くよう / 通え / 通勤
sign 0.35
	家族と離れ / 家族と別々 / 家族と別居 / 離ればなれ / 離れ離れ / 別居
	家族[と/で] NEAR 10 [暮らせ/過ごせ/食卓]
only with
	転勤 / 赴任 / 単身 / 海外 / 異動 / 勤務地 / 会社 / 支店
unless
	{partner}(の)[転勤/赴任]
sign 0.55
	[通勤/通う/通って/通い/通え] NEAR 12 [片道/往復/[{digit}/一/二/三/四/五]時間/遠/難し]
	[片道/往復] MANY [{digit}/一/二/三/四/五] 時間
unless
	病院 / 実家 / 学校 / 大学 / 介護 / 看
sign 0.6
	{far away}(の SOME 6)に NEAR 8 [行ってくれ/行ってほしい/来てくれ/行けと/移れと/常駐/
		応援]
unless
	{partner}
sign 0.5
	{own}異動 NOT BEFORE [(を)[希望/願/認め/させて/届]]
only with
	家族 / 住 / 受験 / 学校 / 家を / 遠
	引(っ)越
unless
	部署異動 / 社内公募
sign 0.4
	離島 / 僻地 / 過疎 / 車がないと
sign 0.6
	家から通え / 自宅から通え / ホテル暮らし / ホテル住まい / ホテル生活
	[勤務地/エリア/地域](を)限定
	[夫婦/家族] NEAR 6 別々の[街/町/土地/場所/県/家]
	腰を[落ち着け/据え] NEAR 6 [られ/て暮ら/たい/たく]
unless
	介護 / 起業
sign 0.6
	[九州/東北/関東/関西/地方/本社/別の SOME 4/他の SOME 6/遠方](に)(へ)移るか[辞め/退職]
sign 0.65
	[wanted/asked/told/expected] me to [move/go/relocate] to
sign 0.7
	relocate / relocated / relocation / relocating / uproot
	transfer(r)(ed/s/ring){edge} NOT BEFORE [_of/_my skills/_credits]
unless
	together with my
	(my_/her_/his_){partner} LATER 30 [transferr/relocat/got/job/posted/moved]
sign 0.65
	living apart / lived apart / live apart / far from home / far from my family /
		far away from home / far away from my family
	[post/send/sent/assign/move] me [to/overseas/abroad/away]
	posted to / posted overseas / posted abroad
unless
	my {partner} [was/got/is]
sign 0.5
	where I would live / where I had to live / where we would live / where we had to live
	commut[e/ing] LATER 30 [hour/long/far/minutes]
	[hour(s)/long] commut
	[office/branch/plant] [moved/relocated/was moving]
	[stay/remain/live] in [my/the/this/{letter}]{word}
`;
