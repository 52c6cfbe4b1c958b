package jp.madoguchi.check;

import static jp.madoguchi.check.Beforehand.attempt;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.UseCases.UseCase;
import jp.madoguchi.auditdesk.InsiderSigns;
import jp.madoguchi.check.Deeds.Given;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.desk.DeskFigures;
import jp.madoguchi.identity.RegisteredAddress;
import jp.madoguchi.income.AskReason;
import jp.madoguchi.income.CertificateDecision;
import jp.madoguchi.income.CertificateKind;
import jp.madoguchi.income.CertificateState;
import jp.madoguchi.income.Decided;
import jp.madoguchi.income.DecisionForm;
import jp.madoguchi.income.Masking;
import jp.madoguchi.income.PageMask;
import jp.madoguchi.income.Pages;
import jp.madoguchi.income.ReviewCase;
import jp.madoguchi.income.ReviewQueue;
import jp.madoguchi.income.Reviews;
import jp.madoguchi.income.SecondLooks;
import jp.madoguchi.income.Sendings;
import jp.madoguchi.income.TestPapers;
import jp.madoguchi.income.Typed;
import jp.madoguchi.limit.CutReason;
import jp.madoguchi.limit.LimitDesk;
import jp.madoguchi.limit.LimitFigures;
import jp.madoguchi.limit.LimitQueue;
import jp.madoguchi.member.MemberSearch;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import jp.madoguchi.notice.NoticeDrafts;
import jp.madoguchi.notice.NoticeStep;
import jp.madoguchi.operation.Drafts;
import jp.madoguchi.periodic.PeriodicCases;
import jp.madoguchi.periodic.PeriodicForm;
import jp.madoguchi.periodic.PeriodicQueue;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.retention.RetentionHolds;
import jp.madoguchi.review.DeskQueue;
import jp.madoguchi.staff.WaysIn;
import jp.madoguchi.vault.DocumentKeys;
import jp.madoguchi.vault.Sealing;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** What it takes beyond {@link Deeds} to do in earnest what a stranger cannot do by a direct call with plain values. */
final class InEarnest {

    private static final String NEW_ADDRESS = "東京都渋谷区渋谷1-1";

    private static final Map<String, String> MOVED_TO =
            Map.of("postalCode", "1500002", "prefecture", "東京都", "municipality", "渋谷区", "street", "渋谷1-1");

    private final ListableBeanFactory beans;
    private final Scene scene;
    private final DSLContext superuser;
    private final Beforehand before;
    private final Deeds deeds;
    private final WaysIn waysIn;
    private boolean alwaysTold;
    private final Map<String, Integer> turns = new HashMap<>();

    InEarnest(ListableBeanFactory beans, Scene scene, Deeds deeds) {
        this.beans = beans;
        this.scene = scene;
        this.superuser = scene.superuser();
        this.before = new Beforehand(beans, scene);
        this.deeds = deeds;
        this.waysIn = new WaysIn(beans, superuser);
    }

    /** From now on only what leaves an entry, where that depends on the case. */
    void alwaysTold() {
        alwaysTold = true;
    }

    /** Prepares, and answers the arguments in their order. */
    Object[] ready(UseCase useCase, Given given) {
        var by = prepared(useCase.name(), given);
        if (by == null) {
            by = waysIn.ready(useCase.name(), given.staff());
        }
        if (by == null) {
            return deeds.ready(useCase, given);
        }
        var named = by;
        return Arrays.stream(useCase.method().getParameters())
                .map(parameter -> {
                    var type = PlainValues.raw(parameter.getParameterizedType());
                    var found = named.getOrDefault(parameter.getName(), named.get(type.getSimpleName()));
                    return found != null ? found : PlainValues.of(parameter.getParameterizedType(), given);
                })
                .toArray();
    }

