package jp.madoguchi.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.UseCases.UseCase;
import jp.madoguchi.auditdesk.TrailExports;
import jp.madoguchi.contact.CautionKind;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewCaution;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.contract.Certificates;
import jp.madoguchi.contract.Confirmed;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Yen;
import jp.madoguchi.debit.ChangeReason;
import jp.madoguchi.debit.ServiceForm;
import jp.madoguchi.debit.ServiceKind;
import jp.madoguchi.handoff.HandOff;
import jp.madoguchi.identity.PhoneAnswer;
import jp.madoguchi.identity.PhoneChecks;
import jp.madoguchi.income.AskReason;
import jp.madoguchi.income.CertificateKind;
import jp.madoguchi.income.DecisionForm;
import jp.madoguchi.income.NewCertificate;
import jp.madoguchi.income.PageFacts;
import jp.madoguchi.income.PageMask;
import jp.madoguchi.income.ReviewQueue;
import jp.madoguchi.income.Reviews;
import jp.madoguchi.income.TestPapers;
import jp.madoguchi.income.Typed;
import jp.madoguchi.income.UnmaskedPage;
import jp.madoguchi.ledger.TransactionFilter;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.lending.Supposed;
import jp.madoguchi.limit.CutForm;
import jp.madoguchi.limit.CutReason;
import jp.madoguchi.limit.LimitCases;
import jp.madoguchi.limit.LimitDesk;
import jp.madoguchi.limit.LimitQueue;
import jp.madoguchi.login.Clearing;
import jp.madoguchi.login.Reset;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import jp.madoguchi.notice.NoticeStep;
import jp.madoguchi.ownrecord.NewDeclaration;
import jp.madoguchi.personal.DataKind;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.render.Progress;
import jp.madoguchi.staff.Preference;
import jp.madoguchi.staff.StaffAccounts;
import jp.madoguchi.takeover.TakeoverSigns;
import jp.madoguchi.webid.Reissue;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Makes every use case ready to be called with a good chance of being done: the person at work with a member in front who passed a
 * check, what has to stand before, and the arguments. What no one has written down here is called with plain values of its types.
 */
final class Deeds {

    private static final String CHECK = """
            insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, staff_no, place_no, at, valid_until)
            select gen_random_uuid(), contact_no, member_no, 'PHONE', 'PASSED', staff_no, place_no, clock_timestamp(), clock_timestamp() + interval '59 minutes'
            from madoguchi.contact where contact_no = ?""";

    private final ListableBeanFactory beans;
    private final Scene scene;
    private final DSLContext superuser;
    private final Beforehand before;

    /**
     * Who stands before whom.
     *
     * @param contact in front of the person, with the member; null for who opens none
     */
    record Given(
            StaffMember staff,
            Scene.Member member,
            @Nullable ContactNo contact) {

        String no() {
            return member.memberNo().value();
        }
    }

    Deeds(ListableBeanFactory beans, Scene scene) {
        this.beans = beans;
        this.scene = scene;
        this.superuser = scene.superuser();
        this.before = new Beforehand(beans, scene);
    }

    /** A new person of the role at a new place. */
    StaffMember staff(Role role) {
        return scene.staff(inPerson(role) ? scene.store() : scene.callCenter(), role);
    }

    /** Who checks papers works at a store; the others take calls. */
    private static boolean inPerson(Role role) {
        return role == Role.CLERK || role == Role.OPERATOR || role == Role.ADMIN;
    }

    /** A new member; whoever serves has a contact and a passed check. */
    Given serve(StaffMember staff) {
        return serve(staff, LimitDesk.member(scene), true);
    }

    Given serve(StaffMember staff, Scene.Member member, boolean checked) {
        if (!staff.rights().containsKey(Permission.CONTACT_WRITE)) {
            return new Given(staff, member, null);
        }
        var channel = Beforehand.channel(staff);
        var counter = Counter.open(beans, staff, member, channel);
        if (checked) {
            if (staff.rights().containsKey(Permission.IDENTITY_IN_PERSON)) {
                counter.pass();
            } else {
                superuser.execute(CHECK, counter.contact().value());
            }
        }
        return new Given(staff, member, counter.contact());
    }

    /** Whether somebody stands before the member in this use case, or it is about a member by its case or request. */
    static boolean aboutSomebody(UseCase useCase) {
        return useCase.takes(MemberNo.class) || useCase.takes(ContactNo.class) || OF_A_MEMBER.contains(useCase.name());
    }

