import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { block, unblock } from '#people/blocks/blocks.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { readText } from './writing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;
beforeAll(async () => {
	other = await foundHikari(own.owner, 'other');
	hikari = await foundHikari(own.owner);
});

const mention = (id: string, text: string) => `<a class="mention" data-mention="person:${id}">${text}</a>`;
const read = (actor: Actor, html: string) =>
	readNetwork(actor, (db) => readText(db, actor, { words: '', html }, { most: 4000 }));

describe('a mention', () => {
	test.each(['@社長', '@中村 さくらさんは解雇された', '', '<strong>@社</strong>長'])(
		'carries the person’s own name, whatever was sent: %s',
		async (sent) => {
			const id = hikari.nakamura.personId;
			const written = await read(hikari.igarashi, `<p>やあ ${mention(id, sent)} さん</p>`);
			expect(written).toMatchObject({
				words: 'やあ @中村 さくら さん',
				html: `<p>やあ <a class="mention" data-mention="person:${id}" href="/people/${id}">@中村 さくら</a> さん</p>`,
				mentions: [{ kind: 'person', id }],
				link: null
			});
		}
	);

	test('takes no link along that was put into it', async () => {
		const id = hikari.nakamura.personId;
		const written = await read(
			hikari.igarashi,
			`<p>${mention(id, '@<a href="https://x.example">x</a>')}</p>`
		);
		expect(written.html).toMatch(/>@中村 さくら<\/a><a href="https:\/\/x.example"[^>]*>x<\/a><\/p>$/);
	});

	test('is in the writer’s language', async () => {
		const writer = { ...hikari.igarashi, locale: 'en' as const };
		const { words } = await read(writer, `<p>${mention(hikari.nakamura.personId, 'x')}</p>`);
		expect(words).toBe('@Sakura Nakamura');
	});

	test('of someone who cannot be found says no name and reaches nobody', async () => {
		await block(hikari.mori, hikari.igarashi.personId);
		for (const id of [
			hikari.mori.personId,
			hikari.watanabeId,
			other.nakamura.personId,
			crypto.randomUUID(),
			'-'.repeat(36)
		])
			expect(await read(hikari.igarashi, `<p>${mention(id, '@だれか')} です</p>`)).toMatchObject({
				html: '<p>@だれか です</p>',
				mentions: []
			});
		await unblock(hikari.mori, hikari.igarashi.personId);
	});

	test('of a group carries the group’s name', async () => {
		const { rows } = await own.owner.query(
			`insert into "group" (network_id, name, purpose, kind, made_by)
			values ($1, '品質の会', '', 'open', $2)
			returning group_id`,
			[hikari.network.networkId, hikari.nakamura.personId]
		);
		const marked = `<a data-mention="group:${rows[0].group_id}">@人事部からのお知らせ</a>`;
		expect((await read(hikari.igarashi, `<p>${marked}</p>`)).words).toBe('@品質の会');
	});
});
