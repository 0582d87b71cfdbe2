import { beforeEach, describe, expect, test } from 'vitest';
import { recordOf } from '#people/persons/record.server.ts';
import { changeNames, changeOwnName } from '#people/persons/naming.server.ts';
import { changeNote, removeNote, saveTags, writeNote } from '#people/notes/notes.server.ts';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { addTenure, changeTenure, removeTenure, type TenureWish } from './changing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `hikari-${++round}`);
});

const wishOf = (wish: Partial<TenureWish>): TenureWish => ({
	companyId: hikari.parentId,
	startedOn: '2021-04-01',
	endedOn: '',
	kind: '',
	department: '開発部',
	title: '',
	employment: '正社員',
	manager: '',
	...wish
});

const staysOf = async (personId: string) => (await recordOf(hikari.hashimoto, personId)).stays;
const departuresOf = async (personId: string) =>
	(
		await own.owner.query(
			'select left_on::text as on, is_latest as latest, kind from departure where person_id = $1 order by left_on',
			[personId]
		)
	).rows;
const rolesOf = async (personId: string) =>
	(await own.owner.query('select roles from membership where person_id = $1', [personId])).rows[0].roles;

describe('a stay', () => {
	test('is added with its end and kind, and the latest departure is the last one', async () => {
		const wish = { companyId: hikari.digitalId, endedOn: '2023-03-31', kind: 'contract_end' } as const;
		await addTenure(hikari.hashimoto, hikari.watanabeId, wishOf({ ...wish, manager: '森 健一' }));
		expect(await departuresOf(hikari.watanabeId)).toEqual([
			{ on: '2020-06-30', latest: false, kind: null },
			{ on: '2023-03-31', latest: true, kind: 'contract_end' }
		]);
		expect((await staysOf(hikari.watanabeId))[1]).toMatchObject({ manager: { familyName: '森' } });
	});

	test('does not overlap another one at the same company; at another company it may', async () => {
		const { watanabeId, hashimoto } = hikari;
		const overlaps = new Invalid('tenures_overlap', 'startedOn');
		for (const wish of [
			wishOf({ startedOn: '2020-06-29' }),
			wishOf({ startedOn: '2011-04-01', endedOn: '2011-04-01' }),
			wishOf({ startedOn: '2010-01-01', endedOn: '2012-01-01' })
		])
			await expect(addTenure(hashimoto, watanabeId, wish)).rejects.toThrow(overlaps);
		await addTenure(hashimoto, watanabeId, wishOf({ startedOn: '2020-06-30' }));
		await addTenure(
			hashimoto,
			watanabeId,
			wishOf({ startedOn: '2015-01-01', companyId: hikari.digitalId })
		);
		expect(await staysOf(watanabeId)).toHaveLength(3);
	});

	test('does not end before it begins', async () => {
		const wish = wishOf({ endedOn: '2021-03-31' });
		await expect(addTenure(hikari.hashimoto, hikari.watanabeId, wish)).rejects.toThrow(
			new Invalid('ends_before', 'endedOn')
		);
	});
});

describe('a stay of a person', () => {
	test('has a manager whom the desk names by number or by a name that only one has', async () => {
		const { networkId } = hikari.network;
		const named = (manager: string) =>
			addTenure(hikari.hashimoto, hikari.watanabeId, wishOf({ manager }));
		await expect(named('誰 でもない')).rejects.toThrow(new Invalid('manager_unknown', 'manager'));
		await own.owner.query(
			`insert into person (network_id, family_name, given_name) values ($1, '森', '健一')`,
			[networkId]
		);
		await expect(named('森健一')).rejects.toThrow(new Invalid('manager_ambiguous', 'manager'));
		await own.owner.query(
			`insert into employee_number (network_id, company_id, number, person_id) values ($1, $2, '0042', $3)`,
			[networkId, hikari.parentId, hikari.mori.personId]
		);
		await named('0042');
		expect((await staysOf(hikari.watanabeId))[1]).toMatchObject({ managerNumber: '0042' });
	});

	test('that ends makes an employee an alumnus, and one that begins an employee', async () => {
		const { personId } = hikari.mori;
		const [stay] = await staysOf(personId);
		await changeTenure(hikari.hashimoto, personId, stay!.tenureId, {
			...wishOf({ startedOn: stay!.startedOn, endedOn: '2024-03-31', kind: 'own_wish' }),
			revision: stay!.revision
		});
		expect(await rolesOf(personId)).toEqual(['alumnus']);
		await addTenure(hikari.hashimoto, personId, wishOf({ startedOn: '2025-04-01' }));
		expect(await rolesOf(personId)).toEqual(['employee']);
	});
});