    /** Whether a member in front of the person matters to it. */
    static boolean wantsContact(UseCase useCase) {
        return aboutSomebody(useCase) || useCase.name().matches("(contact|handoff|login)\\..*");
    }

    private static final Set<String> OF_A_MEMBER = Set.of(
            "approval.Approvals.decide",
            "approval.Approvals.read",
            "approval.Approvals.withdraw",
            "contact.Complaints.answer",
            "contact.Complaints.end",
            "handoff.HandOffs.take",
            "handoff.HandOffs.end",
            "income.CertificateDecision.decide",
            "income.Masking.open",
            "income.Pages.open",
            "income.Pages.ahead",
            "income.ReviewQueue.take",
            "income.ReviewQueue.takeOver",
            "income.ReviewQueue.release",
            "income.ReviewQueue.renew",
            "income.Reviews.read",
            "income.Reviews.keep",
            "lending.BureauInquiries.of",
            "limit.LimitCases.ground",
            "limit.LimitCases.judge",
            "limit.LimitCases.read",
            "limit.LimitDecisions.decide",
            "limit.LimitFigures.open",
            "limit.LimitQueue.take",
            "limit.LimitQueue.takeOver",
            "limit.LimitQueue.lock",
            "limit.LimitQueue.renew",
            "message.DeadLetters.retry",
            "periodic.PeriodicCases.askCertificate",
            "periodic.PeriodicCases.end",
            "periodic.PeriodicCases.look",
            "periodic.PeriodicCases.read",
            "periodic.PeriodicQueue.take",
            "periodic.PeriodicQueue.takeOver",
            "periodic.PeriodicQueue.lock",
            "periodic.PeriodicQueue.renew",
            "slip.Slips.declareVoid");

    /** Whether somebody agrees in it to what another asked for. */
    static boolean decidesRequests(UseCase useCase) {
        return DECIDES.contains(useCase.name());
    }

    private static final Set<String> DECIDES = Set.of(
            "approval.Approvals.decide",
            "auditdesk.TrailExports.decide",
            "notice.MaintenanceRules.approve",
            "notice.Notices.approve",
            "ownrecord.OwnDeclarations.confirm",
            "staff.StaffAccounts.approve");

    /** The same with a request of the person who decides. */
    Object[] readyToDecideOwn(UseCase useCase, Given given) {
        var staff = given.staff();
        var request = switch (useCase.name()) {
            case "approval.Approvals.decide" -> before.ownRequest(given);
            case "auditdesk.TrailExports.decide" -> before.export(staff);
            case "notice.MaintenanceRules.approve" -> before.ruleBy(staff);
            case "notice.Notices.approve" -> before.notice(staff);
            case "ownrecord.OwnDeclarations.confirm" ->
                before.declaration(staff, scene.staff(staff.workplace(), Role.CLERK), null, null);
            case "staff.StaffAccounts.approve" -> before.staffChange(staff, staff.workplace());
            default -> throw new IllegalArgumentException(useCase.name());
        };
        return Arrays.stream(useCase.method().getParameters())
                .map(parameter -> parameter.getType() == UUID.class
                        ? request
                        : PlainValues.of(parameter.getParameterizedType(), given))
                .toArray();
    }

    // What has to stand before ----------------------------------------------------------------------------------------

    /** Prepares, and answers the arguments in their order. */
    Object[] ready(UseCase useCase, Given given) {
        var by = prepared(useCase.name(), given);
        var parameters = useCase.method().getParameters();
        var arguments = new Object[parameters.length];
        for (var i = 0; i < arguments.length; i++) {
            var type = parameters[i].getParameterizedType();
            var named = by.get(parameters[i].getName());
            arguments[i] = named != null
                    ? named.orElse(null)
                    : by.getOrDefault(PlainValues.raw(type).getSimpleName(), Optional.empty())
                            .orElse(null);
            if (arguments[i] == null && named == null) {
                arguments[i] = PlainValues.of(type, given);
            }
        }
        return arguments;
    }

    private static Map<String, Optional<Object>> with(Object... pairs) {
        var all = new HashMap<String, Optional<Object>>();
        for (var i = 0; i < pairs.length; i += 2) {
            all.put((String) pairs[i], Optional.ofNullable(pairs[i + 1]));
        }
        return all;
    }

