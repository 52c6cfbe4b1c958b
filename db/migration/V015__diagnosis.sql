-- The diagnosis "why can't I log in" (DOMAIN R31): how far it looks back, and the sentences that staff say (R30b).
insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('diagnosis.look_back_hours', timestamptz '2000-01-01 00:00:00+09', '72', 'migration');

create table madoguchi.call_sentence (
  code           text not null check (code ~ '^[A-Z_]{3,40}$'),
  effective_from timestamptz not null,
  words          text not null check (length(words) between 1 and 500 and words !~ '[[:cntrl:]]'),
  primary key (code, effective_from)
);
create trigger refuse_change before update or delete on madoguchi.call_sentence
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.call_sentence is
  'What staff say to a caller, in Japanese, each sentence from a moment on (DOMAIN R30b); never changed, only followed by a later row. Words in braces are filled from the facts.';
comment on column madoguchi.call_sentence.code is 'Which sentence; a part of one where it stands in braces in another.';
comment on column madoguchi.call_sentence.effective_from is 'Said from this moment until the next row of the same code.';
comment on column madoguchi.call_sentence.words is 'As they are said, with placeholders in braces.';

insert into madoguchi.call_sentence (code, effective_from, words)
select code, timestamptz '2000-01-01 00:00:00+09', words from (values
  -- to anybody
  ('OPENING', 'ご不便をおかけしております。ご契約に関するご案内の前に、ご本人さまの確認をさせていただけますでしょうか。'),
  ('MAINTENANCE', '会員ページは毎週月曜日の午前0時から午前7時まで定期メンテナンスのためご利用いただけません。午前7時以降に改めてお試しください。'),
  ('MAINTENANCE_ONCE', '会員ページは{from}から{until}まで定期メンテナンスのためご利用いただけません。{until}以降に改めてお試しください。'),
  ('OUTAGE', 'ただいまシステム障害により会員ページにつながらない状況でございます。最新の状況はトップページのお知らせに掲載しております。'),
  ('LOCK_IN_GENERAL', '一般的なご案内となりますが、続けて入力を誤られますとロックがかかります。ロックはお電話では解除できず、店舗または自動契約機でのお手続きとなります。'),
  ('THIRD_PARTY', '申し訳ございませんが、ご本人さま以外の方には、お取引の有無を含めてご案内できかねます。'),
  -- to the member, after a passed check
  ('CANCELLED', 'ご契約は{ended_on}に終了しているため、会員ページにはログインいただけません。ご返済のご相談は担当におつなぎいたします。'),
  ('CANCELLED_BY_MEMBER', 'ご契約は{ended_on}にお客さまのお申し出により終了しているため、会員ページにはログインいただけません。'),
  ('NO_CONTRACT', '会員ページは、ご契約の後にご利用いただけます。'),
  ('DORMANT', '{last_month}からログインがなかったため、会員ページを停止しております。ご登録内容を確認のうえ、再開のお手続きができます。'),
  ('LOCKED', '{locked_at}に、続けて入力を誤られたためロックがかかっております。{stopped}がご利用いただけません。お電話では解除できませんので、{documents}をお持ちのうえ、店舗または自動契約機へお越しください。{nearby}'),
  ('LOCKED_BY_LOSS', '{locked_at}に、カードの紛失・盗難のお届けによりカードのご利用を停止しております。カード番号ではログインいただけませんが、Web-IDではログインいただけます。'),
  ('WRONG_CREDENTIALS', '直近のログインで、ご入力内容が一致しなかった記録がございます。大文字・小文字、全角・半角をご確認のうえ、ゆっくりお試しください。あと{attempts_left}回誤られますとロックがかかります。'),
  ('OWN_LINE', '当社側に障害はなく、ログインの記録も届いておりません。Wi-Fiをお切りになるなど、別の回線や端末でお試しください。'),
  ('OWN_LINE_AFTER_LOGIN', '{login_at}にログインいただいた記録がございます。当社側に障害はございませんので、Wi-Fiをお切りになるなど、別の回線や端末でお試しください。'),
  ('TRY_AGAIN', '{tried_at}にはご利用いただけない状態でしたが、現在はログインいただけます。お手数ですが、改めてお試しください。'),
  ('LIMIT_ZERO', 'ログインはご利用いただけます。お借り入れのみ停止しており、ご返済は通常どおりお手続きいただけます。'),
  -- parts
  ('DOCUMENTS', '{names}などの本人確認書類'),
  ('NEAR_OPEN', 'お近くでは{place}が本日{closes}まで受け付けております。'),
  ('NEAR_OPENS', 'お近くでは{place}が本日{opens}から{closes}まで受け付けております。'),
  ('NEAR_NEXT', 'お近くの{place}は、{day}の{opens}から受け付けております。')) s(code, words);

create function madoguchi.login_id_digest(p_id_kind text, p_id text) returns bytea
language sql immutable set search_path = pg_catalog as $$
  select sha256(convert_to(p_id_kind || ':' || p_id, 'UTF8'))
$$;
comment on function madoguchi.login_id_digest(text, text) is
  'Under what login_attempt.id_digest keeps an ID (CARD or WEB_ID) as it was typed; to find attempts with an ID that matches nobody.';
