import { isAlumnus } from '#access/policy/roles.ts';
import * as m from '#locales/messages.ts';
import { reader } from '#platform/locale/reader.ts';
import { departmentIn } from './department-name.ts';

type Worked = {
	roles: readonly string[];
	department: string | null;
	startedOn: string | null;
	endedOn: string | null;
};

/**
 * Where someone works or worked, with its years: "元 生産技術部（2011–2021）" for who left, "生産技術部（2011–）" for who
 * works here. Nobody who is no alumnus is called a former anything. Empty where no department is known.
 */
export function departmentLine(person: Worked): string {
	if (!person.department) return '';
	const department = departmentIn(reader().locale, person.department);
	const from = person.startedOn?.slice(0, 4) ?? '';
	const until = person.endedOn?.slice(0, 4) ?? '';
	const years = until === '' ? `${from}–` : from === until ? from : `${from}–${until}`;
	return isAlumnus(person) && person.endedOn
		? m.post_from({ department, years })
		: m.post_at({ department, years });
}
