import type { DemoPerson } from './people.ts';

/** What members write: each says nothing but what is true of whoever it is given to, or is left out. */
type Says = (author: DemoPerson) => string | undefined;

const yearOf = (day: string) => Number(day.slice(0, 4));
/** The department without its division: 第一工場 of 製造本部 第一工場. */
const deskOf = ({ department }: DemoPerson) => department.split(' ').at(-1)!;
/** A year of the stay, neither the first nor the last where there are others. */
const yearWithin = ({ startedOn, endedOn }: DemoPerson) =>
	Math.round((yearOf(startedOn) + yearOf(endedOn!)) / 2);
const only = (isTrue: boolean, text: string) => (isTrue ? text : undefined);
const worksAt = (person: DemoPerson, ...names: string[]) => names.includes(person.presentCompany ?? '');
const workedIn = (person: DemoPerson, name: string) => person.department.includes(name);
const noCompanies = new Set(['フリーランス', 'みなと市役所', '大学院', '家業の工務店']);
const isAtCompany = (person: DemoPerson) =>
	person.presentCompany !== null && !noCompanies.has(person.presentCompany);

export const says: readonly Says[] = [
	(one) => `${yearWithin(one)}年の${deskOf(one)}の忘年会の写真が出てきました。みんな若い。`,
	(one) =>
		`${yearOf(one.startedOn)}年入社の同期会をしました。名札がないと分からない人が、ひとりだけいました。`,
	(one) =>
		only(
			isAtCompany(one),
			`${one.presentCompany}で働いています。${deskOf(one)}で覚えた段取りが、いまの職場でもそのまま効いています。`
		),
	(one) =>
		only(
			isAtCompany(one),
			`${one.presentCompany}で、${deskOf(one)}にいた方とまた一緒に働くことになりました。世間は狭いですね。`
		),
	(one) =>
		only(
			isAtCompany(one),
			`来月、${one.presentCompany}の展示会に立ちます。${deskOf(one)}のみなさん、近くにいらしたら声をかけてください。`
		),
	(one) => `出張先で、${deskOf(one)}の元同僚にばったり会いました。5分で昔に戻れますね。`,
	(one) => `${deskOf(one)}にいた頃のノートを読み返しています。書いてあることは、今も古びていません。`,
	(one) =>
		only(
			worksAt(one, 'フリーランス'),
			`${yearOf(one.endedOn!)}年に独立しました。ひとりで働いてみて、${deskOf(one)}のチームのありがたさがわかりました。`
		),
	(one) =>
		only(
			worksAt(one, '大学院'),
			`大学院の研究で、製造現場のデータを扱っています。${deskOf(one)}のみなさんの声も聞いてみたいです。`
		),
	(one) =>
		only(
			worksAt(one, 'みなと市役所'),
			`市役所で、まちの工場の相談窓口をしています。${deskOf(one)}での経験がいちばん役に立っています。`
		),
	(one) =>
		only(
			worksAt(one, '家業の工務店'),
			`実家の工務店を手伝っています。見積もりの癖は、${deskOf(one)}のときのままです。`
		),
	(one) =>
		only(
			worksAt(one, 'みらい物流'),
			`物流の自動化に取り組んでいます。${deskOf(one)}の元同僚の方、情報交換しませんか。`
		),
	(one) => only(workedIn(one, '第一工場'), 'ラインの音が聞こえない朝に、まだ慣れません。'),
	(one) => only(workedIn(one, '第一工場'), '磐田の工場の裏で食べた、夜勤明けのうどんが恋しいです。'),
	(one) =>
		only(
			workedIn(one, '生産技術部'),
			'本を書きました。生産技術の若手向けです。感想をもらえるとうれしいです。'
		),
	(one) => only(workedIn(one, '西日本営業部'), 'マラソンを完走しました。駅伝部で鍛えられたおかげです。'),
	(one) => only(workedIn(one, '海外事業部'), '海外赴任から戻りました。時差のない生活がうれしいです。'),
	(one) =>
		only(
			workedIn(one, '人事部'),
			'採用の仕事をしています。学生さんに、最初の会社で学んだことをよく話します。'
		),
	(one) =>
		only(
			workedIn(one, '経営企画部'),
			'中小企業診断士の試験に受かりました。始めたきっかけは、在籍中の社内勉強会です。'
		),
	(one) =>
		only(
			workedIn(one, '商品開発部'),
			'店頭で、自分が関わった製品をまだ見かけます。つい手に取ってしまいます。'
		),
	(one) =>
		only(
			workedIn(one, 'カスタマーサービス部'),
			'電話の第一声をほめられました。カスタマーサービス部の声出し、今も続けています。'
		),
	(one) => only(workedIn(one, '情報システム部'), '副業で、地元の商店のウェブサイトを手伝っています。'),
	(one) =>
		only(
			one.reasons.includes('childcare'),
			'子どもが小学校に上がりました。早退を快く送り出してくれたみなさん、ありがとうございました。'
		),
	(one) =>
		only(
			one.reasons.includes('eldercare'),
			'地元で、在宅で働いています。海の近くです。近くの方、お茶でもいかがですか。'
		),
	() => '久しぶりに社員食堂のカレーが食べたくなりました。まだありますか。',
	() => '地元で野菜を作り始めました。採れすぎたので、欲しい方は声をかけてください。',
	() => '工場見学の案内、うれしかったです。新しいラインを見てみたい。',
	() => '転職して半年。前の会社の良さは、離れてから見えるものですね。'
];
