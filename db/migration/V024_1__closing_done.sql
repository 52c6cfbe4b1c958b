-- A contact in which something was carried out is closed as done.

alter table madoguchi.contact drop constraint contact_outcome_check;
alter table madoguchi.contact add constraint contact_outcome_check check (outcome in (
  'LOGIN_CONFIRMED', 'LOCK_CLEARED', 'STILL_FAILING', 'DONE', 'EXPLAINED', 'SENT_TO_STORE', 'CALL_BACK', 'HANDED_OVER', 'IDENTITY_NOT_CONFIRMED', 'ABANDONED'));
