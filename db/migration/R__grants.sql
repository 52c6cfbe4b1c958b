-- All that each role may do, on one page: everything is revoked first, then granted by name.
revoke all on all tables in schema madoguchi, member_site, workspace from console_app, member_site, auditor, madoguchi_retention, public;
revoke all on all sequences in schema madoguchi, member_site, workspace from console_app, member_site, auditor, madoguchi_retention, public;
revoke all on all functions in schema madoguchi, member_site, workspace from console_app, member_site, auditor, madoguchi_retention, public;
revoke all on schema madoguchi, member_site, workspace from console_app, member_site, auditor, madoguchi_retention, public;
do $$
declare
  v_column record;
begin
  for v_column in
    select distinct c.table_schema, c.table_name, c.column_name, c.grantee
    from information_schema.column_privileges c
    where c.table_schema in ('madoguchi', 'member_site', 'workspace') and c.grantee in ('console_app', 'member_site', 'auditor', 'madoguchi_retention', 'PUBLIC')
  loop
    execute format('revoke all (%I) on %I.%I from %I', v_column.column_name, v_column.table_schema, v_column.table_name,
                   lower(v_column.grantee));
  end loop;
end $$;

-- The console ---------------------------------------------------------------------------------------------------
grant usage on schema madoguchi, workspace to console_app;
grant usage on type madoguchi.member_no, madoguchi.card_no, madoguchi.staff_no, madoguchi.place_no, madoguchi.contact_no, madoguchi.yen
  to console_app, member_site, auditor;
grant select on
  madoguchi.setting, madoguchi.prefecture, madoguchi.place, madoguchi.place_hours, madoguchi.permission, madoguchi.role, madoguchi.role_permission,
  madoguchi.staff, madoguchi.staff_password, madoguchi.staff_role, madoguchi.staff_place,
  madoguchi.staff_authenticator, madoguchi.recovery_code, madoguchi.staff_passkey,
  madoguchi.own_declaration, madoguchi.own_member,
  madoguchi.staff_change, madoguchi.staff_review,
  madoguchi.member, madoguchi.member_name, madoguchi.member_phone, madoguchi.member_email, madoguchi.member_address, madoguchi.member_employer,
  madoguchi.card, madoguchi.card_loss, madoguchi.web_id, madoguchi.slip, madoguchi.secret_change, madoguchi.contact_restriction, madoguchi.attention_flag,
  madoguchi.product_version, madoguchi.repayment_band, madoguchi.first_due_rule, madoguchi.contract_cancellation, madoguchi.paid_off_certificate, madoguchi.late_charge_waiver, madoguchi.contract, madoguchi.borrowing_stop, madoguchi.delinquency,
  madoguchi.login_attempt, madoguchi.last_login, madoguchi.reactivation, madoguchi.login_lock, madoguchi.credential_reset,
  madoguchi.maintenance_rule, madoguchi.maintenance_change, madoguchi.maintenance_exception, madoguchi.notice, madoguchi.notice_service, madoguchi.notice_version, madoguchi.notice_update,
  madoguchi.notice_template,
  madoguchi.contact, madoguchi.contact_note, madoguchi.closing_template, madoguchi.document_rule, madoguchi.identity_check, madoguchi.identity_document,
  madoguchi.approval, madoguchi.operation, madoguchi.outbox, madoguchi.job_run, madoguchi.audit_entry, madoguchi.audit_chain, madoguchi.search_visit,
  madoguchi.message_template, madoguchi.call_sentence, madoguchi.holiday, madoguchi.complaint, madoguchi.payment_promise, madoguchi.hand_off,
  madoguchi.bank_account, madoguchi.ledger_entry, madoguchi.instant_transfer_bank, madoguchi.phone_check, madoguchi.phone_question,
  madoguchi.bank_account, madoguchi.due_day_choice, madoguchi.direct_debit, madoguchi.due_date_mail, madoguchi.bank_service_change,
  madoguchi.point_rule, madoguchi.point_benefit_rule, madoguchi.point_application, madoguchi.point_entry, madoguchi.point_benefit,
  madoguchi.sealing_key, madoguchi.income_certificate, madoguchi.income_certificate_paper, madoguchi.income_masking,
  madoguchi.review_lease, madoguchi.income_decision, madoguchi.income_second_look, madoguchi.income_decision_undo,
  madoguchi.income_on_file, madoguchi.other_lending,
  madoguchi.limit_request, madoguchi.limit_decision, madoguchi.limit_offer, madoguchi.limit_offer_reading, madoguchi.limit_change, madoguchi.contract_paper, madoguchi.month_end, madoguchi.periodic_review, madoguchi.personal_data_change, madoguchi.change_report,
  madoguchi.takeover_report, madoguchi.takeover_lock, madoguchi.trail_export, madoguchi.insider_sign,
  madoguchi.retention_rule, madoguchi.retention_hold,
  madoguchi.electronic_paper_consent,
  madoguchi.interest_cap, madoguchi.workplace_check, madoguchi.contact_data_confirmation, madoguchi.bureau_inquiry, madoguchi.bureau_answer,
  madoguchi.flyway_schema_history
  to console_app;