    private @Nullable Map<String, Object> prepared(String name, Given given) {
        return switch (name) {
            case "approval.Approvals.request", "approval.Approvals.requestForCase" ->
                Map.of(
                        "code",
                        "CLEAR_LOCK",
                        "OpenContact",
                        before.openContact(given),
                        "List",
                        List.of(Reason.CLEARED_OFTEN),
                        "payload",
                        Map.of(),
                        "facts",
                        "{}");
            case "approval.Approvals.latestOf" -> {
                before.ownRequest(given);
                yield Map.of("code", "CLEAR_LOCK");
            }
            case "approval.Approvals.whoMayDecide" -> {
                waysIn.signedIn(deeds.staff(Role.SUPERVISOR));
                yield Map.of("code", "CLEAR_LOCK");
            }
            case "approval.Approvals.waiting" -> {
                before.waiting(given);
                yield Map.of();
            }
            case "auditdesk.TrailExports.list" -> {
                before.export(given.staff());
                yield Map.of();
            }
            case "contact.CallBacks.due" -> {
                before.promisedCallBack(given);
                yield Map.of();
            }
            case "contact.ClosingProposals.of" -> {
                scene.attempt(given.member(), true);
                yield Map.of();
            }
            case "contact.Complaints.open", "contact.Complaints.due" -> {
                before.complaint(given, false);
                yield Map.of();
            }
            case "member.MemberSearch.look" -> {
                var typed = isAnotherCase(name) ? SearchTerms.of("ア") : SearchTerms.of(given.no());
                yield Map.of("SearchTerms", typed, "SearchVisit", new SearchVisit(SearchPurpose.OTHER));
            }
            case "income.ReviewQueue.next" -> {
                var sending = before.paper(withAnother(given));
                if (isAnotherCase(name)) {
                    attempt(
                            given.staff(),
                            () -> beans.getBean(ReviewQueue.class).take(OperationId.make(), sending));
                }
                yield Map.of();
            }
            case "limit.LimitQueue.next" -> {
                var other = withAnother(given);
                var request = isAnotherCase(name) ? before.limitCase(other) : before.limitRequest(other);
                yield Map.of("request", request);
            }
            case "periodic.PeriodicQueue.next" -> {
                var other = withAnother(given);
                var review = isAnotherCase(name) ? before.periodicTaken(other) : before.periodic(other);
                yield Map.of("review", review);
            }
            case "login.Resets.start",
                    "webid.WebIdReissue.reissue",
                    "contract.Reactivations.reactivate",
                    "personal.PersonalDataChanges.carryOut",
                    "personal.PersonalDataChanges.change" -> {
                if (isAnotherCase(name)) {
                    before.failedOnce(given);
                }
                yield null;
            }
            case "handoff.HandOffs.take" -> {
                if (!isAnotherCase(name)) {
                    before.closeFront(given);
                }
                yield Map.of("HandOffNo", before.handedOff(given));
            }
            case "contact.ContactRecords.closedToday" -> {
                before.closedBySelf(given);
                yield Map.of();
            }
            case "contact.Contacts.parked" -> {
                before.closeFront(given);
                yield Map.of();
            }
            case "contact.Machines.inService" -> {
                scene.machine();
                yield Map.of();
            }
            case "handoff.HandOffs.due", "handoff.HandOffs.list" -> {
                before.handedOff(given);
                yield Map.of();
            }
            case "handoff.HandOffs.takenIn", "handoff.HandOffs.purposeTakenIn" ->
                Map.of("ContactNo", before.visit(given));
            case "identity.PhoneChecks.begin" ->
                Map.of(
                        "LocalDate",
                        isAnotherCase(name) ? given.member().birthDate() : LocalDate.of(1901, 2, 3),
                        "nameMatches",
                        true);
            case "income.ReviewQueue.takenFromMe" -> {
                var sending = before.paper(withAnother(given));
                attempt(given.staff(), () -> beans.getBean(ReviewQueue.class).take(OperationId.make(), sending));
                attempt(deeds.staff(Role.REVIEWER), () -> {
                    beans.getBean(ReviewQueue.class).takeOver(OperationId.make(), sending, "至急");
                    return sending;
                });
                yield Map.of();
            }
            case "limit.LimitQueue.takenFromMe" -> {
                var request = before.limitCase(withAnother(given));
                takenOver(LimitQueue.class, request);
                yield Map.of();
            }
            case "periodic.PeriodicQueue.takenFromMe" -> {
                var review = before.periodicTaken(withAnother(given));
                takenOver(PeriodicQueue.class, review);
                yield Map.of();
            }
            case "lending.BureauInquiries.of" -> Map.of("occasion", before.researched(given));
            case "limit.LimitFigures.list" -> {
                before.decided(withAnother(given));
                yield Map.of(
                        "Which",
                        new LimitFigures.Which(scene.today().minusDays(1), scene.today(), null, null, null, false));
            }
            case "desk.DeskFigures.list" -> {
                scene.lock(given.member());
                yield Map.of(
                        "Which",
                        new DeskFigures.Which(
                                DeskFigures.Kind.LOCKED, scene.today().minusDays(1), scene.today(), null, null));
            }
            case "slip.Slips.openHere" -> {
                before.slip(given, "slip.Slips.print");
                yield Map.of();
            }
            case "message.DeadLetters.latest" -> {
                before.deadLetter(given);
                yield Map.of();
            }
            case "notice.NoticeDrafts.find", "notice.NoticeDrafts.drop", "notice.NoticeDrafts.mineAll" -> {
                var draft = UUID.randomUUID();
                attempt(given.staff(), () -> {
                    beans.getBean(NoticeDrafts.class)
                            .keep(draft, new NoticeDrafts.Draft(UUID.randomUUID(), 0, before.information()));
                    return draft;
                });
                yield Map.of("UUID", draft);
            }
            case "operation.Drafts.find", "operation.Drafts.drop" -> {
                attempt(given.staff(), () -> {
                    beans.getBean(Drafts.class).keep("contact.note:1", "書きかけ");
                    return given;
                });
                yield Map.of("form", "contact.note:1");
            }
            case "income.Masking.open" -> Map.of("ref", sealed(given, CertificateState.QUARANTINED));
            case "income.Masking.page", "income.Masking.mask" -> {
                var ref = sealed(given, CertificateState.QUARANTINED);
                yield Map.of(
                        "PageSet",
                        Counter.as(
                                given.staff(),
                                () -> beans.getBean(Masking.class).open(ref)),
                        "number",
                        1,
                        "List",
                        List.of(new PageMask(1, List.of(), true)));
            }
            case "income.Pages.page" -> {
                var ref = sealed(given, CertificateState.READY);
                yield Map.of(
                        "PageSet",
                        Counter.as(
                                given.staff(), () -> beans.getBean(Pages.class).open(ref)),
                        "number",
                        1);
            }
            case "auditdesk.InsiderSigns.judge" ->
                Map.of("sign", sign(given.staff()), "Verdict", InsiderSigns.Verdict.EXPLAINED, "note", "窓口の混雑による");
            case "identity.IdentityChecks.checkMoved" ->
                Map.of(
                        "List",
                        List.of(before.licence(given.member(), NEW_ADDRESS)),
                        "RegisteredAddress",
                        new RegisteredAddress("東京都", "渋谷区", "渋谷1-1", ""));
            case "personal.Moves.move" ->
                Map.of(
                        "List",
                        List.of(before.licence(given.member(), NEW_ADDRESS)),
                        "typed",
                        MOVED_TO,
                        "replaces",
                        Objects.requireNonNull(before.row("member_address", given)));
            case "income.CertificateDecision.undo" ->
                Map.of("decision", asked(given.staff(), before.paper(given)).ref());
            case "income.SecondLooks.read" -> Map.of("decision", acceptedMuchMore(given));
            case "income.SecondLooks.look" -> {
                var decision = acceptedMuchMore(given);
                var look = Counter.as(
                        deeds.staff(Role.SUPERVISOR),
                        () -> beans.getBean(SecondLooks.class).read(decision));
                yield Map.of(
                        "decision",
                        decision,
                        "fingerprint",
                        look.file().fingerprint(),
                        "Objection",
                        SecondLooks.Objection.FIGURES);
            }
            case "lending.ContractPaperPrints.print",
                    "lending.ContractPaperPrints.printToPost",
                    "lending.ContractPostings.posted" -> Map.of("paperNo", contractPaper(given));
            case "lending.ContractPostings.list" -> {
                contractPaper(given);
                yield Map.of();
            }
            case "member.MemberSearch.end" -> {
                var visit = new SearchVisit(SearchPurpose.OTHER);
                attempt(given.staff(), () -> beans.getBean(MemberSearch.class).look(SearchTerms.of(given.no()), visit));
                yield Map.of("SearchVisit", visit, "End", SearchVisit.End.LEFT);
            }
            case "notice.Notices.tell" ->
                Map.of(
                        "notice",
                        outage(),
                        "NoticeStep",
                        NoticeStep.IDENTIFIED,
                        "text",
                        "原因が分かりました。",
                        "textEn",
                        "The cause is known.");
            case "periodic.PeriodicCases.askCertificate" -> {
                superuser.execute(
                        "update madoguchi.contract set credit_limit = 600000 where member_no = ?", given.no());
                yield Map.of("review", before.periodicTaken(given));
            }
            case "periodic.PeriodicCases.end" -> {
                var review = before.periodicTaken(given);
                var file = Counter.as(
                        given.staff(), () -> beans.getBean(PeriodicCases.class).read(review));
                yield Map.of(
                        "review",
                        review,
                        "PeriodicForm",
                        new PeriodicForm(Yen.ZERO, CutReason.TOTAL_LENDING, null, file.fingerprint()));
            }
            case "retention.RetentionHolds.end" -> {
                var hold = OperationId.make();
                Counter.as(given.staff(), () -> {
                    beans.getBean(RetentionHolds.class).set(hold, given.member().memberNo(), "訴訟のため");
                    return hold;
                });
                yield Map.of("hold", hold.value(), "reason", "訴訟の終結");
            }
            case "retention.RetentionHolds.set" ->
                Map.of("MemberNo", scene.member().memberNo());
            default -> null;
        };
    }

