import { expect, test } from 'vitest';
import { privateIn } from './forbidden.ts';
import { templateNames, templateOf } from './templates.ts';
import { asReader } from '#platform/locale/reader.server.ts';

test.each([
	['ご両親の職業を教えてください', ['family']],
	['本籍はどちらですか', ['origin']],
	['支持政党はありますか', ['belief']],
	['労働組合に加入していますか', ['union']],
	['持病はありますか', ['health']],
	['持ち家ですか', ['home']],
	['結婚の予定と宗教は', ['family', 'belief']],
	['Are you a member of a trade union?', ['union']],
	['Do you have children?', ['family']],
	['What is your religion?', ['belief']],
	['Where were you born?', ['origin']],
	['How is your health?', ['health']],
	['いまのお仕事は充実していますか', []],
	['この交流の場は役に立っていますか', []],
	['勤務地の希望はありますか', []],
	['Would you like more events?', []]
])('%s', (words, kinds) => expect(privateIn([words])).toEqual(kinds));

test.each(['ja', 'en'] as const)('no template asks what may not be asked (%s)', (locale) => {
	asReader({ locale, timeZone: 'Asia/Tokyo' }, () => {
		for (const name of templateNames) {
			const { intro, questions } = templateOf(name);
			const texts = questions().flatMap(({ words, options, lines }) => [words, ...options, ...lines]);
			expect(privateIn([intro(), ...texts])).toEqual([]);
		}
	});
});
