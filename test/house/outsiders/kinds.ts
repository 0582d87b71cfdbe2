import path from 'node:path';

/** What outsiders try, by the name that docs/security/tried.md has for it. */
export const kinds = {
	ids: 'Ids of another network, on every page and form / 他ネットワークのIDを全ページ・全フォームへ',
	fields: 'Fields that no form has: roles, owners, networks / フォームにない項目（権限・所有者など）の送信',
	redirects: 'Addresses of other sites where a form or page leads on / 遷移先に外部サイトを指定',
	stored: 'Pages read for script kept in any text column / 保存された全文字列中のスクリプト',
	reflected: 'Queries that hold script / クエリ文字列中のスクリプト',
	csrf: 'Forms and bodies sent from another site / 他サイトからの送信（CSRF）',
	headers: 'Line breaks for mail headers / メールヘッダーへの改行',
	formulas: 'Formulas for exports / 書き出しへの数式',
	guesses: 'Guesses at passwords, links and codes / パスワード・リンク・コードの推測',
	existence: 'Asks whether someone is there, with the work counted / 在籍の有無を問う要求（処理量を計数）'
} as const;
export type Kind = keyof typeof kinds;

/** Where the figures stand. */
export const page = path.resolve(import.meta.dirname, '../../../docs/security/tried.md');
