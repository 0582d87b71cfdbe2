import { any } from './sign.ts';

// Who is spoken of. What befalls a partner, a parent or a boss is another reason than what befalls oneself.

/** A partner, in both languages. */
export const partner = any('夫(?!婦)', '妻', '主人', '旦那', '家内', '配偶者', 'パートナー', '彼女', '彼(?!ら)', '婚約者', '結婚相手', '恋人', 'husband', 'wife', 'spouse', 'partner', 'fianc[eé]e?', 'boyfriend', 'girlfriend');
/** A parent or another relative one may have to care for. */
export const elder = any('父', '母', '親(?!会社|友|切|し|睦)', '両親', '祖父母?', '祖母', '義父', '義母', '義理の', 'おばあ', 'おじい', '兄', '弟(?!子)', '姉', '妹', '叔[父母]', '伯[父母]', '家族', 'mother', 'father', 'parents?', 'mom', 'dad', 'grand(?:mother|father|ma|pa|parents?)', 'in-laws?', 'sister', 'brother', 'family');
/** A child of one's own. */
export const child = any('子ども', '子供', '(?<!親|様|弟|調|電|迷|双|障)子(?=が|の|を|と|2人|二人|どもたち)', '息子', '娘', '赤ちゃん', '赤ん坊', '双子', '乳児', '乳幼児', '幼子', '幼い子', '長男', '長女', '第[一二三1-3]子', '[二三]人目', '新生児', 'child(?:ren)?', 'kids?', 'son', 'daughters?', 'baby', 'babies', 'twins', 'toddler', 'newborn');
/** Someone who led one. */
export const boss = any('上司', '課長', '部長', '係長', '次長', '室長', '店長', '所長', '支店長', '園長', '院長', '師長', '工場長', '主任', '社長', '専務', '常務', '役員', 'マネー?ジャー', 'リーダー', '管理職', '上の人', '上長', 'boss', 'managers?', 'supervisor', 'team lead(?:er)?', 'director');
/** Colleagues. */
export const colleague = any('同僚', '先輩', '後輩', '同期', 'チーム', '仲間', '周囲', '周り', '職場の人', '職場', 'お局', '社員同士', '部署', '看護師', '調理師', 'スタッフ', 'パート', 'みんな', '皆', '全員', 'colleagues?', 'co-?workers?', 'team(?:mates)?', 'peers');
/** Work in care or teaching, where 介護, 保育 and 看護 are a trade and no duty at home. */
export const careTrade = new RegExp(any('介護(?:士|職|員|施設|福祉|業界|の(?:職場|仕事|現場|会社)|スタッフ)', '保育(?:士|の質|現場|の(?:仕事|現場))', '園児', '看護(?:師|学校|助手)', '特養', '老人ホーム', 'ケアマネ', '(?:保育園|幼稚園|病院|デイサービス)(?:で働|に勤め|勤務|の職員)', 'nurs(?:e|ing home) (?:job|staff)', 'care worker'), 'iu');
