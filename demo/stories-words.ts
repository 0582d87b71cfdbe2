/** A story of someone who came back: what they left for, where they work now, and what they say. */
export type DemoStory = {
	reason: string;
	department: string;
	/** Whether that is in ひかりデジタル. */
	inDigital?: true;
	/** Whether all three editions are published, or the desk has yet to write it up. */
	isTold: boolean;
	path: string;
	around: string;
	moment: string;
	now: string;
	titles: { alumni: string; staff: string; public: string };
	toStaff: string;
};

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A number of years in words: 四年, 十二年. */
export function yearsInWords(years: number): string {
	const tens = Math.floor(years / 10);
	return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[years % 10]}年`;
}

/** The stories of the demo, of someone who was away for so many years. */
export const storiesFor = (years: string): readonly DemoStory[] => [
	{
		reason: 'evaluation',
		department: '製造本部 品質保証部',
		isTold: true,
		path: `評価の仕組みに納得できず、同業の会社に移りました。${years}のあいだ外で働いて、品質の考え方が自分に合っていたのはひかりだったと気づきました。`,
		around: '家族は驚きましたが、前の同僚は「そう言うと思ってた」と笑っていました。戻った初日は、食堂の方が名前を覚えていてくれました。',
		moment: 'ネットワークで評価制度が変わったと知り、カジュアル面談で「選考ではない」と言われて、肩の力が抜けました。聞きたいことを聞き、その日は何も決めずに帰りました。',
		now: '品質保証の標準づくりをしています。外で見た検査のやり方を三つ取り入れました。',
		titles: {
			alumni: `${years}離れて、検査のやり方を三つ持って帰りました`,
			staff: '戻った初日、いちばんうれしかったこと',
			public: '一度離れたから、見えたことがあります'
		},
		toStaff:
			'「なぜ辞めたの」より「外で何が面白かった」と聞いてもらえたのが、うれしかったです。分からない略語が増えていたので、一覧をもらえたのも助かりました。'
	},
	{
		reason: 'new_field',
		department: 'データ基盤部',
		inDigital: true,
		isTold: true,
		path: `製造業の外で、AIがどう使われているのかを見たくて退職しました。それから${years}、ソフトウェアの会社で働きました。`,
		around: 'いまの会社の上司には「古巣に戻るのか」と言われましたが、仕事の中身を話すと、いちばん応援してくれました。',
		moment: 'ひかりデジタルができたことを、ネットワークの知らせで読みました。面談で聞いたのは、外で働いてきた人が半分以上だということ。ここなら、外で学んだことがそのまま仕事になると思いました。',
		now: 'いまは、工場の設備から集まるデータの基盤を作っています。',
		titles: {
			alumni: '外で見たかったものを、持って帰りました',
			staff: '知らない会社に、知っている顔がいました',
			public: '辞めたときにはなかった仕事に、戻る'
		},
		toStaff:
			'離れていた間の変更点を、半日かけて一緒に歩いて教えてもらいました。あの半日がなければ、ひと月は遅れていたはずです。'
	},
	{
		reason: 'working_hours',
		department: 'カスタマーサービス部',
		isTold: false,
		path: `残業が続いて体力に自信がなくなり、退職しました。${years}のあいだ、別の会社で規則正しく働きました。`,
		around: '妹が「本当に早く帰れるの」と三回聞きました。初日に定時で帰ったら、信じてくれました。',
		moment: '残業の上限が月20時間になったという知らせです。数字で書いてあったので、確かめてみようと思えました。',
		now: '問い合わせの内容を分類して、開発に届ける仕事をしています。',
		titles: { alumni: '', staff: '', public: '' },
		toStaff: ''
	}
];
