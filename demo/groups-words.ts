type DemoGroup = {
	name: string;
	purpose: string;
	kind: 'rule' | 'open' | 'closed';
	rule_joined: number | null;
	rule_department: string | null;
	/** Only women are inside. */
	ofWomen?: true;
	/** What its members write, newest first. The last is by the host. */
	posts: readonly string[];
};

export const groups: readonly DemoGroup[] = [
	{
		name: '2011年入社の会',
		purpose: '震災の春に入社した私たち。年に一度は、顔を合わせましょう。',
		kind: 'rule',
		rule_joined: 2011,
		rule_department: null,
		posts: [
			'入社式が延期になった年でしたね。あの会議室の配属発表、覚えている方いますか。',
			'名簿を数えたら、いま社外にいる同期のほうが多くなっていました。まずは近況をひとことずつどうぞ。'
		]
	},
	{
		name: '生産技術部のOB・OG',
		purpose: '元・生産技術部のみんな。図面の前で語った夜を忘れない人たちへ。',
		kind: 'rule',
		rule_joined: null,
		rule_department: '生産技術部',
		posts: [
			'工場見学会、申し込みました。新しいラインの段取り替えが3分だと聞いて、信じられません。',
			'治具の設計を若い人に教えています。みなさん、最初に何を見せますか。',
			'部の古い設備台帳の写真が出てきました。手書きの字で、だれの機械か分かります。'
		]
	},
	{
		name: '子育てしながら',
		purpose: '保育園のこと、時短のこと、働き方のこと。昼休みに話しましょう。',
		kind: 'open',
		rule_joined: null,
		rule_department: null,
		posts: [
			'学童の待機になりました。夏休みをどう乗り切ったか、教えてください。',
			'時短から戻すタイミング、みなさんはどう決めましたか。',
			'保育園の申し込みの書類、職場に頼むものの一覧を作りました。必要な方はどうぞ。',
			'ここは、正解を出さない部屋です。愚痴だけの日も歓迎します。'
		]
	},
	{
		name: '独立した人・したい人',
		purpose: '値づけ、契約、孤独。ひとりで決める人どうしの部屋です。',
		kind: 'open',
		rule_joined: null,
		rule_department: null,
		posts: [
			'値上げのお願いを、はじめて切り出しました。あっさり通って、拍子抜けしています。',
			'契約書のひな型を見直したい方、一緒に読み合わせをしませんか。'
		]
	},
	{
		name: '駅伝部',
		purpose: '走る人も、応援する人も。',
		kind: 'open',
		rule_joined: null,
		rule_department: null,
		posts: [
			'次の練習は土曜の朝7時、皇居の桜田門に集合です。',
			'膝を痛めたので、しばらくは給水係で参加します。',
			'たすきを新しくしました。色は、もちろん橙です。'
		]
	},
	{
		name: '女性エンジニアの部屋',
		purpose: '世話役が入り口にいます。安心して話せる場所です。',
		kind: 'closed',
		rule_joined: null,
		rule_department: null,
		ofWomen: true,
		posts: [
			'管理職の打診を受けて、迷っています。引き受けた方、断った方、どちらのお話も聞きたいです。',
			'技術士の口頭試験、同じ分野で受けた方はいますか。',
			'来月、オンラインで話す会を開きます。顔を出さなくても大丈夫です。',
			'ここで話したことは、外に持ち出さない約束でお願いします。'
		]
	}
];
