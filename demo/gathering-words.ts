/** What profiles and the company say in the demo network. */
export const introductions = [
	'製造の現場から物流に移りました。現場の段取りの話なら、いくらでもできます。',
	'二児の親です。平日は在宅で設計、週末は畑にいます。',
	'いまは自治体で働いています。まちの困りごとを、技術で少しずつ。',
	'独立して、小さな会社をしています。採用や値づけの悩みも、よろこびも。',
	'カスタマーサポート一筋。お客さまの声を開発に届けるのが好きです。',
	'研究に戻りました。学び直したい方の相談にのれます。'
] as const;
export const skills = [
	'生産管理',
	'品質保証',
	'設備保全',
	'機械学習',
	'データ分析',
	'法人営業',
	'採用',
	'経理',
	'英語',
	'CAD',
	'物流',
	'プロジェクト管理',
	'クラウド'
] as const;
export const places = [
	'東京',
	'大阪',
	'名古屋',
	'福岡',
	'札幌',
	'横浜',
	'シンガポール',
	'仙台',
	'金沢'
] as const;

export const companyNews = [
	'社員食堂を新しくしました。カレーは、そのままです。',
	'第一工場が、地域の防災拠点に指定されました。'
] as const;
/** The president's words to the members, before the gathering of this season. */
export const letterFromManagement = (season: string) =>
	`石川です。みなさんが外で積まれた経験が、私たちの誇りです。戻る、戻らないにかかわらず、ときどき顔を見せてください。${season}の同窓会で、お会いできるのを楽しみにしています。`;
