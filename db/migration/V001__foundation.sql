-- The ground: domains of the trade, settings with effective dates, the folding of search keys.
alter default privileges for role madoguchi_owner revoke execute on functions from public;
alter default privileges for role madoguchi_owner revoke usage on types from public;

comment on schema madoguchi is 'The tables that console and member site share, and the rules that both obey.';
comment on schema member_site is 'The contract: the only functions and views through which the member site uses the database.';
comment on schema workspace is 'Perishable things of the console (drafts, throttles, sessions): the only tables with DELETE.';

create domain madoguchi.member_no as text check (value ~ '^[0-9]{9}$');
comment on domain madoguchi.member_no is 'Member number (会員番号): nine digits (DOMAIN R2).';
create domain madoguchi.card_no as text check (value ~ '^[0-9]{10,16}$');
comment on domain madoguchi.card_no is 'Card number (カード番号): ten to sixteen digits, no check digit assumed.';
create domain madoguchi.staff_no as text check (value ~ '^S[0-9]{5}$');
comment on domain madoguchi.staff_no is 'Staff number: S and five digits; never given to a second person.';
create domain madoguchi.place_no as text check (value ~ '^P[0-9]{4}$');
comment on domain madoguchi.place_no is 'Number of a store, a contract machine, the call center or the head office: P and four digits.';
create domain madoguchi.contact_no as text check (value ~ '^C[0-9]{10}$');
comment on domain madoguchi.contact_no is 'Reference number of a contact (受付番号): C and ten digits.';
create domain madoguchi.yen as bigint;
comment on domain madoguchi.yen is 'An amount in whole yen.';

-- Settings ------------------------------------------------------------------------------------------------------
create table madoguchi.setting (
  key            text        not null check (key ~ '^[a-z_]+(\.[a-z_0-9]+)+$'),
  effective_from timestamptz not null,
  value          jsonb       not null,
  made_by        text        not null,
  approved_by    text,
  made_at        timestamptz not null default clock_timestamp(),
  primary key (key, effective_from),
  check (made_by is distinct from approved_by)
);
comment on table madoguchi.setting is 'Numbers of the trade, each from a moment on; a row is never changed, only followed by a later one.';
comment on column madoguchi.setting.key is 'Dotted name of the setting, e.g. login_lock.threshold.';
comment on column madoguchi.setting.effective_from is 'In force from this moment until the next row of the same key.';
comment on column madoguchi.setting.value is 'The value; its unit stands in the name of the key.';
comment on column madoguchi.setting.made_by is 'Staff number of the maker, or the word migration.';
comment on column madoguchi.setting.approved_by is 'Staff number of the second person; null for rows of a migration.';
comment on column madoguchi.setting.made_at is 'When the row was written.';

create function madoguchi.setting(p_key text, p_at timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_value jsonb;
begin
  select s.value into v_value from madoguchi.setting s
   where s.key = p_key and s.effective_from <= p_at
   order by s.effective_from desc limit 1;
  if v_value is null then
    raise exception 'setting % has no value at %', p_key, p_at using errcode = 'MD001';
  end if;
  return v_value;
end $$;
comment on function madoguchi.setting(text, timestamptz) is 'The value of a setting in force at a moment; raises MD001 when there is none.';

create function madoguchi.setting_int(p_key text, p_at timestamptz) returns integer
language sql stable set search_path = pg_catalog, madoguchi
return (madoguchi.setting(p_key, p_at) #>> '{}')::integer;
comment on function madoguchi.setting_int(text, timestamptz) is 'The same as a whole number.';

-- Search keys: never the legal name, only its shadow. A fold is never edited: fold_*_v2 and rebuilt columns follow it.
create function madoguchi.fold_name_v1(p_text text) returns text
language sql immutable parallel safe
return lower(translate(
  regexp_replace(normalize(p_text, NFKC), '[\s\uFE00-\uFE0F\U000E0100-\U000E01EF・･''’.,‐‑–—−-]', '', 'g'),
  '髙﨑碕嵜邉邊齋齊斎濵濱德𠮷澤廣嶋嶌冨國櫻條眞惠龍曻瀨邨栁桒舘渕髮槇曾藪齡壽榮實淨澁增',
  '高崎崎崎辺辺斉斉斉浜浜徳吉沢広島島富国桜条真恵竜昇瀬村柳桑館淵髪槙曽薮齢寿栄実浄渋増'));
comment on function madoguchi.fold_name_v1(text) is
  'Search key of a name as written: width, case, spaces, variation selectors and old or variant kanji folded (DOMAIN §5).';

create function madoguchi.fold_kana_v1(p_text text) returns text
language sql immutable parallel safe
return translate(
  replace(replace(replace(replace(
    translate(
      regexp_replace(normalize(regexp_replace(normalize(p_text, NFKC), '\s+([\u3099\u309A])', '\1', 'g'), NFKC),
                     '[\s\uFE00-\uFE0F・･ー''’.,‐‑–—−-]', '', 'g'),
      'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ',
      'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ'),
    'ヴァ', 'バ'), 'ヴィ', 'ビ'), 'ヴェ', 'ベ'), 'ヴォ', 'ボ'),
  'ァィゥェォッャュョヮヵヶヂヅヲヰヱヴ',
  'アイウエオツヤユヨワカケジズオイエブ');
comment on function madoguchi.fold_kana_v1(text) is
  'Search key of a reading: width, hiragana, small kana, long-vowel marks, spaces and ヂヅヲヰヱヴ folded to plain katakana (DOMAIN §5).';

create function madoguchi.digits_v1(p_text text) returns text
language sql immutable parallel safe
return regexp_replace(normalize(p_text, NFKC), '[^0-9]', '', 'g');
comment on function madoguchi.digits_v1(text) is 'The digits of a number in any width and formatting.';

-- Rows of record are written once.
create function madoguchi.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a row of % is never changed', tg_table_name using errcode = 'MD002';
end $$;
comment on function madoguchi.refuse_change() is 'Trigger of tables of record: refuses UPDATE and DELETE with MD002, whoever asks.';