grant insert (channel, place_no, machine_no, booth, staff_no, member_no, caller_number, call_purpose, call_line, call_reason,
              answers_contact_no, recording_no) on madoguchi.contact to console_app;
grant update (member_no, parked_at, checks_from, closed_at, category, cause, outcome, closing_note, recording_no, call_back_at, version)
  on madoguchi.contact to console_app;
grant usage on sequence madoguchi.contact_number to console_app;
grant insert (contact_no, staff_no, text, addendum) on madoguchi.contact_note to console_app;
grant insert (contact_no, member_no, promised_on, amount, made_at, staff_no) on madoguchi.payment_promise to console_app;
grant insert (member_no, kind, detail, source, valid_from, digits, hours_from, hours_to, noticed_on, made_by, contact_no),
  update (valid_to, ended_by, ended_contact_no, end_reason) on madoguchi.contact_restriction to console_app;
grant insert (member_no, kind, detail, source, valid_from, made_by, contact_no),
  update (valid_to, ended_by, ended_contact_no, end_reason) on madoguchi.attention_flag to console_app;
grant insert (ref, contact_no, member_no, place_no, about, demanded, raised_at, raised_by, answer_due_at, end_due_at),
  update (answer, answered_at, answered_by, outside_told, outcome, end_note, ended_at, ended_by) on madoguchi.complaint to console_app;
grant insert (hand_off_no, member_no, contact_no, purpose, place_no, made_place_no, expected_on, note, message_ref, made_at, made_by, due_on),
  update (taken_contact_no, taken_at, taken_by, outcome, ended_at, ended_by, end_note) on madoguchi.hand_off to console_app;
grant usage on sequence madoguchi.hand_off_number to console_app;
grant insert on madoguchi.identity_check, madoguchi.identity_document to console_app;
grant insert (contact_no, renewal, begun_at), update (ended_at, check_id) on madoguchi.phone_check to console_app;
grant insert (check_id, position, question), update (outcome) on madoguchi.phone_question to console_app;
grant update (cleared_at, cleared_by, cleared_place_no, cleared_contact_no, cleared_check_id, clear_reason, approval_ref) on madoguchi.login_lock to console_app;
grant insert (web_id_id, reset_id, member_no, copy_no, contact_no, place_no, made_by, made_at) on madoguchi.slip to console_app;
grant update (handed_over_at, voided_at, voided_by, void_reason) on madoguchi.slip to console_app;
grant usage on sequence madoguchi.slip_number to console_app;
grant insert (contract_id, member_no, made_at, contact_no, check_id, staff_no, place_no) on madoguchi.paid_off_certificate to console_app;
grant usage on sequence madoguchi.paid_off_certificate_number to console_app;
grant insert (ref, operation, member_no, contact_no, place_no, reason, payload, facts, maker, made_at, expires_at) on madoguchi.approval to console_app;
grant update (decision, checker, decided_at, refusal_reason, note, seen_at) on madoguchi.approval to console_app;
grant insert (operation_id, use_case, staff_no), update (outcome) on madoguchi.operation to console_app;
grant insert on madoguchi.search_visit to console_app;
grant update (posted_at, posted_by) on madoguchi.contract_paper to console_app;
grant insert (contract_id, member_no, due_on, counted_from, amount, notice_ref, waived_at, contact_no, check_id, staff_no, place_no, approval_ref)
  on madoguchi.late_charge_waiver to console_app;