describe('a stay that is there', () => {
	test('is not changed over somebody else’s change, nor taken for another person’s', async () => {
		const [stay] = await staysOf(hikari.watanabeId);
		const wish = {
			...wishOf({ startedOn: '2012-04-01', endedOn: '2020-06-30' }),
			revision: stay!.revision
		};
		await changeTenure(hikari.hashimoto, hikari.watanabeId, stay!.tenureId, wish);
		await expect(changeTenure(hikari.hashimoto, hikari.watanabeId, stay!.tenureId, wish)).rejects.toThrow(
			Stale
		);
		await expect(
			changeTenure(hikari.hashimoto, hikari.nakamura.personId, stay!.tenureId, wish)
		).rejects.toThrow(NotFound);
	});

	test('is removed with its departure; not where the person spoke of it, or came back by it', async () => {
		const { hashimoto, watanabeId, nakamura } = hikari;
		const [stay] = await staysOf(watanabeId);
		await removeTenure(hashimoto, watanabeId, stay!.tenureId, stay!.revision);
		expect(await departuresOf(watanabeId)).toEqual([]);
		const [spoken] = await staysOf(nakamura.personId);
		await own.owner.query(
			`insert into departure_word (network_id, tenure_id, view, words, said_on) values ($1, $2, 'revisited', '本当は', '2024-01-01')`,
			[hikari.network.networkId, spoken!.tenureId]
		);
		await expect(
			removeTenure(hashimoto, nakamura.personId, spoken!.tenureId, spoken!.revision)
		).rejects.toThrow(new Invalid('departure_spoken_of', 'endedOn'));
		const [back] = await staysOf(hikari.mori.personId);
		await own.owner.query(
			`insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
			values ($1, $2, $3, $4, '2020-04-01', $2)`,
			[hikari.network.networkId, hikari.mori.personId, hikari.parentId, back!.tenureId]
		);
		await expect(
			removeTenure(hashimoto, hikari.mori.personId, back!.tenureId, back!.revision)
		).rejects.toThrow(new Invalid('tenure_is_return', 'form'));
	});

	test('is the desk’s to change, in its own network', async () => {
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(addTenure(actor, hikari.watanabeId, wishOf({}))).rejects.toThrow(Forbidden);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(addTenure(other.hashimoto, hikari.watanabeId, wishOf({}))).rejects.toThrow(NotFound);
	});
});

describe('a name', () => {
	const names = { familyName: '佐藤', givenName: 'さくら', familyKana: 'サトウ', givenKana: 'サクラ' };

	test('is changed by the desk and by the person, and not over each other', async () => {
		const { personId } = hikari.nakamura;
		await changeOwnName(hikari.nakamura, { revision: 1, ...names });
		await expect(
			changeNames(hikari.hashimoto, personId, { revision: 1, ...names, presentCompany: '' })
		).rejects.toThrow(Stale);
		await changeNames(hikari.hashimoto, personId, { revision: 2, ...names, presentCompany: 'みらい' });
		expect(await recordOf(hikari.hashimoto, personId)).toMatchObject({
			familyName: '佐藤',
			presentCompany: 'みらい',
			revision: 3
		});
		const { rows } = await own.owner.query(
			`select act, detail from audit where network_id = $1 and subject_id = $2 and act in ('me.name', 'person.change') order by at`,
			[hikari.network.networkId, personId]
		);
		expect(rows).toEqual([
			{ act: 'me.name', detail: { changed: ['familyName', 'familyKana'] } },
			{ act: 'person.change', detail: { changed: ['presentCompany'] } }
		]);
	});

	test('is the desk’s to change, in its own network', async () => {
		const wish = { revision: 1, ...names, presentCompany: '' };
		await expect(changeNames(hikari.mori, hikari.watanabeId, wish)).rejects.toThrow(Forbidden);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(changeNames(other.hashimoto, hikari.watanabeId, wish)).rejects.toThrow(NotFound);
	});
});

describe('notes and tags', () => {
	test('are written, changed and taken away by the desk, and not over each other', async () => {
		const { hashimoto, watanabeId } = hikari;
		await writeNote(hashimoto, watanabeId, '電話で近況を聞いた');
		const [note] = (await recordOf(hashimoto, watanabeId)).notes;
		expect(note).toMatchObject({ words: '電話で近況を聞いた', author: { familyName: '橋本' } });
		await changeNote(hashimoto, watanabeId, note!.noteId, '電話した', note!.revision);
		await expect(changeNote(hashimoto, watanabeId, note!.noteId, '別の', note!.revision)).rejects.toThrow(
			Stale
		);
		await removeNote(hashimoto, watanabeId, note!.noteId);
		expect((await recordOf(hashimoto, watanabeId)).notes).toEqual([]);
		for (const actor of [hikari.nakamura, hikari.mori, hikari.ishikawa])
			await expect(writeNote(actor, watanabeId, 'x')).rejects.toThrow(Forbidden);
		const other = await foundHikari(own.owner, `other-${round}`);
		await expect(writeNote(other.hashimoto, watanabeId, 'x')).rejects.toThrow(NotFound);
		await expect(saveTags(other.hashimoto, watanabeId, ['x'])).rejects.toThrow(NotFound);
	});
});
