-- A name is found without its accents, whatever they are: those that Unicode takes off a letter (Nguyễn, Phạm, Dvořák)
-- and letters that it does not take apart (Łukasz, Đặng, Ødegård). Signs that show nothing do not matter either: spaces
-- without a width, soft hyphens, and the selectors of a character's variant. unaccent does the same for a part of them,
-- but not every server has it.
create function directory.plain_letters(text) returns text language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select normalize(
		translate(
			replace(replace(replace(replace(
				regexp_replace(normalize($1, NFD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]', '', 'g'),
			'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
			'łøđðħıŧŋɖɗɓƀƃƈȼƌɇəɛǝƒɠǥɣɦɨɩɪɉƙʞɫɬɭƚɱɲɳƞɔɵƥɋɍɽʂȿƫƭʈʉʊʋɯɏƴʏƶȥʐʑĸ',
			'loddhitnddbbbccdeeeefggghiiijkkllllmnnnoopqrrsstttuuvmyyyzzzzk'
		),
		NFC
	)
$$;
revoke execute on function directory.plain_letters(text) from public;

create or replace function directory.fold(text) returns text language sql immutable strict parallel safe set search_path = pg_catalog as $$
	select translate(
		case when bare ~ '[\u00c0-\u1fff]' then directory.plain_letters(bare) else bare end,
		'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ'
		|| '髙﨑碕嵜邉邊齋齊斎澤濵濱廣國櫻嶋嶌龍眞惠藏榮德瀨冨峯渕槙曾壽樂豐舘桒𠮷與圓關實縣兒彌禮條佛鐵穗應團澁學寶增晧恆巖藪蘆槗檜鷗賴緖薰萬靜淸晉隆靖祐鄕都郞黑黃步每海飮館數戶'
		|| E'|\t\n\r 　・･''’‘‛`´ʻʼʽʾʿʹ′ꞌ-‐‑‒–—―.,、。()（）/／＿_「」&＆',
		'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ'
		|| '高崎崎崎辺辺斉斉斉沢浜浜広国桜島島竜真恵蔵栄徳瀬富峰淵槇曽寿楽豊館桑吉与円関実県児弥礼条仏鉄穂応団渋学宝増皓恒岩薮芦橋桧鴎頼緒薫万静清晋隆靖祐郷都郎黒黄歩毎海飲館数戸'
	)
	from (
		select regexp_replace(
			lower(normalize($1, NFKC)),
			'[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]',
			'',
			'g'
		) as bare
	) seen
$$;

-- What was folded the old way is folded anew.
select directory.refresh(m.network_id, m.person_id)
from membership m;