grant insert (id, public_key, made_at, used_at), update (used_at, doomed_at, doomed_because, destroyed_at) on madoguchi.sealing_key to console_app;
grant insert (ref, member_no, sending_ref, channel, contact_no, received_at, received_by, kind, priority, state, pages_key, page_count, masked_at),
  update (kind, priority, state, pages_key, page_count, fence, tries, claimed_until, unread_code, rendered_at, masked_at, keep_until)
  on madoguchi.income_certificate to console_app;
grant insert, update (sealed) on madoguchi.income_certificate_paper to console_app;
grant insert on madoguchi.income_masking to console_app;
grant insert (ref, member_no, kind, channel, payload, created_at, due_at),
  update (due_at, fence, tries, claimed_until, sent_at, withheld_at, dead_at, code, reply) on madoguchi.outbox to console_app;
grant insert (desk, item_ref, member_no, staff_no, taken_at, until_at), update (until_at, ended_at, end_reason, taken_over_by, take_over_note)
  on madoguchi.review_lease to console_app;
grant insert on madoguchi.income_decision, madoguchi.income_second_look, madoguchi.income_decision_undo to console_app;
grant insert (member_no, annual_income, source, valid_from, decision_ref, paper_on, renew_on, workplace_as_of)
  on madoguchi.income_on_file to console_app;
grant insert on madoguchi.workplace_check, madoguchi.bureau_inquiry, madoguchi.bureau_answer to console_app;
grant insert (job, started_at), update (finished_at, succeeded) on madoguchi.job_run to console_app;
grant insert (application, action, outcome, staff_no, place_no, contact_no, member_no, operation_id, reason, details) on madoguchi.audit_entry to console_app;
grant insert (ref, filter, place_no, reason, maker, expires_at), update (decision, checker, decided_at, taken_at, entries, digest)
  on madoguchi.trail_export to console_app;
grant update (finding, note, judged_by, judged_at) on madoguchi.insider_sign to console_app;
grant update (language, theme) on madoguchi.staff to console_app;
grant insert (staff_no, sealed, key_name, made_at), update (confirmed_at, last_step, ended_at, end_reason) on madoguchi.staff_authenticator to console_app;
grant insert (authenticator_id, digest), update (used_at) on madoguchi.recovery_code to console_app;
grant insert (staff_no, name, credential_id, credential, synced, sign_count, made_at), update (sign_count, last_used_at, ended_at, end_reason)
  on madoguchi.staff_passkey to console_app;
grant update (version) on madoguchi.member to console_app;
grant select, insert, update, delete on workspace.draft, workspace.throttle, workspace.session_state, workspace.income_figures,
  workspace.notice_draft, workspace.notice_read to console_app;
