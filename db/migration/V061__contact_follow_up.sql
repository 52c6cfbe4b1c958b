-- What belongs to a contact beside its words: the recording of the call, the call-back that was agreed, templates of closing notes.
alter table madoguchi.contact
  add column recording_no text,
  add column call_back_at timestamptz,
  add constraint contact_recording check (recording_no is null or recording_no ~ '^[0-9A-Z][0-9A-Z-]{3,29}$' and channel in ('PHONE_IN', 'PHONE_OUT')),
  add constraint contact_call_back check (call_back_at is null or coalesce(outcome = 'CALL_BACK', false) and member_no is not null and call_back_at > closed_at);
create index contact_call_back on madoguchi.contact (place_no, call_back_at) where call_back_at is not null;
comment on column madoguchi.contact.recording_no is 'Number of the recording of the call (録音番号), as the telephone system gives it; it can be noted until the contact is closed.';
comment on column madoguchi.contact.call_back_at is 'When the member will be called back, agreed at closing; for the outcome CALL_BACK.';
insert into madoguchi.setting (key, effective_from, value, made_by)
values ('contact.call_back_days', timestamptz '2000-01-01 00:00:00+09', '14', 'migration');

create table madoguchi.closing_template (
  code           text not null check (code ~ '^[A-Z_]{1,40}$'),
  effective_from timestamptz not null,
  category       text not null check (category in ('LOGIN', 'ACCOUNT', 'CHANGE', 'DOCUMENT', 'OTHER')),
  title          text not null check (length(title) between 1 and 40),
  words          text check (length(words) between 1 and 400),
  primary key (code, effective_from)
);
create trigger refuse_change before update or delete on madoguchi.closing_template
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.closing_template is
  'Templates of closing notes (定型文), in Japanese, each from a moment on; never changed, only followed by a later row. They are put below what was typed, never in its place.';
comment on column madoguchi.closing_template.code is 'Which template.';
comment on column madoguchi.closing_template.effective_from is 'Offered from this moment until the next row of the same code.';
comment on column madoguchi.closing_template.category is 'Category of contacts (contact.category) for which it is offered first.';
comment on column madoguchi.closing_template.title is 'What it is chosen by.';
comment on column madoguchi.closing_template.words is 'The words; null = not offered any more.';
insert into madoguchi.closing_template (code, effective_from, category, title, words)
select code, timestamptz '2000-01-01 00:00:00+09', category, title, words from (values
  ('LOGIN_EXPLAINED', 'LOGIN', 'ログインの注意点を案内', 'ログインできない原因を説明し、大文字・小文字、全角・半角を確かめてゆっくり入力いただくようご案内。続けて誤るとロックがかかることも説明した。'),
  ('LOCK_CLEARED', 'LOGIN', 'ロック解除後にログインを確認', '本人確認のうえロックを解除。その場でログインできたことをご本人と確認した。'),
  ('SENT_TO_STORE', 'LOGIN', '店舗・自動契約機を案内', 'お電話では解除できないことを説明し、店舗・自動契約機と、お持ちいただく本人確認書類をご案内した。'),
  ('OUTAGE', 'LOGIN', '障害・メンテナンスを案内', '会員ページがご利用いただけない時間帯であることを説明し、終了後に改めてお試しいただくようご案内した。'),
  ('CARD_LOST', 'ACCOUNT', '紛失・盗難の受付', '紛失・盗難のお申し出によりカードを停止。受付番号と、警察への届出、再発行の手順をご案内した。'),
  ('PAYMENT', 'ACCOUNT', '返済方法を案内', '本日の金額と返済方法(振込先口座、店頭窓口、自動契約機、ATM)をご案内した。'),
  ('DATA_CHANGED', 'CHANGE', '届出内容の変更を受付', '本人確認のうえ届出内容を変更。変更後の内容を復唱して確認した。'),
  ('PAPERS_ASKED', 'DOCUMENT', '収入証明書の提出を案内', '収入証明書の提出が必要なことを説明し、使える書類と提出方法をご案内した。'),
  ('NOT_IDENTIFIED', 'OTHER', '本人確認ができず終了', '本人確認ができなかったため、契約の有無を含めて個別のご案内はしていない。'),
  ('THIRD_PARTY', 'OTHER', 'ご本人以外からのお問い合わせ', 'ご本人以外の方からのお問い合わせ。お取引の有無を含めてご案内できないことをお伝えし、ご本人からのご連絡をお願いした。'),
  ('CALL_BACK', 'OTHER', '折り返しを約束', '確認のうえ、約束した日時に登録の電話番号へ折り返すことをお伝えした。')) t(code, category, title, words);
