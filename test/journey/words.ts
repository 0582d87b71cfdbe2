/** What the walkers look for and say, in each language. */
export const words = {
	ja: {
		signIn: 'サインインする', read: '読み込む', load: /人を取り込む/, loaded: /人、.*件の在籍を取り込みました/, refused: '退職日が入社日より前です。', repeated: /同じ行がもう1つ/, record: /人に記録する/, consentOnLeaving: /退職時の同意/,
		wave: '招待を送る', waveSize: '何人に送るか', openingFirst: /準備がまだ整っていません/, basisDone: /人に記録しました/, join: '参加する', wants: '戻ってみたい', cannot: '今は戻れない', relocation: '転勤・勤務地', ownWords: '自分の言葉で', returnMail: /メールで知らせを受け取る/,
		postButton: '投稿する', newChange: '変化を書く', title: '見出し', since: 'いつから', answers: '転勤・勤務地', voiceName: '氏名', voiceTitle: '役職', voiceWords: 'ことば', save: '保存して、届く人を確かめる',
		publish: /公開する/, concerns: /関わりがあります/, published: /公開しました/, because: /「転勤・勤務地」を挙げられたため/, readMore: 'くわしく読む', since_nav: 'あれから', mine: 'あなたに関わること', doors: '2つの扉を見る', chooseTime: '話す時間を選ぶ', thisPerson: 'この人と話す', book: 'この時間で予約する',
		booked: /予約しました/, noSelection: /選考ではありません/, move: '日時を変える', moveTo: 'この時間に変える', cancel: '取りやめる', cancelled: /取りやめになりました/, hostOpen: /予約を受け付ける/, introduction: '自己紹介', from: '月曜日 から', until: '月曜日 まで', saveButton: '保存する', inviteEmployee: '社員として招待する',
		search: 'さがす', searchField: '氏名・カナ・部署・アドレス', welcomeHome: 'おかえりなさい', rehired: /に再入社/, first: '最初の接点', last: '最後の接点', talkBooked: 'カジュアル面談を予約した', tied: '今は戻れないけど、戻りたい', table: '表で見る', people: /この人たちを見る/,
		changeTitle: '転勤のないキャリアパスができました', thenWords: '総合職は全国転勤が前提でした。', nowWords: '勤務地を自分で決められる「地域総合職」を新設しました。', voice: 'まず伝えたかった変更です。', reason: '全国転勤が前提で、子どもと離れて暮らすことになったからです。', hello: '物流の現場で元気にしています。',
		invitationSubject: /ひかりの輪へのご招待/, talkSubject: /カジュアル面談が決まりました/, alumnus: '小林 千尋', alumnusSearch: '小林千尋', host: '石川 慎太郎さん', hostSearch: 'naoki.watanabe100101', hostName: '渡邉 直樹', joinedBoard: '四象限'
	},
	en: {
		signIn: 'Sign in now', read: 'Read the file', load: /^Load \d+ people/, loaded: /tenures? are loaded/, refused: 'The date of leaving is before that of joining.', repeated: /same row comes twice/, record: /^Record it for/, consentOnLeaving: /Consent on leaving/,
		wave: 'Send invitations', waveSize: 'How many', openingFirst: /opening is not ready yet/, basisDone: /You can invite them now/, join: 'Join', wants: 'Yes, I would', cannot: 'Not at present', relocation: 'Company transfer or place of work', ownWords: 'In your own words', returnMail: /Receiving mail about returning/,
		postButton: 'Post', newChange: 'Write a change', title: 'Title', since: 'Since', answers: 'Company transfer or place of work', voiceName: 'Name', voiceTitle: 'Title', voiceWords: 'Words', save: 'Save and see whom it reaches',
		publish: /^Publish/, concerns: /It concerns/, published: /Published on/, because: /named “Company transfer or place of work”/, readMore: 'Read more', since_nav: 'Since you left', mine: 'What concerns you', doors: 'See the two doors', chooseTime: 'Choose a time', thisPerson: 'Talk with this person', book: 'Book this time',
		booked: /^Booked\. Both/, noSelection: /no selection/, move: 'Choose another time', moveTo: 'Move to this time', cancel: 'Call it off', cancelled: /was called off/, hostOpen: /can book a casual talk/, introduction: 'Who I am', from: 'Monday From', until: 'Monday Until', saveButton: 'Save', inviteEmployee: 'Invite as an employee',
		search: 'Search', searchField: 'Name, kana, department or address', welcomeHome: 'Welcome home', rehired: /^Came back to/, first: 'First touchpoint', last: 'Last touchpoint', talkBooked: 'Booked a casual talk', tied: 'Wants to, but cannot now', table: 'See it as a table', people: /See these people/,
		changeTitle: 'A career without transfers', thenWords: 'Career staff had to move wherever they were sent.', nowWords: 'You choose where you work, with no limit to promotion.', voice: 'You are the first we wanted to tell.', reason: 'I was transferred and had to live apart from my children.', hello: 'Doing well in logistics.',
		invitationSubject: /You are invited to Kaede Circle/, talkSubject: /Your casual talk with/, alumnus: 'Chihiro Kobayashi', alumnusSearch: 'コバヤシチヒロ', host: 'Naoki Watanabe', hostSearch: 'naoki.watanabe100101', hostName: 'Naoki Watanabe', joinedBoard: 'Quadrants'
	}
} as const;
