/** 労働時間・休日. Working hours and days off: the words people leave with. */
export const workingHours = `
sign 0.7
	時間外労働 / 時間外勤務 / 超過勤務
	残業 NOT BEFORE [代/手当/NEAR 6 [ができな/できな/(は)[なかった/少な/ほとんどな]/なし]]
sign 0.7
	終電 / 始発 / 深夜 / 徹夜 / 泊まり込 / 泊まりがけ / 日付が変わ / 午前様 / 夜中 / 夜遅 /
		真夜中 / 朝から晩 / 早朝から / 睡眠時間 / 仮眠
	夜{numerals}時
	寝[る/られる/顔] WITHIN 6 [時間/だけ/しか]
sign 0.7
	長時間労働 / 長時間勤務 / 長時間拘束 / 過重労働 / 過労 / 激務 / 働きづめ / 働きすぎ /
		働き通し / 拘束時間 / 拘束され / 連勤 / 勤務が続 / 休みなく
	月{digit}{digit}({digit})時間
	週{digit}{digit}時間
	1日1{digit}時間
sign 0.7
	年間休日 / 週末も / 日曜も / 日曜まで / 日曜出 / 盆も / 正月も / 年末年始も / 祝日も /
		カレンダー
	休日[出勤/出社/も/に(も)[電話/呼/仕事/メール]/がな/が少/が合わ]
	土日 NEAR 8 [出/休め/仕事/ない/なく/も/関係/出勤/勤務]
	連休[も/を/が] NEAR 4 [な/取/休/出]
sign 0.7
	[有給/有休/代休/休暇/休み/休憩/夏休み/連休](は/が/を/も/さえ/すら/の日(は)/の日も)
		NEAR 10 [取れ/とれ/取ら/取りづ/取りに/もらえ/消化/許され/月{digit}/週1/なく/ない/なか/
		少な/なし/{digit}分/ほとんど/嫌な顔/電話/呼び出/つぶ/潰]
unless
	休暇制度 / 同行 / 育休 / 産休 / 介護
sign 0.65
	シフト / 夜勤 / 交代勤務 / 当直 / 宿直 / オンコール / 不規則 / 早番 / 遅番
	[二/三/2/3]交[代/替]
	待機 NOT BEFORE [児童]
sign 0.65
	サービス残業 / 打刻 / タイムカード / ただ働き / ただで働 / 帰れない日 / 上がれな /
		上がれず / 帰宅は / 帰りが遅
	持ち帰[り/って] NEAR 6 (仕事/残業/作業)
	[定時で/家に/早く/先に/誰も]帰れ[な/ず]
	家には寝に
sign 0.55
	ワークライフ / 自分の時間 / 家族と過ごす時間 / 家族と過ごす日 / 家族との時間 /
		プライベート / 忙しすぎ / 忙しく / 忙しさ / 多忙 / 欠員 / 補充され / 寝顔
	NOT AFTER [気の] 休まる[時/暇]
	人手(が/は)[足り/不足]
	[一人/ひとり]で[二/三/四/2/3/4]人分
	休む暇 / 休む間
	昼[食/休み/ご飯] NEAR 8 [取れ/食べ/なく/時間/教わ/短]
unless
	転勤 / 単身赴任 / 早期退職
sign 0.65
	休めな / 休めず / 休めませ
	休みを NEAR 8 [言い出/返上/諦め/あきらめ]
	定時[で/に][帰/上が] LATER 24 [嫌み/もう帰/白い目/雰囲気/言われ/にらま/責め/後ろめた]
unless
	育休 / 介護 / 休職
sign 0.5
	[何/{digit}/一/二/三/四/五]時間(近い/以上/も)(前) NEAR 5 [残/早く出/会議/前に出]
	始業 NEAR 8 前に
sign 0.7
	overtime / long hours / hours a week / graveyard / last train / late at night /
		late nights / late every / days off / vacation
	[the/my/our] hours [were/was/got]
	[sixty/seventy/eighty/60/70/80/90/100][-/_]hour(s)
	weekend(s)
	night shift(s)
	on-call / on call / midnight / time off / work-life / work life
	overwork(ed)
	worked to death / worked nonstop
	holiday(s)
	shifts / shift work
sign 0.4
	no time for my / no time for family / no time for myself / no time for anything /
		never home / see my family / see my kids / see my children / exhausted / exhausting
scene 0.6
	[帰る/帰宅/帰れる/帰り着/家に着/家に帰/退社/会社を出る/上がれる] NEAR 14 {late hour}
	{late hour}(過ぎ/すぎ/半/を回/まで) NEAR 10 [帰/まで/仕事/会社/席/職場/退社]
scene 0.55
	定休 LATER 14 [研修/仕事/出/呼/埋]
	[旅行/結婚式/誕生日/葬儀/葬式/運動会/休み] LATER 14 [呼び出/仕事に戻/仕事に行/
		キャンセル/行けな/出られな/出席でき]
	[誕生日/記念日/クリスマス/運動会/授業参観/お遊戯会] LATER 14 [仕事/会社/職場/いられ/
		一度も]
scene 0.55
	電気を消す / 最後に鍵 / 洗濯 / 日曜の夜
	[九/十/9/10/八/8/十一/11]時まで[席/会社/職場/店/仕事]
	帰らないと NEAR 6 帰れ
	MANY [{digit}/一/二/三/四/五/六/七/八/九/十/百] 時間(も/以上)[働/残って/残り/立ち/寝]
	[風呂/夕飯/夕食/晩ご飯] LATER 14 [コンビニ/会社/デスク/職場]
	[会社/職場/車/椅子/床]で[寝/眠/仮眠/朝]
	携帯 NEAR 8 [鳴/手放せ/枕元]
scene 0.5
	夕飯を一緒
	[寝て/眠って](い)る[子/間/うち]
	顔を[見/合わせ] NEAR 6 [な/日曜/週末]
unless
	単身 / 転勤 / 赴任
`;
