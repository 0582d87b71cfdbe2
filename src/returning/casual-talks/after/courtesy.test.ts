import { expect, test } from 'vitest';
import { doubtsAbout } from './courtesy.ts';

test.each([
	['今日はありがとうございました。現場の話ができて楽しかったです。', []],
	['お話ししていた評価制度の資料をお送りします。', []],
	['また工場の近くに来たら、ぜひ声をかけてください。', []],
	['It was good to hear how you are. I will send you the page about the new career path.', []],
	['面談の評価はAです。', ['words_judge']],
	['残念ながら今回は採用見送りとなりました。', ['words_judge']],
	['選考を通過しました。', ['words_judge']],
	['適性がありそうですね。', ['words_judge']],
	['I rated you highly and would recommend to hire.', ['words_judge']],
	['You would not be a good fit for the team.', ['words_judge']],
	['ところでご家族の職業は何ですか。', ['words_ask_private']],
	['ご両親の職業を教えてください。', ['words_ask_private']],
	['お子さんの予定はありますか。', ['words_ask_private']],
	['いまの年収はいくらですか。', ['words_ask_private']],
	['May I ask about your religion?', ['words_ask_private']]
])('%s', (words, doubts) => expect(doubtsAbout(words)).toEqual(doubts));
