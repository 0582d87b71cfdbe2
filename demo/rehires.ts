import { attribute, leadingKinds } from '#seeing/attribution/attribution.ts';
import { saidKinds } from '#returning/rehires/rehire.ts';
import { dayBeside, dueOn, sides, stages, usualSteps } from '#returning/welcome/welcome.ts';
import type { Life, Row, Telling } from './life.ts';
import type { DemoPerson } from './people.ts';
import { atHour } from './people.ts';
import { asDay, daysAfter } from './random.ts';

const checkInWords = [
	'昔の仲間が声を掛けてくれて、助かっています。',
	'道具が変わっていて戸惑いましたが、慣れてきました。',
	'外で学んだことを、月に一度話す場ができました。',
	''
];

/** Who of those who talked has come back, by the order of their talks. */
export const returners = { from: 20, until: 36 };

type Return = { rehireId: string; returnedOn: string };

/** Some of those who talked come back, some weeks after their talk. What they did as alumni ends there. */
export function bringBack(telling: Telling, talkers: readonly DemoPerson[]): void {
	const { chance, now, life } = telling;
	for (const person of talkers.slice(returners.from, returners.until)) {
		const talk = life.rows.get('casual_talk')!.find((row) => row.alumnus_id === person.personId)!;
		const day = daysAfter(talk.starts_at as Date, chance.whole(14, 60));
		const latest = daysAfter(now, -chance.whole(1, 6));
		const recordedAt = atHour(day < latest ? day : latest, 1);
		endAsAlumnus(life, person.personId, recordedAt);
		const touches = life.touches.filter((touch) => touch.person_id === person.personId);
		const returned = rehire(telling, person, recordedAt);
		const leads = touches
			.filter((touch) => (leadingKinds as readonly string[]).includes(touch.kind))
			.map((touch) => ({ touchpointId: touch.touchpoint_id, happenedAt: touch.happened_at }));
		for (const share of attribute(leads, recordedAt))
			life.add('attribution', {
				rehire_id: returned.rehireId,
				rule: share.rule,
				touchpoint_id: share.touchpointId,
				happened_at: share.happenedAt,
				share: share.share
			});
		life.touch(chance, person.personId, 'rehired', recordedAt, returned.rehireId);
		welcomeBack(telling, returned);
		person.roles = ['employee'];
		life.rehired.push(person);
	}
	const day = new Map(life.rows.get('rehire')!.map((row) => [row.person_id, String(row.returned_on)]));
	life.rehired.sort((a, b) => day.get(a.personId)!.localeCompare(day.get(b.personId)!));
}

/** Takes out what someone would have done as an alumnus after the day on which they came back. */
function endAsAlumnus(life: Life, personId: string, at: Date): void {
	const isAfter = (row: Row, key: string) => row.person_id === personId && (row[key] as Date) > at;
	life.touches = life.touches.filter((touch) => !isAfter(touch, 'happened_at'));
	const without = (table: string, key: string) =>
		life.rows.set(
			table,
			life.rows.get(table)!.filter((row) => !isAfter(row, key))
		);
	without('match', 'made_at');
	without('standing', 'said_at');
	without('opening_wish', 'made_at');
	for (const match of life.rows.get('match')!) if (isAfter(match, 'read_at')) match.read_at = null;
	const said = life.rows.get('standing')!.filter((row) => row.person_id === personId);
	for (const standing of said) standing.is_current = standing === said.at(-1);
	for (const change of life.rows.get('change')!)
		change.people_matched = life.rows
			.get('match')!
			.filter((match) => match.change_id === change.change_id).length;
}

function rehire({ chance, company, life }: Telling, person: DemoPerson, recordedAt: Date): Return {
	const returnedOn = asDay(recordedAt);
	const [rehireId, tenureId] = [chance.id(recordedAt), chance.id(recordedAt)];
	const toDigital = chance.happens(0.35);
	const companyId = toDigital ? company.digitalId : company.parentId;
	life.add('tenure', {
		tenure_id: tenureId,
		person_id: person.personId,
		company_id: companyId,
		started_on: returnedOn,
		ended_on: null,
		department: toDigital ? 'データ基盤部' : person.department,
		title: '',
		employment: '',
		manager_id: null
	});
	life.add('rehire', {
		rehire_id: rehireId,
		person_id: person.personId,
		company_id: companyId,
		tenure_id: tenureId,
		returned_on: returnedOn,
		recorded_by: company.employees[0]!.personId,
		recorded_at: recordedAt
	});
	return { rehireId, returnedOn };
}

function welcomeBack(telling: Telling, { rehireId, returnedOn }: Return): void {
	const { chance, company, now, life } = telling;
	const leader = chance.pick(company.employees.slice(2, 8));
	life.add('welcome', {
		rehire_id: rehireId,
		leader_id: leader.personId,
		buddy_id: chance.pick(company.employees.slice(2, 8).filter((one) => one !== leader)).personId,
		notes: '',
		revision: 2
	});
	for (const step of usualSteps) {
		const dueOn = dayBeside(returnedOn, step.days);
		const isDone = dueOn < asDay(now);
		life.add('welcome_step', {
			step_id: chance.id(now),
			rehire_id: rehireId,
			words: step.words(),
			due_on: dueOn,
			done_at: isDone ? new Date(`${dueOn}T03:00:00Z`) : null,
			done_by: isDone ? leader.personId : null
		});
	}
	for (const stage of stages)
		for (const side of sides) checkIn(telling, { rehireId, returnedOn }, stage, side);
}

function checkIn(
	{ chance, now, life }: Telling,
	{ rehireId, returnedOn }: Return,
	stage: (typeof stages)[number],
	side: (typeof sides)[number]
): void {
	const day = dueOn(returnedOn, stage);
	const asked = day <= asDay(now);
	const answered = asked && chance.happens(0.8);
	const feeling = chance.weighted([
		['well', 66],
		['fair', 26],
		['hard', 8]
	] as const);
	life.add('check_in', {
		rehire_id: rehireId,
		side,
		stage,
		due_on: day,
		asked_at: asked ? new Date(`${day}T00:00:00Z`) : null,
		answered_at: answered ? new Date(`${day}T02:00:00Z`) : null,
		feeling: answered ? feeling : null,
		words: answered && feeling === 'well' ? chance.pick(checkInWords) : '',
		shown_to: answered ? chance.pick(['desk', 'both', 'figures']) : null,
		would_tell: null
	});
	if (answered && side === 'rejoiner' && stage === 'd30')
		for (const what of new Set([chance.pick(saidKinds), chance.pick(saidKinds)]))
			life.add('rehire_said', {
				rehire_id: rehireId,
				what,
				said_at: new Date(`${day}T02:00:00Z`)
			});
}
