import { namedLists } from './lists.ts';

/**
 * Lists that several signs use, each under its name: a sign writes {boss} for any of the words for a boss. What
 * befalls a partner, a parent or a boss is another reason than what befalls oneself, so most of them say who.
 */
export const names = namedLists(`
# One numeral, a number in them, a number in digits.
numeral
	{digit} / 一 / 二 / 三 / 四 / 五 / 六 / 七 / 八 / 九 / 十
numerals
	MANY [{numeral}]
number
	MANY [{digit}]
# An English word, one that may hold digits, and several words.
word
	MANY [{letter}]
sign word
	MANY [{sign}]
words
	MANY [{letter}/_]

# A husband, wife or partner.
partner
	妻 / 主人 / 旦那 / 家内 / 配偶者 / パートナー / 彼女 / 婚約者 / 結婚相手 / 恋人 /
		husband / wife / spouse / partner / boyfriend / girlfriend
	夫 NOT BEFORE [婦]
	彼 NOT BEFORE [ら]
	fianc[e/é](e)

# A parent or another relative one may have to care for.
elder
	父 / 母 / 両親 / 義父 / 義母 / 義理の / おばあ / おじい / 兄 / 姉 / 妹 / 叔父 / 叔母 /
		伯父 / 伯母 / 家族 / mother / father / mom / dad / sister / brother / family
	親 NOT BEFORE [会社/友/切/し/睦]
	祖父(母)
	祖母
	弟 NOT BEFORE [子]
	parent(s)
	grand[mother/father/ma/pa/parent(s)]
	in-law(s)

# A child of one’s own.
child
	子ども / 子供 / 息子 / 娘 / 赤ちゃん / 赤ん坊 / 双子 / 乳児 / 乳幼児 / 幼子 / 幼い子 /
		長男 / 長女 / 第一子 / 第二子 / 第三子 / 第1子 / 第2子 / 第3子 / 二人目 / 三人目 /
		新生児 / son / baby / babies / twins / toddler / newborn
	NOT AFTER [親/様/弟/調/電/迷/双/障] 子 BEFORE [が/の/を/と/2人/二人/どもたち]
	child(ren)
	kid(s)
	daughter(s)

# Someone who led one.
boss
	上司 / 課長 / 部長 / 係長 / 次長 / 室長 / 店長 / 所長 / 支店長 / 園長 / 院長 / 師長 /
		工場長 / 主任 / 社長 / 専務 / 常務 / 役員 / リーダー / 管理職 / 上の人 / 上長 / boss /
		supervisor / director
	マネ(ー)ジャー
	manager(s)
	team lead(er)

# People one worked with.
colleague
	同僚 / 先輩 / 後輩 / 同期 / チーム / 仲間 / 周囲 / 周り / 職場の人 / 職場 / お局 /
		社員同士 / 部署 / 看護師 / 調理師 / スタッフ / パート / みんな / 皆 / 全員 / peers
	colleague(s)
	co(-)worker(s)
	team(mates)

# Work in care or teaching, where 介護, 保育 and 看護 are a trade and no duty at home.
care trade
	保育士 / 保育の質 / 保育現場 / 保育の仕事 / 保育の現場 / 園児 / 看護師 / 看護学校 /
		看護助手 / 特養 / 老人ホーム / ケアマネ / nurse job / nurse staff / nursing home job /
		nursing home staff / care worker
	介護[士/職/員/施設/福祉/業界/の職場/の仕事/の現場/の会社/スタッフ]
	[保育園/幼稚園/病院/デイサービス][で働/に勤め/勤務/の職員]

# What a bad boss does or is.
led badly
	高圧 / 威圧 / 怒る / 怒ら / 怒っ / 怒鳴 / 叱 / 責め / 責任を取 / 責任を押 / 責任を転 /
		責任を逃 / 理不尽 / 取り合 / 聞いて / 聞かず / 聞かな / 聞く耳 / 聞き入れ / 指図 /
		細か / 締めつけ / 締め付け / 丸投げ / 押し付け / 押しつけ / 気分 / 機嫌 / 顔色 /
		信頼でき / 信頼がな / 信頼が持て / 信頼を失 / 尊敬できな / 尊敬できず / 不信 / 合わな /
		合わず / 反り / そりが / 馬が合 / 言うことが / 言うことを / 認めてくれ / 認めてもらえ /
		潰 / つぶ / 否定 / 説明がな / 説明があり / 説明もな / 説明もあり / 無視 / 嫌な / 嫌い /
		嫌わ / 嫌が / 疎まれ / 疎ま / 退職を迫 / 退職を勧 / 冷た / 指示が / 指示も / 指示を /
		指示ばかり / 干渉 / 放任 / 放置 / ひいき / 贔屓 / 相談して / 相談でき / 相談に / 手柄 /
		守ってくれ / 守ってもらえ / 任せると / 報告を求め / ころころ / 横柄 / パワ / 舌打ち /
		突き返 / せいにさ / 言い訳 / 無能 / 頼りな / ストレス / 苦手 / 不満 / 耐え / 衝突 /
		対立 / 対応 / やり方 / 管理 / 自分で考えろ / 言われ / 言うだけ / ばかりの /
		ばかりだった / ばかりで / 評価されな / 反対 / わかってくれ / わかってもらえ
	方針[が/を] NEAR 6 [変/ころころ]
	理解[が/し/され][な/てくれ/てもら]

# What goes wrong between people.
at odds
	関係 / 折り合い / 仲 / こじれ / 揉め / もめ / 合わな / 合わず / 馴染 / なじ / 悪口 /
		陰口 / うわさ / 噂 / 無視 / 冷た / いや / 嫌な / 嫌味 / 嫌が / 嫌わ / 責め / 怒ら /
		怒鳴 / 叱 / 対立 / 衝突 / 割れ / 派閥 / 距離 / 孤 / 溶け込 / 打ち解け / 話せ / 口もき /
		口も利 / 口をき / 口を利 / 挨拶 / ギスギス / ぎすぎす / 険悪 / 蹴落 / いじめ / 嫌われ /
		気を遣 / 上下関係 / 気分 / ストレス / 信頼
	足(の)引っ張

# What makes a relative need care.
ill
	病気 / 入院 / 入退院 / がん / 癌 / 手術 / 闘病 / 具合 / 体調 / 倒れ / 脳梗塞 / 脳卒中 /
		脳出血 / 心筋梗塞 / 認知症 / 寝たきり / 要介護 / 介助 / 介護 / 看病 / 看護 / 看取 /
		看る / 看て / 面倒 / 世話 / 通院 / 施設 / 弱っ / 弱り / 足腰 / 骨折 / 怪我 / けが /
		難病 / 障害 / 危篤 / 危な / 余命 / 長くな / もたない / 一人暮らし / 独り暮らし /
		ひとり暮らし / 支え / 見守 / 目を離 / 火の消し忘れ / 徘徊 / 付き添 / リハビリ
	病 NOT BEFORE [院]
	そばに[いる/いな/いてや/いてい](必要/ければ/人)

# What a child needs of a parent.
needed by a child
	両立 / 迎え / 送迎 / 発熱 / 熱を / 看て / 見る人 / 見てくれる人 / 見てもらえ / 預け /
		入れず / 入れな / 入れませ / 待機 / 遊べ / 会えな / 会えず / 会える / 一緒にい /
		一緒に過ご / そばに / 世話 / 手がかか / 夜泣き / 転校 / 入学 / 入園 / 転園 / 不登校 /
		小さい / 小さく / 小さか / 幼い / 幼く / 進学 / 受験 / 生まれ / できて / できた / 授か /
		育て / のため / 時間が / 時間を / 寂し / 向き合 / 面倒 / 呼び出

# Before what befalls the body: it is nobody else’s.
own health
	NOT WHOSE 10 [[{elder}/{partner}/{child}/同僚/人まで/人も/人が/利用者/患者][の/が/も/を/
		に/は]]

# Before what is ordered: it is nobody else’s.
own
	NOT WHOSE 7 [{partner}/{boss}/{colleague}/{elder}]

# Fields and occupations.
trade
	IT / AI / 医療 / 教育 / 金融 / ゲーム / 広告 / 出版 / 宇宙 / 農業 / 福祉 / 食品 / 観光 /
		アパレル / 不動産 / 製造 / メーカー / エネルギー / ものづくり / スポーツ / 音楽 /
		ウェブ / Web / データサイエンス / 機械学習 / クラウド / ロボット / バイオ / 公務員 /
		教員 / 教師 / NPO / 政治 / 行政 / 国際協力 / マーケティング / エンジニア /
		プログラマー / デザイナー / 料理人 / 職人 / 企画 / 人事 / 研究
	コンサル(ティング)

# Where one comes from.
home region
	地元 / 郷里 / 故郷 / ふるさと / 田舎 / 実家 / 出身地 / 親元 / 県に / 古里 / 郷土
	生まれ育った NEAR 6
	両親[の/が][いる/住む/待つ] NEAR 6
	生まれた町

# Places to be sent to.
far away
	海外 / 地方 / 遠方 / 遠く / 離島 / 他県 / 県外 / 北陸 / 山陰 / 山陽 / 甲信越 / 東海 /
		中国地方
	SOME 3 県
	拠点 / 支社 / 工場
	別の[県/街/町/土地/都市/拠点/支店/工場/営業所]
	北海道 / 東北 / 関東 / 関西 / 九州 / 四国 / 沖縄 / 札幌 / 仙台 / 東京 / 名古屋 / 大阪 /
		広島 / 福岡 / 支店 / 営業所 / 別の都市 / 知らない土地

# How a company moves people.
order to move
	転勤 / 転任 / 転属 / 転籍 / 赴任 / 駐在 / 異動 / 配置転換 / 内示 / 辞令 / 出向

# Hours that are late to be at work.
late hour
	[20/21/22/23/24/二十(一/二/三/四)/廿/十時/十一/夜(の)[九/十]/午前[{digit}/一/二/三/
		四]]時

# That something could not be had.
refused
	できな / できず / できません / 難し / 無理 / 不可能 / 許さ / 許可 / 認められ / 使えな /
		使えず / 使えません / 使いづら / 使いにく / 取れな / 取れず / 取れません / 取りづら /
		取りにく / 禁止 / だめ / ダメ / なかった / なく、 / なくて / ありません / 断られ /
		通ら / 却下 / のみ / しか / 義務 / 戻り / 廃止 / 叶わ / かなわ / 働けず / あきらめ /
		諦め

# That a change gives people something.
given
	新設 / 導入 / 開始 / 始め / 創設 / 拡大 / 拡充 / 延長 / 解禁 / 可能 / できる / 選べ /
		選択 / 認め / 廃止 / 撤廃 / 上限 / 増や / 引き上げ / 実施 / 整備 / 整え / 設置 / 設け /
		移行 / 刷新 / 支援 / 補助 / 推奨 / 運用 / 新制度 / 制度 / 設立 / 倍 / 段階 / やめ /
		なくし / なくな / 公開 / 必修 / 必須 / 加え / 使え / 使う / 転換 / 進められ / 任せ /
		募集 / 応じ / 約束 / 保証 / 開き / 開設 / 変更 / 改め / 改正 / 見直し / 全員 / 希望者 /
		rise / rated / instead / consent / coach / publish / paid / need / double / open /
		all staff / all employees / 正社員に / 投票 / 提示 / 公表 / 変え / 見直 / 短縮 / 縮め /
		削減 / 広げ / 自由 / 対象に / 目指す / めざす / もらえ / 取れ / introduc / launch /
		allow / can now / now be / now work / now choose / now offer / now open / may / extend /
		expand / raise / abolish / remov / scrap / new / offer / start / support / guarantee /
		cap / limit / without / no longer / every
`);