grant execute on function
  madoguchi.public_notices(timestamptz, timestamptz),
  madoguchi.declare_own_member(uuid, text, text, date, text, text), madoguchi.decide_own_declaration(uuid, text, text, text),
  madoguchi.refresh_all_own_members(),
  madoguchi.free_staff_no(), madoguchi.send_staff_change(uuid, text, integer, text, text, text, text, text, text, date, date, text[], text[], date, boolean, text, text),
  madoguchi.decide_staff_change(uuid, text, text, text), madoguchi.disable_staff(text, text, text),
  madoguchi.draw_start_link(uuid, text, text), madoguchi.start_of(text), madoguchi.begin_with_password(text, text),
  madoguchi.review_staff(text, text, text, text, uuid, text),
  madoguchi.barred_members(text),
  madoguchi.is_barred(text, text),
  madoguchi.send_notice(uuid, uuid, integer, text, text, text[], text, text, text, text, text, text, timestamptz, timestamptz, timestamptz, timestamptz,
                        boolean, text),
  madoguchi.decide_notice(uuid, text, text, text), madoguchi.update_notice(uuid, text, text, text, text),
  madoguchi.withdraw_notice(uuid, text, text), madoguchi.maintenance_windows(timestamptz, timestamptz),
  madoguchi.send_maintenance_change(uuid, text, bigint, timestamptz, text, smallint, smallint, smallint, smallint, date, time, integer, date,
                                    timestamptz, text, text),
  madoguchi.decide_maintenance_change(uuid, text, text, text), madoguchi.maintenance_after(uuid, timestamptz),
  madoguchi.setting(text, timestamptz), madoguchi.setting_int(text, timestamptz), madoguchi.settings_int(text[], timestamptz),
  madoguchi.fold_name_v1(text), madoguchi.fold_kana_v1(text), madoguchi.fold_sound_v1(text), madoguchi.digits_v1(text),
  madoguchi.reissue_web_id_in_contact(text, bigint, text, text, text, uuid), madoguchi.secret_was_reset(text, timestamptz),
  madoguchi.start_reset_in_contact(text, bigint, text, text, text, text, uuid), madoguchi.reset_deliveries(text, timestamptz),
  madoguchi.print_slip(text, text, text),
  madoguchi.reactivate_in_contact(text, bigint, text, uuid), madoguchi.cancel_contract_on_request(text, bigint, text, uuid),
  madoguchi.contact_data_changed(text, timestamptz),
  madoguchi.borrowing_obstacles(text, timestamptz), madoguchi.instant_transfer(text, timestamptz),
  madoguchi.stop_card(text, text, text), madoguchi.replace_lost_card(text, bigint, text),
  madoguchi.identity_proof_holds(text, bigint, text, text, text, timestamptz),
  madoguchi.dormant_since(text, timestamptz), madoguchi.valid_identity_check(text, timestamptz), madoguchi.consecutive_failures(text, text, timestamptz),
  madoguchi.login_id_digest(text, text), madoguchi.outage_since(date, timestamptz), madoguchi.approval_is_for(uuid, text, text),
  madoguchi.maintenance_at(timestamptz), madoguchi.outage_at(text, timestamptz), madoguchi.login_availability(text, timestamptz),
  madoguchi.contact_obstacles(text, text, text, text, timestamptz), madoguchi.contact_allowed(text, text, text, text, timestamptz),
  madoguchi.business_day_after(date, integer), madoguchi.new_hand_off_no(), madoguchi.luhn_digit(text),
  madoguchi.tells_of_lending(text), madoguchi.message_withheld_by(text, timestamptz), madoguchi.message_channel(text),
  madoguchi.proves_by_call_back(text, text, timestamptz), madoguchi.called_back(text, timestamptz),
  madoguchi.take_in_limit_request(uuid, text, bigint, text, bigint, text, bigint, text, bigint, integer),
  madoguchi.withdraw_limit_request(uuid, text, bigint, text),
  madoguchi.decide_limit_request(uuid, uuid, bigint, text, bigint, numeric, bigint, text[], text, date, text, text, uuid),
  madoguchi.accept_limit_offer_in_contact(uuid, text, text, bigint, text), madoguchi.withdraw_limit_offer(uuid, text),
  madoguchi.limit_offer_words(uuid), madoguchi.limit_papers_came(uuid, timestamptz),
  madoguchi.cut_limit(uuid, text, bigint, integer, text, text, text, uuid), madoguchi.open_periodic_reviews(date, bigint, integer),
  madoguchi.find_in_periodic_review(uuid, text), madoguchi.end_periodic_review(uuid, bigint, text, bigint, text, text, text, text),
  madoguchi.ask_certificate_in_periodic_review(uuid, bigint, text),
  madoguchi.limit_figures(date, date), madoguchi.member_timeline(text, timestamptz, text[], text),
  madoguchi.desk_queues(), madoguchi.desk_figures(date, date, text), madoguchi.end_overdue_limit_requests(),
  madoguchi.registered_row(text, text), madoguchi.change_personal_data(uuid, text, bigint, text, text, jsonb, bigint, uuid),
  madoguchi.carry_out_change_report(uuid, uuid, text, bigint, text, bigint, uuid, text), madoguchi.turn_down_change_report(uuid, text, text, text),
  madoguchi.draws(text, timestamptz, timestamptz), madoguchi.contact_data_changes(text, timestamptz, timestamptz),
  madoguchi.takeover_signs(text, timestamptz), madoguchi.takeover_suspected(text, timestamptz), madoguchi.report_takeover(uuid, text, text, text),
  madoguchi.lock_for_takeover(text, text), madoguchi.login_hindrance(text, text, text, timestamptz),
  madoguchi.bank_service_row(text, text), madoguchi.debit_due_day(text, integer, date),
  madoguchi.change_bank_service(uuid, text, bigint, text, text, text, jsonb, bigint, uuid),
  madoguchi.waits_at_desk(text, uuid, text), madoguchi.incomes_in_force(timestamptz), madoguchi.income_in_force(text, timestamptz), madoguchi.income_overview(timestamptz, integer),
  madoguchi.limit_judgement(jsonb, bigint, numeric, timestamptz), madoguchi.limit_facts_as_json(text, timestamptz),
  madoguchi.limit_facts_of(text, timestamptz), madoguchi.limit_fingerprint(madoguchi.limit_facts),
  madoguchi.limit_findings(madoguchi.limit_facts, bigint, numeric, timestamptz),
  madoguchi.largest_lawful_limit(madoguchi.limit_facts, timestamptz, numeric),
  madoguchi.limit_raised_by(madoguchi.limit_facts, timestamptz, numeric),
  madoguchi.limit_options(madoguchi.limit_facts, bigint, numeric, timestamptz), madoguchi.limit_authority(bigint, timestamptz),
  madoguchi.interest_caps(date), madoguchi.inquiry_has_occasion(text, uuid, text), madoguchi.confirm_contact_data_in_contact(text, bigint, text),
  madoguchi.audit_text(madoguchi.audit_entry), madoguchi.members_listed(text), madoguchi.find_insider_signs(date), madoguchi.member_looks(text, timestamptz, text),
  madoguchi.retention_due(integer), madoguchi.retention_due_on(text, date, date),
  madoguchi.hold_member(uuid, text, text, text), madoguchi.end_retention_hold(uuid, text, text),
  madoguchi.ensure_partitions(), madoguchi.partitions_ahead()
  to console_app;

-- What the member site is answered, shown as the member sees it; only what reads.
grant usage on schema member_site to console_app;
grant execute on function
  member_site.login_availability(text), member_site.current_notices(timestamptz), member_site.limit_offer_of(text), member_site.waiting_changes(text),
  member_site.functions_of(text)
  to console_app;

-- The member site: the contract, and the secrets that only it may know ---------------------------------------------
grant usage on schema member_site to member_site;
grant execute on all functions in schema member_site to member_site;
grant usage on schema madoguchi to member_site;
grant select, insert, update on madoguchi.member_credential to member_site;

-- The auditor -----------------------------------------------------------------------------------------------------
grant usage on schema madoguchi to auditor;
grant select on madoguchi.audit_entry, madoguchi.audit_chain to auditor;
grant execute on function madoguchi.audit_text(madoguchi.audit_entry) to auditor;

-- The job of retention: one door, through which nothing goes that is not due -----------------------------------------
grant usage on schema madoguchi to madoguchi_retention;
grant execute on function madoguchi.delete_due(text, uuid, integer, date) to madoguchi_retention;
