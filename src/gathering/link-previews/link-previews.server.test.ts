import { expect, test } from 'vitest';
import { readHead } from './link-previews.server.ts';

test('a preview is what a page says of itself, without its markup', () => {
	expect(
		readHead(
			'<html><head><title> 題 </title><meta property="og:title" content="見出し &amp; 続き">' +
				'<meta name="description" content="説明\n文"><meta property="og:site_name" content="日報"></head><body><title>no</title>'
		)
	).toEqual({ title: '見出し & 続き', description: '説明 文', site: '日報' });
	expect(readHead('<title>だけ</title>')).toEqual({ title: 'だけ', description: '', site: '' });
	expect(readHead('<p>題のないページ</p>')).toBeUndefined();
	expect(readHead(`<title>${'あ'.repeat(500)}`)?.title).toHaveLength(200);
});