    /** Every second time: what needs a second person, finds too little, goes on without an end, or goes on with one's own. */
    private boolean isAnotherCase(String useCase) {
        return !alwaysTold && turns.merge(useCase, 1, Integer::sum) % 2 == 0;
    }

    /** The same person, and a member about whom nothing was begun. */
    private Given withAnother(Given given) {
        return new Given(given.staff(), LimitDesk.member(scene), null);
    }

    private long sign(StaffMember judge) {
        var whom = before.colleague(judge, Role.CLERK);
        return superuser
                .resultQuery(
                        """
                        insert into madoguchi.insider_sign (day, staff_no, place_no, kind, number, first_at, last_at)
                        values (?, ?, ?, 'BURST', 300, now() - interval '1 day', now() - interval '1 day') returning id""",
                        scene.today().minusDays(1),
                        whom.staffNo().value(),
                        judge.workplace().placeNo().value())
                .fetchSingle()
                .get(0, Long.class);
    }

    private void takenOver(Class<? extends DeskQueue> queue, UUID item) {
        attempt(deeds.staff(Role.REVIEWER), () -> beans.getBean(queue).takeOver(OperationId.make(), item, "至急"));
    }

    /** A certificate whose page can be opened, because its key is a real one. */
    private UUID sealed(Given given, CertificateState state) {
        var masked = state == CertificateState.READY;
        var role = masked ? "PAGE" : "RAW";
        var key = UUID.randomUUID();
        var publicKey = beans.getBean(DocumentKeys.class).create(key);
        superuser.execute(
                "insert into madoguchi.sealing_key (id, public_key, made_at, used_at) values (?, ?, clock_timestamp(), clock_timestamp())",
                key,
                publicKey);
        var ref = new Sendings(superuser)
                .add(
                        UUID.randomUUID(),
                        given.member().memberNo(),
                        CertificateKind.WITHHOLDING_SLIP,
                        state,
                        2,
                        Duration.ofMinutes(5));
        var sealed = Sealing.seal(publicKey, ref + ":" + role + ":1", TestPapers.png());
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute("delete from madoguchi.income_certificate_paper where certificate_ref = ?", ref);
            db.execute(
                    "update madoguchi.income_certificate set " + (masked ? "pages_key" : "source_key")
                            + " = ? where ref = ?",
                    key,
                    ref);
            db.execute(
                    """
                    insert into madoguchi.income_certificate_paper (certificate_ref, role, page_no, key_id, sealed_key, nonce, sealed, sha256, width, height, has_text, suspected)
                    values (?, ?, 1, ?, ?, ?, ?, sha256(?), 640, 480, ?, ?)""",
                    ref,
                    role,
                    key,
                    sealed.sealedKey(),
                    sealed.nonce(),
                    sealed.bytes(),
                    TestPapers.png(),
                    masked ? null : false,
                    masked ? null : "[]");
        });
        return ref;
    }

    /** Other papers are asked for, which can still be undone. */
    private Decided asked(StaffMember reviewer, UUID sending) {
        return decided(
                reviewer,
                sending,
                file -> new DecisionForm(
                        DecisionForm.Outcome.ASK_AGAIN, file.typed(), Set.of(AskReason.BLURRED), file.fingerprint()));
    }

    private Decided decided(StaffMember reviewer, UUID sending, Function<ReviewCase, DecisionForm> form) {
        return Counter.as(reviewer, () -> {
            beans.getBean(ReviewQueue.class).take(OperationId.make(), sending);
            var file = beans.getBean(Reviews.class).read(sending);
            return beans.getBean(CertificateDecision.class).decide(OperationId.make(), sending, form.apply(file));
        });
    }

    /** Accepted by a reviewer with an income that is more than half more than the one before; waits for a second person. */
    private UUID acceptedMuchMore(Given given) {
        superuser.execute(
                "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, 1000000, 'DECLARED', clock_timestamp() - interval '100 days')",
                given.no());
        var sending = new Sendings(superuser).decidedByOne(given.member().memberNo(), CertificateKind.WITHHOLDING_SLIP);
        var typed = new Typed(
                CertificateKind.WITHHOLDING_SLIP,
                String.valueOf(scene.today().getYear() - 1),
                "6000000",
                "",
                false,
                "",
                Set.of());
        return decided(
                        deeds.staff(Role.REVIEWER),
                        sending,
                        file -> new DecisionForm(DecisionForm.Outcome.ACCEPTED, typed, Set.of(), file.fingerprint()))
                .ref();
    }

    /** As an accepted offer leaves it. */
    private String contractPaper(Given given) {
        return superuser.transactionResult(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            return db.fetchSingle("""
                            insert into madoguchi.contract_paper (paper_no, offer_ref, member_no, contract_id, made_at, delivery, credit_limit, apr, minimum_repayment, due_day, started_on)
                            select 'K' || lpad(nextval('madoguchi.contract_paper_number')::text, 8, '0'), gen_random_uuid(), member_no, id, clock_timestamp(), 'POST', 750000, 15.5, 19000, 31, '2025-05-22'
                            from madoguchi.contract where member_no = ? returning paper_no""", given.no()).get(0, String.class);
        });
    }

    private UUID outage() {
        return (UUID) Objects.requireNonNull(superuser.fetchValue("""
                insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, affected_from, affected_to)
                select gen_random_uuid(), 'OUTAGE', 'LOW', 'つながりにくい状況', 'お詫び申し上げます。', f, f, f + interval '1 day'
                from (select now() - interval '1 minute' as f) w returning ref"""));
    }
}
