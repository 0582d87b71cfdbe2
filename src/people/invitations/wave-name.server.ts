import { sql, type RawBuilder } from 'kysely';
import * as m from '#locales/messages.ts';

/** What a wave is called where nobody typed a name. A numbered one has its number beside it. */
export type UsualName = 'numbered' | 'single' | 'colleagues' | 'send_off';

const inAnyNumber = '#';

/** SQL: what the wave of this alias is called, as it was typed, or in the language of whoever reads. */
export function waveName(wave: string): RawBuilder<string> {
	const column = (name: string) => sql.ref(`${wave}.${name}`);
	return sql<string>`
		case ${column('usual_name')}
			when 'numbered' then replace(
				${m.wave_default({ number: inAnyNumber })}::text, ${inAnyNumber}, ${column('number')}::text
			)
			when 'single' then ${m.wave_single()}
			when 'colleagues' then ${m.colleagues_wave()}
			when 'send_off' then ${m.send_off_wave()}
			else ${column('called')}
		end
	`;
}

type Named = { called: string; usualName: UsualName | null; number: number | null };

/** The columns of a wave that was called so by whoever sent it: with a number where they left the name as it was proposed. */
export function typedName(called: string, number: number | undefined): Named {
	const isProposed = number !== undefined && called === m.wave_default({ number });
	return isProposed ? { called, usualName: 'numbered', number } : { called, usualName: null, number: null };
}

const usual = { single: m.wave_single, colleagues: m.colleagues_wave, send_off: m.send_off_wave };

/** The columns of a wave that nobody names, called by what it is for. */
export const usualNameOf = (name: keyof typeof usual): Named => ({
	called: usual[name](),
	usualName: name,
	number: null
});
