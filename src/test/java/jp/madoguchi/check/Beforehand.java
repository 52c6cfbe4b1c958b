package jp.madoguchi.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.auditdesk.TrailExports;
import jp.madoguchi.auditdesk.TrailFilter;
import jp.madoguchi.card.CardStops;
import jp.madoguchi.card.Circumstance;
import jp.madoguchi.check.Deeds.Given;
import jp.madoguchi.contact.Caution;
import jp.madoguchi.contact.CautionKind;
import jp.madoguchi.contact.Cautions;
import jp.madoguchi.contact.Complaint;
import jp.madoguchi.contact.Complaints;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewCaution;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.core.Yen;
import jp.madoguchi.handoff.HandOff;
import jp.madoguchi.handoff.HandOffNo;
import jp.madoguchi.handoff.HandOffs;
import jp.madoguchi.handoff.NewHandOff;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.income.CertificateKind;
import jp.madoguchi.income.Sendings;
import jp.madoguchi.lending.BureauInquiries;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.lending.WorkplaceChecks;
import jp.madoguchi.limit.LimitCases;
import jp.madoguchi.limit.LimitDecided;
import jp.madoguchi.limit.LimitDecisions;
import jp.madoguchi.limit.LimitDesk;
import jp.madoguchi.limit.LimitForm;
import jp.madoguchi.limit.LimitQueue;
import jp.madoguchi.limit.LimitRequests;
import jp.madoguchi.limit.NewLimitRequest;
import jp.madoguchi.limit.RequestPurpose;
import jp.madoguchi.notice.MaintenanceRules;
import jp.madoguchi.notice.NoticeForm;
import jp.madoguchi.notice.NoticeKind;
import jp.madoguchi.notice.NoticeSeverity;
import jp.madoguchi.notice.Notices;
import jp.madoguchi.notice.RuleChange;
import jp.madoguchi.notice.RuleForm;
import jp.madoguchi.notice.RuleKind;
import jp.madoguchi.ownrecord.NewDeclaration;
import jp.madoguchi.ownrecord.OwnDeclarations;
import jp.madoguchi.periodic.PeriodicQueue;
import jp.madoguchi.slip.Slips;
import jp.madoguchi.staff.StaffAccounts;
import jp.madoguchi.staff.StaffForm;
import jp.madoguchi.staff.StaffReviews;
import jp.madoguchi.staff.StaffState;
import jp.madoguchi.webid.Reissue;
import jp.madoguchi.webid.WebIdReissue;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Makes what has to stand before a use case can be done: the request, the case, the slip, the notice. */
final class Beforehand {

    private final ListableBeanFactory beans;
    private final Scene scene;
    private final DSLContext superuser;

    Beforehand(ListableBeanFactory beans, Scene scene) {
        this.beans = beans;
        this.scene = scene;
        this.superuser = scene.superuser();
    }

    /** In the name of a person; null where it is refused, because then the case itself will tell. */
    static <T> @Nullable T attempt(StaffMember staff, Supplier<T> work) {
        try {
            return Counter.as(staff, work);
        } catch (RuntimeException refused) {
            return null;
        }
    }

    static @Nullable String no(@Nullable ContactNo contact) {
        return contact == null ? null : contact.value();
    }

    /** On which a person at this place serves. */
    static Channel channel(StaffMember staff) {
        return staff.workplace().kind() == PlaceKind.CALL_CENTER ? Channel.PHONE_IN : Channel.STORE;
    }

    /** Another person of the same roles at another place. */
    StaffMember another(StaffMember staff) {
        return scene.staff(scene.store(), staff.roles().toArray(Role[]::new));
    }

    /** A colleague at the same place. */
    StaffMember colleague(StaffMember staff, Role role) {
        return scene.staff(staff.workplace(), role);
    }

    ShownDocument licence(Scene.Member member) {
        return licence(member, member.address());
    }

