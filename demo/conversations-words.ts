import type { DemoPerson } from './people.ts';
import type { DrawnThing } from './things/thing.ts';

/** A line of a conversation: of whoever began it, or with `isAnswer` of the other. `sign` is how the reader reacted. */
export type Line = { words: string; isAnswer?: true; thing?: DrawnThing; sign?: string };

type Companions = Record<
	'oldColleagueWrites' | 'deskCorrects' | 'deskAnswers' | 'deskIsAsked',
	readonly Line[]
> & { friendWrites: (friend: DemoPerson) => readonly Line[] };

/** What people of the demo write to each other and to the alumni team. */
export const companions: Companions = {
	/** A friend, who says where they were together with 中村 さくら: at an event of the company. */
	friendWrites: (friend: DemoPerson): readonly Line[] => [
		{
			words: `お久しぶりです。全社の改善発表会でご一緒した、${friend.department.split(' ').at(-1)}の${friend.familyName}です。覚えていますか？`
		},
		{
			words: 'もちろんです！発表のあとの打ち上げ、司会をされていましたよね。',
			isAnswer: true,
			sign: 'laugh'
		},
		{
			words: 'あれがいちばん緊張しました。いまは駅の近くの喫茶店で仕事をする毎日です。',
			thing: 'cafe',
			sign: 'heart'
		},
		{ words: 'いい席ですね。うちからも近そうです。', isAnswer: true },
		{ words: '来月そちらに行く用事があります。お昼でもいかがですか。' }
	],
	oldColleagueWrites: [
		{ words: '工場見学会、申し込まれましたか。' },
		{ words: '申し込みました。安全靴は25.5です。', isAnswer: true, sign: 'laugh' },
		{ words: 'では当日、磐田駅の改札で待ち合わせましょう。', sign: 'thanks' },
		{ words: '承知しました。楽しみにしています。', isAnswer: true, sign: 'heart' }
	],
	deskCorrects: [
		{ words: '在籍の部署名が、異動の前のもののようです。直していただけますか。' },
		{
			words: 'ご連絡ありがとうございます。人事の記録を確かめて、明日までにご返事します。',
			isAnswer: true
		},
		{ words: '確認できました。正しい部署名に直しました。', isAnswer: true, sign: 'thanks' },
		{ words: '早速ありがとうございました。' }
	],
	deskAnswers: [
		{ words: '同窓会に、家族も連れていってよいでしょうか。' },
		{
			words: 'もちろんです。2名までご一緒いただけます。お子さまの席もご用意します。',
			isAnswer: true,
			sign: 'thanks'
		},
		{ words: '助かります。3人で伺います。' }
	],
	deskIsAsked: [{ words: '工場見学会の定員が埋まっていました。キャンセル待ちは、いつ頃わかりますか。' }]
};