    private Map<String, Optional<Object>> prepared(String name, Given given) {
        var staff = given.staff();
        var contact = given.contact();
        var memberNo = given.member().memberNo();
        return switch (name) {
            case "approval.Approvals.request" ->
                with(
                        "operation", "CLEAR_LOCK",
                        "OpenContact", before.openContact(given),
                        "List", List.of(Reason.CLEARED_OFTEN),
                        "payload", Map.of(),
                        "facts", "");
            case "approval.Approvals.requestForCase" ->
                with(
                        "operation",
                        "CLEAR_LOCK",
                        "List",
                        List.of(Reason.CLEARED_OFTEN),
                        "payload",
                        Map.of(),
                        "facts",
                        "");
            case "approval.Approvals.read", "approval.Approvals.decide" -> with("UUID", before.waiting(given));
            case "approval.Approvals.withdraw" -> with("UUID", before.ownRequest(given));
            case "auditdesk.TrailExports.decide" ->
                with("UUID", before.export(scene.staff(staff.workplace(), Role.SUPERVISOR)), "boolean", true);
            case "auditdesk.TrailExports.ready" -> with("UUID", before.export(staff));
            case "auditdesk.TrailExports.take" -> {
                var export = before.export(staff);
                Counter.as(
                        scene.staff(staff.workplace(), Role.AUDITOR),
                        () -> beans.getBean(TrailExports.class).decide(OperationId.make(), export, true));
                yield with("UUID", export);
            }
            case "auditdesk.TrailExports.request" -> with("TrailFilter", before.entries(), "String", "監督官庁の求めによる");
            case "auditdesk.TrailSearch.page" ->
                with("TrailFilter", before.entries(), "TrailLine", null, "after", null);
            case "auditdesk.TrailSearch.open" -> {
                var entry = superuser.fetchSingle(
                        "select id, at from madoguchi.audit_entry where place_no = ? or true order by (place_no = ?) desc nulls last, id desc limit 1",
                        staff.workplace().placeNo().value(),
                        staff.workplace().placeNo().value());
                yield with("long", entry.get(0, Long.class), "Instant", entry.get(1, Instant.class));
            }
            case "card.CardOrders.order", "card.LossClearings.clear" -> {
                before.stopCard(memberNo);
                yield Map.of();
            }
            case "contact.Addenda.add" -> with("ContactNo", before.closedByColleague(given));
            case "contact.Cautions.add" ->
                with(
                        "NewCaution",
                        new NewCaution(
                                CautionKind.HEARING,
                                jp.madoguchi.contact.Caution.Source.MEMBER,
                                "筆談",
                                null,
                                null,
                                null,
                                null));
            case "contact.Cautions.end" -> {
                before.caution(given);
                var version = superuser.fetchValue(
                        "select id from madoguchi.attention_flag where member_no = ? order by id desc limit 1",
                        given.no());
                yield with("CautionKind", CautionKind.HEARING, "long", version);
            }
            case "contact.Complaints.answer", "contact.Complaints.end" ->
                with("UUID", before.complaint(given, name.endsWith("end")));
            case "contact.Contacts.open" -> {
                before.closeFront(given);
                var channel = Beforehand.channel(staff);
                yield with("NewContact", new NewContact(channel, null, null, null, null));
            }
            case "contact.Contacts.close" ->
                with(
                        "Closing",
                        new Closing(Closing.Category.LOGIN, Closing.Cause.LOCKED, Closing.Outcome.EXPLAINED, "説明しました"));
            case "contact.Contacts.setMember" -> with("ContactNo", before.contactWithoutMember(given));
            case "contact.Contacts.resume" -> {
                if (contact != null) {
                    Counter.as(staff, () -> {
                        beans.getBean(Contacts.class).park(OperationId.make(), contact);
                        return contact;
                    });
                }
                yield Map.of();
            }
            case "contract.Cancellations.request", "contract.Certificates.make" -> {
                scene.owes(memberNo, 0);
                yield Map.of();
            }
            case "contract.Certificates.print" -> {
                scene.owes(memberNo, 0);
                var made = Beforehand.attempt(
                        staff, () -> beans.getBean(Certificates.class).make(OperationId.make(), contact, memberNo));
                yield with("String", made == null ? "Z00000000" : made.certificateNo());
            }
            case "contract.Reactivations.reactivate" -> {
                superuser.execute(
                        "update madoguchi.contract set started_on = current_date - 1500 where member_no = ?",
                        given.no());
                yield with("Confirmed", new Confirmed(true, true, true, true));
            }
            case "contract.Waivers.request", "contract.Waivers.offer" -> {
                before.late(given);
                yield Map.of();
            }
            case "debit.BankServiceChanges.request" ->
                with(
                        "ServiceForm",
                        new ServiceForm(
                                ServiceKind.DUE_DATE_MAIL,
                                ChangeReason.MEMBER_WISH,
                                new ServiceForm.On(null, null, null, null, null, null, null, 3),
                                null));
            case "desk.DeskFigures.read" -> with("int", 7);
            case "handoff.HandOffs.make" ->
                with("NewHandOff", before.handOff(scene.store().placeNo()));
            case "handoff.HandOffs.take" -> {
                before.closeFront(given);
                yield with("HandOffNo", before.handedOff(given));
            }
            case "handoff.HandOffs.end" ->
                with("HandOffNo", before.takenHandOff(given), "Outcome", HandOff.Outcome.DONE);
            case "identity.IdentityChecks.check" ->
                with("List", List.of(before.licence(given.member())), "boolean", false);
            case "identity.IdentityChecks.checkMoved" -> with("List", List.of(before.licence(given.member())));
            case "identity.PhoneChecks.begin" ->
                with("boolean", true, "LocalDate", given.member().birthDate());
            case "identity.PhoneChecks.answer", "identity.PhoneChecks.other", "identity.PhoneChecks.asked" -> {
                var step = Beforehand.attempt(
                        staff,
                        () -> beans.getBean(PhoneChecks.class)
                                .begin(
                                        OperationId.make(),
                                        contact,
                                        memberNo,
                                        true,
                                        given.member().birthDate()));
                yield step == null
                        ? Map.of()
                        : with(
                                "int", step.questions().getFirst().position(),
                                "List",
                                        step.questions().stream()
                                                .map(question -> new PhoneAnswer(
                                                        question.position(),
                                                        scene.answer(given.member(), question.question())))
                                                .toList());
            }
            case "income.CertificateIntake.takeIn" ->
                with(
                        "NewCertificate",
                        new NewCertificate(
                                CertificateKind.WITHHOLDING_SLIP,
                                UUID.randomUUID(),
                                List.of(new UnmaskedPage(
                                        new PageFacts(1, 640, 480, false, List.of()), TestPapers.png())),
                                List.of(new PageMask(1, List.of(), true))));
            case "income.CertificateIntake.read" ->
                with("byte[]", TestPapers.png(), "String", "paper.png", "Progress", Progress.UNTOLD);
            case "income.Masking.mask" -> with("List", List.of());
            case "staff.Preferences.keep" ->
                with("Preference", new Preference(Locale.JAPANESE, Preference.Theme.LIGHT));
            case "staff.StaffAccounts.disable", "staff.StaffReviews.takeAway" ->
                with("StaffNo", before.colleague(staff, Role.CLERK).staffNo(), "Set", Set.of(Role.CLERK));
            case "staff.StaffReviews.keep" -> with("Line", before.reviewLine(staff));
            case "income.Pages.open",
                    "income.Pages.ahead",
                    "income.Reviews.read",
                    "income.Reviews.keep",
                    "income.ReviewQueue.release",
                    "income.ReviewQueue.renew" -> {
                var sending = before.paper(given);
                Beforehand.attempt(staff, () -> beans.getBean(ReviewQueue.class).take(OperationId.make(), sending));
                yield with("UUID", name.contains("Pages") ? before.certificate(sending) : sending);
            }
            case "income.CertificateDecision.decide" -> {
                var sending = before.paper(given);
                var seen = Beforehand.attempt(staff, () -> {
                    beans.getBean(ReviewQueue.class).take(OperationId.make(), sending);
                    return beans.getBean(Reviews.class).read(sending);
                });
                yield with(
                        "UUID",
                        sending,
                        "DecisionForm",
                        new DecisionForm(
                                DecisionForm.Outcome.ASK_AGAIN,
                                (Typed) PlainValues.of(Typed.class, given),
                                Set.of(AskReason.BLURRED),
                                seen == null ? "" : seen.fingerprint()));
            }
            case "income.ReviewQueue.take" -> with("UUID", before.paper(given));
            case "income.ReviewQueue.takeOver" -> {
                var sending = before.paper(given);
                Counter.as(
                        staff(Role.REVIEWER),
                        () -> beans.getBean(ReviewQueue.class).take(OperationId.make(), sending));
                yield with("UUID", sending);
            }
            case "ledger.Transactions.open" -> with("TransactionFilter", new TransactionFilter(null, null, null, null));
            case "ledger.Transactions.after" -> {
                yield with("TransactionFilter", new TransactionFilter(null, null, null, null));
            }
            case "ledger.Transactions.statement" ->
                with(
                        "TransactionFilter",
                        new TransactionFilter(null, null, scene.today().minusYears(1), scene.today()));
            case "lending.BureauInquiries.ask" ->
                with("UUID", before.limitCase(given), "Purpose", BureauInquiries.Purpose.LIMIT_CASE);
            case "lending.BureauInquiries.of",
                    "lending.WorkplaceChecks.record",
                    "limit.LimitCases.read",
                    "limit.LimitCases.ground",
                    "limit.LimitQueue.renew",
                    "limit.LimitQueue.lock" -> with("UUID", before.limitCase(given));
            case "limit.LimitCases.judge" ->
                with("UUID", before.limitCase(given), "Yen", LimitDesk.LIMIT, "BigDecimal", LimitDesk.APR);
            case "limit.LimitQueue.take" -> with("UUID", before.limitRequest(given));
            case "limit.LimitQueue.takeOver" -> {
                var request = before.limitRequest(given);
                Counter.as(
                        staff(Role.REVIEWER),
                        () -> beans.getBean(LimitQueue.class).take(OperationId.make(), request));
                yield with("UUID", request);
            }
            case "limit.LimitDecisions.decide" -> {
                var request = before.researched(given);
                var seen = Beforehand.attempt(
                        staff, () -> beans.getBean(LimitCases.class).read(request));
                yield with(
                        "UUID",
                        request,
                        "LimitForm",
                        before.approval(seen == null ? "" : seen.judgement().fingerprint()));
            }
            case "limit.LimitOffers.open", "limit.LimitOffers.accept", "limit.LimitOffers.withdraw" ->
                with("UUID", before.offer(given));
            case "limit.LimitRequests.takeIn" -> {
                Beforehand.attempt(
                        staff,
                        () -> beans.getBean(ContactDataConfirmations.class)
                                .confirm(OperationId.make(), contact, memberNo));
                yield with("NewLimitRequest", before.wish());
            }
            case "limit.LimitRequests.withdraw" -> with("UUID", before.limitRequest(given));
            case "limit.LimitCuts.cut" -> {
                var version =
                        superuser.fetchValue("select version from madoguchi.contract where member_no = ?", given.no());
                yield with("CutForm", new CutForm(new Yen(200_000), CutReason.MEMBER_ASKED, "申出", (Integer) version));
            }
            case "limit.LimitFigures.open" -> with("UUID", before.decided(given));
            case "login.Locks.clear" -> {
                scene.lock(given.member());
                yield with("Clearing", new Clearing(Clearing.Reason.MISTYPED, null));
            }
            case "login.LoginIds.look" -> with("String", given.member().webId());
            case "login.NearestPlaces.near" -> with("String", "1000001");
            case "login.Resets.start" ->
                with("Reset", new Reset(Clearing.Secret.PIN, Reset.Delivery.MAIL, Reset.Reason.FORGOTTEN));
            case "member.MemberSearch.look" ->
                with("SearchTerms", SearchTerms.of(given.no()), "SearchVisit", new SearchVisit(SearchPurpose.OTHER));
            case "member.MemberSearch.understand" -> with("SearchTerms", SearchTerms.of(given.no()));
            case "member.Timelines.of", "member.Looks.of" -> with("Instant", null, "before", null);
            case "contact.ContactHistory.of" -> with("ContactLine", null, "after", null);
            case "points.Points.ledger" -> with("PointLine", null, "after", null);
            case "message.DeadLetters.retry" -> with("UUID", before.deadLetter(given));
            case "notice.Notices.read" -> with("UUID", before.noticeOf(before.notice(before.another(staff))));
            case "notice.Notices.send", "notice.NoticeBoard.warnings" ->
                with("UUID", UUID.randomUUID(), "int", 0, "NoticeForm", before.information(), "boolean", false);
            case "notice.Notices.approve", "notice.Notices.refuse" ->
                with("UUID", before.notice(before.another(staff)));
            case "notice.Notices.takeBack" -> with("UUID", before.notice(staff));
            case "notice.Notices.withdraw" -> with("UUID", before.noticeOf(before.published(staff)));
            case "notice.Notices.tell" ->
                with("UUID", before.noticeOf(before.published(staff)), "NoticeStep", NoticeStep.IDENTIFIED);
            case "notice.MaintenanceRules.send", "notice.MaintenanceRules.preview" -> with("RuleChange", before.rule());
            case "notice.MaintenanceRules.approve",
                    "notice.MaintenanceRules.refuse",
                    "notice.MaintenanceRules.consequences" -> with("UUID", before.ruleBy(before.another(staff)));
            case "notice.MaintenanceRules.takeBack" -> with("UUID", before.ruleBy(staff));
            case "ownrecord.OwnDeclarations.declare" ->
                with(
                        "NewDeclaration",
                        new NewDeclaration(before.another(staff).staffNo(), null, LocalDate.of(1931, 2, 3), null));
            case "ownrecord.OwnDeclarations.confirm", "ownrecord.OwnDeclarations.refuse" ->
                with(
                        "UUID",
                        before.declaration(
                                before.another(staff), scene.staff(staff.workplace(), Role.CLERK), null, null));
            case "periodic.PeriodicQueue.take" -> with("UUID", before.periodic(given));
            case "periodic.PeriodicCases.read",
                    "periodic.PeriodicCases.look",
                    "periodic.PeriodicCases.end",
                    "periodic.PeriodicCases.askCertificate",
                    "periodic.PeriodicQueue.renew",
                    "periodic.PeriodicQueue.lock" -> with("UUID", before.periodicTaken(given));
            case "periodic.PeriodicQueue.takeOver" -> {
                var review = before.periodic(given);
                Beforehand.attempt(
                        staff(Role.REVIEWER),
                        () -> beans.getBean(jp.madoguchi.periodic.PeriodicQueue.class)
                                .take(OperationId.make(), review));
                yield with("UUID", review);
            }
            case "personal.ChangeReports.turnDown" ->
                with("UUID", before.report(given), "TurnDown", jp.madoguchi.personal.TurnDown.MEMBER_WITHDREW);
            case "personal.PersonalDataChanges.carryOut" ->
                with("UUID", before.report(given), "Long", before.row("member_phone", given), "DocumentKind", null);
            case "personal.PersonalDataChanges.change" ->
                with(
                        "DataKind",
                        DataKind.WORKPLACE,
                        "Map",
                        Map.of("name", "新試験商事"),
                        "Long",
                        before.row("member_employer", given));
            case "personal.PersonalDataChanges.areaOf" -> with("String", "1000001");
            case "slip.Slips.print", "slip.Slips.another", "slip.Slips.declareVoid", "slip.Slips.handOver" ->
                with("String", before.slip(given, name));
            case "staff.StaffAccounts.send" -> {
                var number = Counter.as(
                        before.another(staff),
                        () -> beans.getBean(StaffAccounts.class).freeNumber());
                yield with("StaffNo", number, "int", 0, "StaffForm", before.newPerson(number, staff.workplace()));
            }
            case "staff.StaffAccounts.approve", "staff.StaffAccounts.refuse" ->
                with("UUID", before.staffChange(before.another(staff), staff.workplace()));
            case "staff.StaffAccounts.takeBack" -> with("UUID", before.staffChange(staff, staff.workplace()));
            case "staff.StaffAccounts.drawLink" -> {
                var change = before.staffChange(before.another(staff), staff.workplace());
                Counter.as(
                        before.another(staff),
                        () -> beans.getBean(StaffAccounts.class).approve(OperationId.make(), change));
                yield with("UUID", change);
            }
            case "staff.StaffReviews.worklist" -> with("LocalDate", scene.today());
            case "staff.Workplaces.choose" -> with("PlaceNo", staff.workplace().placeNo());
            case "takeover.TakeoverClearings.ask" -> {
                Beforehand.attempt(
                        staff, () -> beans.getBean(TakeoverSigns.class).lock(OperationId.make(), contact, memberNo));
                yield Map.of();
            }
            case "lending.SimulationSheets.print", "lending.SimulationSheets.mail" ->
                with("Supposed", new Supposed(Supposed.Kind.REPAY, new Yen(10_000), scene.today()));
            case "webid.WebIdReissue.reissue" ->
                with(
                        "Reissue",
                        new Reissue(
                                staff.roles().contains(Role.AGENT) ? Reissue.Delivery.MAIL : Reissue.Delivery.SLIP,
                                Reissue.Reason.FORGOTTEN));
            default -> Map.of();
        };
    }
}