    ShownDocument licence(Scene.Member member, String address) {
        return new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                scene.today().plusYears(1),
                "1234",
                true,
                member.birthDate(),
                address,
                true,
                false);
    }

    // In a contact ----------------------------------------------------------------------------------------------------

    OpenContact openContact(Given given) {
        var found = given.contact() == null
                ? null
                : attempt(given.staff(), () -> beans.getBean(Contacts.class).find(given.contact()));
        return found == null || found.isEmpty()
                ? (OpenContact) Objects.requireNonNull(PlainValues.of(OpenContact.class, given))
                : found.get();
    }

    /** The person has nobody in front any more. */
    void closeFront(Given given) {
        if (given.contact() != null) {
            superuser.execute(
                    "update madoguchi.contact set parked_at = clock_timestamp() where contact_no = ?",
                    no(given.contact()));
        }
    }

    /** The person's contact in front, which does not know its member yet. */
    ContactNo contactWithoutMember(Given given) {
        closeFront(given);
        var opened = attempt(
                given.staff(),
                () -> beans.getBean(Contacts.class)
                        .open(OperationId.make(), new NewContact(channel(given.staff()), null, null, null, null)));
        return opened == null ? Objects.requireNonNull(given.contact()) : opened;
    }

    /** A closed contact of a colleague with the member. */
    ContactNo closedByColleague(Given given) {
        var counter = Counter.open(beans, colleague(given.staff(), Role.CLERK), given.member(), channel(given.staff()));
        counter.close();
        return counter.contact();
    }

    /** A colleague has closed a contact with the member, who is to be called back within the hour. */
    void promisedCallBack(Given given) {
        var counter = Counter.open(beans, colleague(given.staff(), Role.CLERK), given.member(), channel(given.staff()));
        superuser.execute("""
                update madoguchi.contact set closed_at = clock_timestamp(), category = 'OTHER', cause = 'UNKNOWN', outcome = 'CALL_BACK',
                  call_back_at = clock_timestamp() + interval '1 hour'
                where contact_no = ?""", counter.contact().value());
    }

    /** A contact that the person had with the member before, and closed; what is in front stays there. */
    void closedBySelf(Given given) {
        closeFront(given);
        attempt(given.staff(), () -> {
            var counter = Counter.open(beans, given.staff(), given.member(), channel(given.staff()));
            counter.close();
            return counter;
        });
        superuser.execute("update madoguchi.contact set parked_at = null where contact_no = ?", no(given.contact()));
    }

    void stopCard(MemberNo memberNo) {
        var clerk = scene.staff(scene.store(), Role.CLERK);
        var contact = Counter.as(
                clerk,
                () -> beans.getBean(Contacts.class)
                        .open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, memberNo)));
        Counter.as(
                clerk,
                () -> beans.getBean(CardStops.class).stop(OperationId.make(), contact, memberNo, Circumstance.LOST));
    }

    void caution(Given given) {
        attempt(given.staff(), () -> {
            beans.getBean(Cautions.class)
                    .add(
                            OperationId.make(),
                            Objects.requireNonNull(given.contact()),
                            given.member().memberNo(),
                            new NewCaution(CautionKind.HEARING, Caution.Source.MEMBER, "筆談", null, null, null, null));
            return given;
        });
    }

    /** @param answered whether it got its first answer already */
    UUID complaint(Given given, boolean answered) {
        var clerk = colleague(given.staff(), Role.CLERK);
        var contact = Counter.open(beans, clerk, given.member(), channel(clerk)).contact();
        var raised = OperationId.make();
        Counter.as(clerk, () -> {
            beans.getBean(Complaints.class).raise(raised, contact, Complaint.About.PROCEDURE, "長く待った");
            return contact;
        });
        var ref = (UUID)
                superuser.fetchValue("select ref from madoguchi.complaint where contact_no = ?", contact.value());
        if (answered) {
            Counter.as(clerk, () -> {
                beans.getBean(Complaints.class).answer(OperationId.make(), ref, "お詫びしました", false);
                return ref;
            });
        }
        return ref;
    }

    /** A request of a clerk whose member failed a check once, which waits for a second person. */
    UUID waiting(Given given) {
        scene.lock(given.member());
        var asking =
                Counter.open(beans, scene, scene.store(), given.member()).fail().pass();
        return asking.clear(OperationId.make()).request();
    }

    /** The same of the person. */
    UUID ownRequest(Given given) {
        var staff = given.staff();
        if (!staff.rights().containsKey(Permission.LOCK_CLEAR) || given.contact() == null) {
            return UUID.randomUUID();
        }
        scene.lock(given.member());
        var counter = new Counter(beans, staff, given.member(), given.contact());
        var outcome = attempt(staff, () -> counter.fail().pass().clear(OperationId.make()));
        return outcome == null || outcome.request() == null ? UUID.randomUUID() : outcome.request();
    }

    /** Whoever is in front failed a check and passed the next: what follows waits for a second person. */
    void failedOnce(Given given) {
        var contact = given.contact();
        if (contact != null) {
            attempt(
                    given.staff(),
                    () -> new Counter(beans, given.staff(), given.member(), contact)
                            .fail()
                            .pass());
        }
    }

    void late(Given given) {
        var no = given.no();
        superuser.execute(
                "update madoguchi.contract set moved_on = ?, due_counted_from = ? where member_no = ?",
                scene.today().minusDays(40),
                scene.today().minusDays(40),
                no);
        superuser.execute(
                "insert into madoguchi.delinquency (member_no, due_on, amount) values (?, ?, 8000)",
                no,
                scene.today().minusDays(10));
        superuser.execute("""
                with posted as (
                  insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, affected_from, affected_to)
                  select gen_random_uuid(), 'OUTAGE', 'HIGH', '返済できない状況', 'お詫び申し上げます。', f, f, f + interval '1 day'
                  from (select now() - interval '10 days' as f) w where not exists (select from madoguchi.notice where title = '返済できない状況') returning id)
                insert into madoguchi.notice_service (notice_id, service) select id, 'REPAYMENT' from posted""");
    }

    NewHandOff handOff(PlaceNo where) {
        return new NewHandOff(HandOff.Purpose.CLEAR_LOCK, where, scene.today(), null, false);
    }

    /** Sent by an agent to the person's place, or to a store where that is none. */
    HandOffNo handedOff(Given given) {
        var agent = scene.staff(scene.callCenter(), Role.AGENT);
        var contact =
                Counter.open(beans, agent, given.member(), Channel.PHONE_IN).contact();
        var place = given.staff().workplace().kind() == PlaceKind.STORE
                ? given.staff().workplace()
                : scene.store();
        return Counter.as(
                agent,
                () -> beans.getBean(HandOffs.class)
                        .make(OperationId.make(), contact, given.member().memberNo(), handOff(place.placeNo())));
    }

    /** Sent, and taken up by the person in a contact that is in front. */
    HandOffNo takenHandOff(Given given) {
        var number = handedOff(given);
        closeFront(given);
        attempt(given.staff(), () -> beans.getBean(HandOffs.class).take(OperationId.make(), number));
        return number;
    }

    /** The person's contact in which what the member was sent for was taken up. */
    ContactNo visit(Given given) {
        takenHandOff(given);
        return Optional.ofNullable((String) superuser.fetchValue(
                        "select taken_contact_no::text from madoguchi.hand_off where member_no = ? and taken_by = ?",
                        given.no(),
                        given.staff().staffNo().value()))
                .map(ContactNo::new)
                .orElseGet(() -> Objects.requireNonNullElseGet(given.contact(), () -> new ContactNo("C9999999999")));
    }

    /** The number of a slip that the person may print, hand over or declare void. */
    String slip(Given given, String useCase) {
        var reissued = attempt(
                given.staff(),
                () -> beans.getBean(WebIdReissue.class)
                        .reissue(
                                OperationId.make(),
                                Objects.requireNonNull(given.contact()),
                                given.member().memberNo(),
                                new Reissue(Reissue.Delivery.SLIP, Reissue.Reason.FORGOTTEN)));
        var number = reissued == null
                ? null
                : (String) superuser.fetchValue(
                        "select slip_no::text from madoguchi.slip where contact_no = ? limit 1", no(given.contact()));
        if (number == null) {
            return "S00000000";
        }
        if (!useCase.endsWith(".print")) {
            attempt(given.staff(), () -> beans.getBean(Slips.class).print(given.contact(), number));
        }
        return number;
    }

    UUID report(Given given) {
        superuser.fetch(
                "select member_site.report_change(gen_random_uuid(), ?, 'MOBILE', '{\"digits\": \"08011112222\"}', 'MEMBER_PAGE')",
                given.no());
        return Optional.ofNullable((UUID)
                        superuser.fetchValue("select ref from madoguchi.change_report where member_no = ?", given.no()))
                .orElseGet(UUID::randomUUID);
    }

    @Nullable
    Long row(String table, Given given) {
        return (Long) superuser.fetchValue(
                "select id from madoguchi." + table + " where member_no = ? and valid_to is null", given.no());
    }

    UUID deadLetter(Given given) {
        var ref = UUID.randomUUID();
        superuser.execute("""
                insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
                values (?, ?, 'LOCK_CLEARED', 'MAIL', '{}', now(), now())""", ref, given.no());
        superuser.execute("update madoguchi.outbox set dead_at = now(), code = 'UNFILLED' where ref = ?", ref);
        return ref;
    }

    // Income and limits -----------------------------------------------------------------------------------------------

    /** A paper of the member that waits for a reviewer; answers its sending. */
    UUID paper(Given given) {
        var certificate = new Sendings(superuser)
                .ready(given.member().memberNo(), CertificateKind.WITHHOLDING_SLIP, 1, Duration.ofMinutes(30));
        return (UUID) Objects.requireNonNull(superuser.fetchValue(
                "select sending_ref from madoguchi.income_certificate where ref = ? or sending_ref = ? limit 1",
                certificate,
                certificate));
    }

    UUID certificate(UUID sending) {
        return (UUID) Objects.requireNonNull(
                superuser.fetchValue("select ref from madoguchi.income_certificate where sending_ref = ?", sending));
    }

    NewLimitRequest wish() {
        return new NewLimitRequest(LimitDesk.LIMIT, RequestPurpose.LIVING, new Yen(6_000_000), "試験商事", Yen.ZERO, 0);
    }

    /** Asked for at a counter. */
    UUID limitRequest(Given given) {
        var counter = Counter.open(beans, scene, scene.store(), given.member()).pass();
        return counter.work(() -> {
            beans.getBean(ContactDataConfirmations.class)
                    .confirm(
                            OperationId.make(),
                            counter.contact(),
                            given.member().memberNo());
            return beans.getBean(LimitRequests.class)
                    .takeIn(
                            OperationId.make(),
                            counter.contact(),
                            given.member().memberNo(),
                            wish());
        });
    }

    /** Asked for, and taken by the person. */
    UUID limitCase(Given given) {
        var request = limitRequest(given);
        attempt(given.staff(), () -> beans.getBean(LimitQueue.class).take(OperationId.make(), request));
        return request;
    }

    /** Asked for, taken, and everything before the decision done. */
    UUID researched(Given given) {
        return researched(given, given.staff());
    }

    private UUID researched(Given given, StaffMember reviewer) {
        var request = limitRequest(given);
        var member = given.member().memberNo();
        attempt(reviewer, () -> {
            beans.getBean(LimitQueue.class).take(OperationId.make(), request);
            beans.getBean(WorkplaceChecks.class)
                    .record(
                            OperationId.make(),
                            request,
                            member,
                            WorkplaceChecks.Way.PHONE,
                            WorkplaceChecks.Result.CONFIRMED);
            return beans.getBean(BureauInquiries.class)
                    .ask(OperationId.make(), BureauInquiries.Purpose.LIMIT_CASE, request, member);
        });
        return request;
    }

    LimitForm approval(String fingerprint) {
        return new LimitForm(
                LimitForm.Outcome.APPROVED, LimitDesk.LIMIT, LimitDesk.APR, Set.of(), null, null, fingerprint);
    }

    private LimitDecided decision(Given given) {
        var reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        var request = researched(given, reviewer);
        return Counter.as(reviewer, () -> {
            var seen = beans.getBean(LimitCases.class).read(request);
            return beans.getBean(LimitDecisions.class)
                    .decide(
                            OperationId.make(),
                            request,
                            approval(seen.judgement().fingerprint()));
        });
    }

    UUID offer(Given given) {
        return Objects.requireNonNull(decision(given).offer());
    }

    /** Approved by a reviewer; the decision's own number. */
    UUID decided(Given given) {
        decision(given);
        return (UUID) Objects.requireNonNull(superuser.fetchValue(
                "select d.ref from madoguchi.limit_decision d join madoguchi.limit_request r on r.ref = d.request_ref where r.member_no = ?",
                given.no()));
    }

    UUID periodic(Given given) {
        var ref = LimitDesk.due(scene, given.member().memberNo(), 600_000);
        var reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        Counter.as(reviewer, () -> {
            beans.getBean(BureauInquiries.class)
                    .ask(
                            OperationId.make(),
                            BureauInquiries.Purpose.PERIODIC_REVIEW,
                            ref,
                            given.member().memberNo());
            beans.getBean(jp.madoguchi.periodic.PeriodicCases.class).look(ref);
            return ref;
        });
        return ref;
    }

    UUID periodicTaken(Given given) {
        var review = periodic(given);
        attempt(given.staff(), () -> beans.getBean(PeriodicQueue.class).take(OperationId.make(), review));
        return review;
    }

    // Notices, staff, the trail
    // -----------------------------------------------------------------------------------------

    NoticeForm information() {
        var now = Instant.now();
        return new NoticeForm(
                NoticeKind.INFORMATION,
                NoticeSeverity.LOW,
                List.of(),
                null,
                "臨時休業のお知らせ",
                "ご不便をおかけします。",
                "休業のお知らせがございます。",
                "Closed",
                "We are closed.",
                null,
                null,
                now,
                now.plus(Duration.ofHours(1)));
    }

    /** Sent by the person; waits for another. */
    UUID notice(StaffMember staff) {
        var sent = attempt(
                staff,
                () -> beans.getBean(Notices.class)
                        .send(OperationId.make(), UUID.randomUUID(), 0, information(), false));
        return sent == null ? UUID.randomUUID() : sent;
    }

    UUID published(StaffMember staff) {
        var version = notice(staff);
        attempt(another(staff), () -> beans.getBean(Notices.class).approve(OperationId.make(), version));
        return version;
    }

    UUID noticeOf(UUID version) {
        var notice =
                (UUID) superuser.fetchValue("select notice_ref from madoguchi.notice_version where ref = ?", version);
        return notice == null ? UUID.randomUUID() : notice;
    }

    RuleChange rule() {
        var form =
                new RuleForm(RuleKind.ONE_OFF, null, null, null, scene.today().plusDays(300), LocalTime.of(1, 0), 120);
        return new RuleChange(
                RuleChange.What.ADD, null, Instant.now().plus(Duration.ofMinutes(1)), form, null, null, "機器の交換");
    }

    UUID ruleBy(StaffMember staff) {
        superuser.execute(
                "update madoguchi.maintenance_change set decision = 'TAKEN_BACK', decided_at = clock_timestamp(), checker = null where decision is null");
        var sent = attempt(staff, () -> beans.getBean(MaintenanceRules.class).send(OperationId.make(), rule()));
        return sent == null ? UUID.randomUUID() : sent;
    }

    /** That a person of staff is a member, or has a phone. */
    UUID declaration(StaffMember admin, StaffMember whom, @Nullable MemberNo own, @Nullable String phone) {
        var id = OperationId.make();
        attempt(admin, () -> {
            beans.getBean(OwnDeclarations.class)
                    .declare(id, new NewDeclaration(whom.staffNo(), own, LocalDate.of(1931, 2, 3), phone));
            return id;
        });
        return id.value();
    }

    StaffForm newPerson(StaffNo number, Workplace place) {
        return new StaffForm(
                "n" + number.value().substring(1),
                "新山",
                "一郎",
                "ニイヤマ",
                "イチロウ",
                StaffState.ACTIVE,
                scene.today(),
                null,
                Set.of(Role.CLERK),
                Set.of(place.placeNo()),
                scene.today(),
                false,
                "入社");
    }

    /** A colleague as the quarter's worklist shows them. */
    StaffReviews.Line reviewLine(StaffMember admin) {
        var whom = colleague(admin, Role.CLERK);
        return new StaffReviews.Line(whom.staffNo(), whom.name(), Set.of(Role.CLERK), List.of(admin.workplace()));
    }

    UUID staffChange(StaffMember admin, Workplace place) {
        var change = attempt(admin, () -> {
            var accounts = beans.getBean(StaffAccounts.class);
            var number = accounts.freeNumber();
            return accounts.send(OperationId.make(), number, 0, newPerson(number, place));
        });
        return change == null ? UUID.randomUUID() : change;
    }

    TrailFilter entries() {
        return new TrailFilter(null, null, null, null, null, scene.today().minusDays(1), null);
    }

    UUID export(StaffMember staff) {
        var export = attempt(
                staff, () -> beans.getBean(TrailExports.class).request(OperationId.make(), entries(), "監督官庁の求めによる"));
        return export == null ? UUID.randomUUID() : export;
    }
}
