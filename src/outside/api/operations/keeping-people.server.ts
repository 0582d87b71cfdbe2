import { z } from 'zod';
import { Problem } from '../problem.ts';
import {
	companyMeant,
	forgetImport,
	keepCurrent,
	type Became,
	type Told
} from '#people/hr-imports/current.server.ts';
import { refusals } from '#people/hr-imports/row.ts';
import { count, id, orNull, text } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';

const words = (most: number) => z.string().max(most).nullish();
const day = words(40).describe('A day: 2024-03-31. Also as HR systems in Japan write it.');

const told = {
	familyName: z.string().min(1).max(200).describe('The whole name where it is not known apart.'),
	givenName: words(200),
	familyKana: words(200),
	givenKana: words(200),
	email: words(254).describe('A private address, for the time after they left.'),
	startedOn: z.string().min(1).max(40).describe('The first day at the company: 2015-04-01.'),
	endedOn: day,
	department: words(200),
	title: words(200),
	employment: words(200),
	managerNumber: words(200).describe('The employee number of who leads them.'),
	reason: words(4000).describe('Why they left, in words or as one of the codes of reasons.')
};
const personTold = z.object({ companyId: z.uuid().optional(), ...told });
const line = z.object({ number: z.string().min(1).max(200), ...told });

const became = z
	.object({
		line: count,
		number: text,
		id: orNull(id).describe('The person; null where the line was refused.'),
		effect: z.enum(['added', 'changed', 'same', 'refused']),
		taken: z.array(text).describe('The fields that were changed.'),
		kept: z.array(text).describe('What differs and stays: their own word, or an empty value.'),
		findings: z.array(text).describe('What someone should look at.')
	})
	.meta({ id: 'PersonTold' });

const rules =
	'By the rules of an import: what is left out is not told, an empty value takes nothing away, and a name or an ' +
	'address that the person gave themselves stays as it is, which `kept` says. Who asked not to be contacted stays so.';

const put = operation({
	id: 'putPersonByNumber',
	method: 'put',
	path: '/people/by-number/{number}',
	tag: 'People',
	summary: 'Adds a person by their employee number, or keeps them current',
	description: `${rules} Without companyId the parent company is meant.`,
	scope: 'people.write',
	params: z.object({
		number: z.string().trim().min(1).max(200).describe('The employee number in your system.')
	}),
	body: personTold,
	answer: became,
	status: 200,
	handle: async ({ db, bearer, params, body: { companyId, ...body } }) => {
		const sender = {
			networkId: bearer.networkId,
			companyId: await companyMeant(db, companyId),
			fileName: 'API',
			madeBy: bearer.madeBy
		};
		const { hrImportId, became } = await keepCurrent(db, sender, [
			fieldsOf({ ...body, number: params.number })
		]);
		await forgetImport(db, hrImportId);
		const [person] = became;
		refuse(person!);
		return person!;
	}
});

const linesAtMost = 5000;
const bulk = operation({
	id: 'putPeople',
	method: 'post',
	path: '/people/bulk',
	tag: 'People',
	summary: 'Adds many people by their employee numbers, or keeps them current',
	description:
		`JSON lines (application/x-ndjson), a person a line, at most ${linesAtMost} lines and 5 MB; or a JSON array. ${rules} ` +
		'A line that cannot be taken is refused and told; the others are taken. ' +
		'The whole is an import that the desk sees, and can undo for 24 hours.',
	scope: 'people.write',
	isLines: true,
	query: z.object({
		companyId: z.uuid().optional().describe('The company; the parent where it is left out.')
	}),
	body: z.array(line).min(1).max(linesAtMost),
	answer: z.object({ id: id.describe('The import.'), people: z.array(became) }),
	status: 200,
	handle: async ({ db, bearer, query, body }) => {
		const sender = {
			networkId: bearer.networkId,
			companyId: await companyMeant(db, query.companyId),
			fileName: 'API',
			madeBy: bearer.madeBy
		};
		const { hrImportId, became } = await keepCurrent(db, sender, body.map(fieldsOf));
		return { id: hrImportId, people: became };
	}
});

type Line = z.output<typeof line>;

/** What was told, by the names of fields that imports use. */
function fieldsOf({ number, familyName, givenName, ...body }: Line): Told {
	const isApart = givenName !== undefined && givenName !== null;
	return {
		number,
		...(isApart ? { family_name: familyName, given_name: givenName } : { name: familyName }),
		...defined({
			family_kana: body.familyKana,
			given_kana: body.givenKana,
			email: body.email,
			started_on: body.startedOn,
			ended_on: body.endedOn,
			department: body.department,
			title: body.title,
			employment: body.employment,
			manager_number: body.managerNumber,
			reason: body.reason
		})
	};
}

function defined(values: Record<string, string | null | undefined>): Told {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A single person who cannot be taken is a problem of the request. */
function refuse({ effect, findings }: Became): void {
	if (effect !== 'refused') return;
	const why = findings.filter((finding) => (refusals as readonly string[]).includes(finding));
	throw new Problem(
		422,
		'Something given cannot be taken',
		{},
		why.map((finding) => ({ pointer: '#/', detail: finding }))
	);
}

/** How an HR system keeps people current. */
export const keepingPeopleOperations: readonly Operation[] = [put, bulk];
