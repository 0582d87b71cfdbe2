import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkSaml, samlFields } from './provider-form.ts';

const form = z.object(samlFields).superRefine(checkSaml);
const marked = (said: Record<string, string>) =>
	form.safeParse(said).error?.issues.map(({ path, message }) => [path[0], message]);

test('every empty field of a SAML provider is marked at once, and none where its metadata was pasted', () => {
	expect(marked({})).toEqual([
		['issuer', 'required'],
		['entryPoint', 'required'],
		['certificates', 'required']
	]);
	expect(marked({ issuer: 'https://idp.example', certificates: ' ' })).toEqual([
		['entryPoint', 'required'],
		['certificates', 'required']
	]);
	expect(marked({ metadata: '<EntityDescriptor/>' })).toBeUndefined();
});
