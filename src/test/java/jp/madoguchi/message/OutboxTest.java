package jp.madoguchi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.MailSink;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.RejectException;

/** Sends through a real mail server; other tests' messages go out with ours, so only our members' are looked at. */
class OutboxTest extends ConsoleTest {

    private static final String MEMBER_ADDRESS = "member%s@example.com";

    @Autowired
    Claims claims;

    @Autowired
    Outbox outbox;

    @Autowired
    DeadLetters letters;

    @Autowired
    MemberMessages told;

    @Autowired
    MailSettings settings;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path smsFolder;

    private MailSink sink;

    @BeforeEach
    void open() {
        sink = new MailSink();
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void a_lock_is_told_once_by_a_mail_named_after_its_row() {
        var member = scene().locked();
        var ref = row(member, "LOGIN_LOCKED").get("ref", UUID.class);

        drain();
        drain();

        var mails = sink.to(address(member));
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().ref()).isEqualTo(ref);
        assertThat(mails.getFirst().subject()).isEqualTo("会員ページのログインを停止しました");
        assertThat(mails.getFirst().body())
                .startsWith("髙橋 花子 さま\n")
                .contains("会員ページ・アプリ・ATM")
                .containsPattern("20\\d\\d年\\d+月\\d+日 \\d+時\\d\\d分、")
                .doesNotContain("{", "}");
        assertThat(mails.getFirst().raw())
                .contains("Message-ID: <" + ref + "@madoguchi.example>")
                .contains("charset=UTF-8")
                .contains("Auto-Submitted: auto-generated");
        var sent = row(member, "LOGIN_LOCKED");
        assertThat(sent.get("state")).isEqualTo("SENT");
        assertThat(sent.get("code")).isNull();
        assertThat(sent.get("claimed_until")).isNull();
    }

    @Test
    void eight_senders_of_two_nodes_send_each_message_once() throws Exception {
        var members = new ArrayList<Scene.Member>();
        for (var i = 0; i < 20; i++) {
            members.add(scene().member());
        }
        for (var member : members) {
            tell(member, MessageKind.LOCK_CLEARED, Map.of("cleared_at", Instant.EPOCH));
            tell(member, MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        }
        var nodes = List.of(sender(), sender());

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 8; i++) {
                var node = nodes.get(i % 2);
                threads.submit(() -> drain(node));
            }
        }
        drain();

        for (var member : members) {
            assertThat(sink.to(address(member)))
                    .extracting(MailSink.Mail::subject)
                    .containsExactly("会員ページのログイン停止を解除しました", "会員ページのご利用を再開しました");
        }
    }

    @Test
    void who_lost_the_claim_writes_nothing_any_more() {
        var member = scene().member();
        var ref = tell(member, MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        var first = hold(ref);
        expire(ref);
        var second = hold(ref);

        assertThat(second.fence()).isEqualTo(first.fence() + 1);
        assertThat(claims.sent(first)).isFalse();
        claims.never(first, new Delivery.Never(Obstacle.REFUSED, 550));
        claims.notNow(first, new Delivery.NotNow(Obstacle.DEFERRED, 450));
        assertThat(row(ref).get("state")).isEqualTo("DUE");
        assertThat(row(ref).get("code")).isNull();
        assertThat(claims.sent(second)).isTrue();
        assertThat(claims.sent(second)).isFalse();
        assertThat(row(ref).get("state")).isEqualTo("SENT");
    }

    @Test
    void nobody_takes_a_message_that_is_held_or_was_handed_over_and_not_marked() {
        var ref = tell(scene().member(), MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        var held = hold(ref);

        drain();
        expire(ref);
        for (var claim = claims.next(List.of(held.id()));
                !(claim instanceof Claim.Nothing);
                claim = claims.next(List.of(held.id()))) {
            assertThat(claim instanceof Claim.Held other && other.id() == held.id())
                    .isFalse();
        }

        assertThat(sink.taken()).noneMatch(mail -> mail.ref().equals(ref));
        claims.sent(held);
    }

    @Test
    void one_member_is_told_in_order() {
        var member = scene().member();
        var first = tell(member, MessageKind.LOCK_CLEARED, Map.of("cleared_at", Instant.EPOCH));
        var second = tell(member, MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        sink.doorman(recipient -> refuse(recipient, member, 451));

        drain();

        assertThat(row(first).get("code")).isEqualTo("DEFERRED");
        assertThat(row(second).get("tries")).isEqualTo(0);
        sink.doorman(recipient -> {});
        makeDue(first);
        drain();
        assertThat(sink.to(address(member))).extracting(MailSink.Mail::ref).containsExactly(first, second);
    }

    @Test
    void a_refusal_for_now_is_tried_again_later_and_becomes_a_dead_letter_after_the_last_try() {
        var member = scene().member();
        var ref = tell(member, MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        sink.doorman(recipient -> refuse(recipient, member, 451));

        drain();

        assertThat(row(ref).get("state")).isEqualTo("DUE");
        assertThat(row(ref).get("reply")).isEqualTo(451);
        assertThat(pause(ref)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(61));
        makeDue(ref);
        drain();
        assertThat(pause(ref)).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(121));
        for (var tries = 3; tries <= 12; tries++) {
            assertThat(row(ref).get("state")).isEqualTo("DUE");
            makeDue(ref);
            drain();
        }
        assertThat(row(ref).get("state")).isEqualTo("DEAD");
        assertThat(row(ref).get("code")).isEqualTo("DEFERRED");
        assertThat(row(ref).get("tries")).isEqualTo(12);
    }

    @Test
    void a_refusal_for_good_is_a_dead_letter_at_once() {
        var member = scene().member();
        var ref = tell(member, MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        sink.doorman(recipient -> refuse(recipient, member, 550));

        drain();

        assertThat(row(ref).get("state")).isEqualTo("DEAD");
        assertThat(row(ref).get("code")).isEqualTo("REFUSED");
        assertThat(row(ref).get("reply")).isEqualTo(550);
    }

    @Test
    void a_mail_server_that_is_away_kills_no_message() {
        var ref = tell(scene().member(), MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        sink.close();

        drain();

        assertThat(row(ref).get("state")).isEqualTo("DUE");
        assertThat(row(ref).get("code")).isEqualTo("NOT_REACHED");
    }

    @Test
    void a_sender_that_dies_each_time_ends_in_a_dead_letter() {
        var ref = tell(scene().member(), MessageKind.REACTIVATED, Map.of("reactivated_at", Instant.EPOCH));
        superuser().execute("update madoguchi.outbox set tries = 12, fence = 12 where ref = ?", ref);

        drain();

        assertThat(row(ref).get("code")).isEqualTo("INTERRUPTED");
    }

    @Test
    void a_placeholder_without_a_value_is_a_dead_letter_and_no_mail() {
        var member = scene().member();
        var missing = write(member, "LOCK_CLEARED", "MAIL", "{}");
        var unreadable = write(scene().member(), "LOCK_CLEARED", "MAIL", "{\"cleared_at\":\"soon\"}");

        var broken = List.of(
                write(scene().member(), "LOCK_CLEARED", "MAIL", "["),
                write(scene().member(), "LOCK_CLEARED", "MAIL", "[]"),
                write(scene().member(), "LOCK_CLEARED", "MAIL", "null"));

        drain();

        assertThat(broken).allSatisfy(ref -> assertThat(row(ref).get("code")).isEqualTo("UNFILLED"));
        assertThat(row(missing).get("code")).isEqualTo("UNFILLED");
        assertThat(row(unreadable).get("code")).isEqualTo("UNFILLED");
        assertThat(sink.to(address(member))).isEmpty();
    }

    @Test
    void without_an_address_a_message_is_a_dead_letter() {
        var member = scene().member();
        superuser()
                .execute(
                        "delete from madoguchi.member_email where member_no = ?",
                        member.memberNo().value());
        var mail = write(member, "REACTIVATED", "MAIL", "{\"reactivated_at\":\"1970-01-01T00:00:00Z\"}");

        drain();

        assertThat(row(mail).get("code")).isEqualTo("NO_ADDRESS");
    }

    @Test
    void a_lawyers_notice_or_a_death_withholds_every_message_for_good() {
        for (var restriction : List.of("LAWYER_NOTICE", "DECEASED")) {
            var member = scene().locked();
            superuser()
                    .execute(
                            "insert into madoguchi.contact_restriction (member_no, kind, source, valid_from) values (?, ?, 'LAWYER', now() - interval '1 day')",
                            member.memberNo().value(),
                            restriction);

            drain();

            var row = row(member, "LOGIN_LOCKED");
            assertThat(row.get("state")).isEqualTo("WITHHELD");
            assertThat(row.get("code")).isEqualTo(restriction);
            assertThat(sink.to(address(member))).isEmpty();
            assertThatThrownBy(() -> console.execute(
                            "update madoguchi.outbox set withheld_at = null where ref = ?", row.get("ref", UUID.class)))
                    .hasStackTraceContaining("written once");
        }
    }

    @Test
    void a_member_without_mail_is_told_by_SMS_once_for_a_ref() throws Exception {
        var member = scene().member();
        superuser()
                .execute(
                        "delete from madoguchi.member_email where member_no = ?",
                        member.memberNo().value());
        var ref = tell(member, MessageKind.LOCK_CLEARED, Map.of("cleared_at", Instant.EPOCH));

        drain();

        assertThat(row(ref).get("channel")).isEqualTo("SMS");
        assertThat(row(ref).get("state")).isEqualTo("SENT");
        assertThat(Files.readString(smsFolder.resolve(ref + ".txt")))
                .startsWith("090")
                .contains("1970年1月1日 9時00分、会員ページ・アプリ・ATMの停止を解除しました。");
        new FileSms(smsFolder).send(ref, "09000000000", "again");
        try (var files = Files.list(smsFolder)) {
            assertThat(files.filter(file -> file.toString().contains(ref.toString())))
                    .hasSize(1);
        }
    }

    @Test
    void an_SMS_that_would_tell_of_lending_stays_here() {
        var ref = write(
                scene().member(),
                "VISIT_GUIDE",
                "SMS",
                "{\"place_name\":\"ｶｰﾄﾞﾛｰﾝ館\",\"place_address\":\"東京都\",\"hand_off_no\":\"000018\"}");

        drain();

        assertThat(row(ref).get("code")).isEqualTo("LENDING_WORD");
    }

    @Test
    void a_new_mail_address_is_told_to_the_former_and_to_the_new_one() {
        var member = scene().member();
        superuser().transaction(both -> {
            both.dsl()
                    .execute(
                            "update madoguchi.member_email set valid_to = now() where member_no = ?",
                            member.memberNo().value());
            both.dsl()
                    .execute(
                            "insert into madoguchi.member_email (member_no, address, valid_from) values (?, ?, now())",
                            member.memberNo().value(),
                            "new" + address(member));
        });

        drain();

        for (var to : List.of(address(member), "new" + address(member))) {
            assertThat(sink.to(to)).extracting(MailSink.Mail::subject).containsExactly("メールアドレスの変更を受け付けました");
        }
    }

    @Test
    void a_change_of_address_or_phone_tells_of_itself() {
        var member = scene().member();
        for (var table : List.of("member_address", "member_phone")) {
            superuser()
                    .execute(
                            "update madoguchi." + table + " set valid_to = now() where member_no = ?",
                            member.memberNo().value());
        }

        drain();

        assertThat(sink.to(address(member)))
                .extracting(MailSink.Mail::subject)
                .containsExactly("ご登録住所の変更を受け付けました", "電話番号の変更を受け付けました");
    }

    @Test
    void an_administrator_has_a_dead_letter_sent_again_once() {
        var member = scene().member();
        var ref = write(member, "LOCK_CLEARED", "MAIL", "{}");
        drain();
        Scene.signIn(scene().staff(scene().callCenter(), Role.ADMIN));
        assertThat(letters.latest()).anySatisfy(letter -> {
            assertThat(letter.ref()).isEqualTo(ref);
            assertThat(letter.code()).isEqualTo("UNFILLED");
        });
        var before = letters.counts();

        var id = OperationId.make();
        letters.retry(id, ref);
        letters.retry(id, ref);

        assertThat(row(ref).get("state")).isEqualTo("DUE");
        assertThat(letters.counts().dead()).isEqualTo(before.dead() - 1);
        assertThat(letters.counts().due()).isEqualTo(before.due() + 1);
        assertThat(scene().trail(member.memberNo())).containsExactly("MESSAGE_RETRIED DONE");
        assertThatThrownBy(() -> letters.retry(OperationId.make(), ref)).isInstanceOf(NoDeadLetter.class);
    }

    @Test
    void what_a_member_was_told_is_read_on_record() {
        var member = scene().locked();
        Scene.signIn(scene().staff(scene().store(), Role.CLERK));

        assertThat(told.of(member.memberNo()))
                .extracting(ToldMessage::kind, ToldMessage::state)
                .containsExactly(tuple(MessageKind.LOGIN_LOCKED, MessageState.DUE));

        assertThat(scene().trail(member.memberNo())).contains("MESSAGES_READ DONE");
    }

    @Test
    void a_use_case_that_forgets_a_value_is_stopped_before_it_writes() {
        var member = scene().member();
        assertThatThrownBy(() -> tell(member, MessageKind.LOCK_CLEARED, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Every kind has a mail that its own payload fills; codes, kinds and channels are those of the database. */
    @Test
    void texts_fit_their_kinds_and_tell_nobody_of_lending() throws Exception {
        var texts = superuser().fetch("""
                        select distinct on (kind, channel) kind, channel, subject, body, madoguchi.tells_of_lending(coalesce(subject, '') || body)
                        from madoguchi.message_template where valid_from <= clock_timestamp() order by kind, channel, valid_from desc""");
        for (var kind : MessageKind.values()) {
            assertThat(texts)
                    .anyMatch(text ->
                            text.get(0).equals(kind.name()) && text.get(1).equals("MAIL"));
        }
        for (var text : texts) {
            assertThat(text.get(4, Boolean.class)).as(text.toString()).isFalse();
            var values = new HashMap<>(Map.of("name", "見本"));
            MessageKind.valueOf(text.get(0, String.class))
                    .payload()
                    .forEach(name -> values.put(name, name.endsWith("_at") ? "2026-01-01T00:00:00Z" : "見本"));
            assertThat(new Template(null, text.get(3, String.class)).fill(values))
                    .doesNotContain("{", "}");
        }
        for (var word : List.of("お借入れ", "カードローン", "ﾛｰﾝ", "融資", "ご返済", "延滞", "督促", "Credit")) {
            assertThat(superuser().fetchValue("select madoguchi.tells_of_lending(?)", word))
                    .as(word)
                    .isEqualTo(true);
        }
        assertThat(superuser().fetchValue("select madoguchi.tells_of_lending(?)", settings.from() + settings.domain()))
                .isEqualTo(false);
        assertThat(allowed("outbox_kind_check")).containsExactlyInAnyOrderElementsOf(names(MessageKind.values()));
        assertThat(allowed("message_template_kind_check")).containsAll(names(MessageKind.values()));
        assertThat(allowed("outbox_channel_check")).containsExactlyInAnyOrderElementsOf(names(MessageChannel.values()));
        assertThat(allowed("outbox_code_check")).containsExactlyInAnyOrderElementsOf(names(Obstacle.values()));
    }

    private List<String> allowed(String constraint) {
        return superuser()
                .resultQuery(
                        "select (regexp_matches(pg_get_constraintdef(oid), '''([A-Z_]+)''', 'g'))[1] from pg_constraint where conname = ?",
                        constraint)
                .fetchInto(String.class);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private Sender sender() {
        return new Sender(
                claims,
                new MailCarrier(settings.at("127.0.0.1", sink.port()), Clock.systemUTC()),
                new FileSms(smsFolder),
                0);
    }

    private void drain() {
        drain(sender());
    }

    private static void drain(Sender sender) {
        while (sender.sendNext()) {
            // One message a turn.
        }
    }

    private Claim.Held hold(UUID ref) {
        for (var claim = claims.next(List.of()); !(claim instanceof Claim.Nothing); claim = claims.next(List.of())) {
            if (claim instanceof Claim.Held held && held.letter().ref().equals(ref)) {
                return held;
            }
        }
        throw new AssertionError("not due: " + ref);
    }

    private UUID tell(Scene.Member member, MessageKind kind, Map<String, ?> payload) {
        return transaction.execute(status -> outbox.tell(
                member.memberNo(),
                kind,
                payload,
                superuser().resultQuery("select clock_timestamp()").fetchSingle(0, Instant.class)));
    }

    private UUID write(Scene.Member member, String kind, String channel, String payload) {
        var ref = UUID.randomUUID();
        superuser()
                .execute(
                        "insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at) values (?, ?, ?, ?, ?, now(), now())",
                        ref,
                        member.memberNo().value(),
                        kind,
                        channel,
                        payload);
        return ref;
    }

    private void expire(UUID ref) {
        superuser()
                .execute("update madoguchi.outbox set claimed_until = now() - interval '1 second' where ref = ?", ref);
    }

    private void makeDue(UUID ref) {
        superuser()
                .execute(
                        "update madoguchi.outbox set due_at = greatest(created_at, now() - interval '1 second') where ref = ?",
                        ref);
    }

    private Duration pause(UUID ref) {
        return Duration.ofSeconds(superuser()
                .resultQuery("select extract(epoch from due_at - now())::int from madoguchi.outbox where ref = ?", ref)
                .fetchSingle(0, Integer.class));
    }

    private Record row(UUID ref) {
        return superuser().fetchSingle("select * from madoguchi.outbox where ref = ?", ref);
    }

    private Record row(Scene.Member member, String kind) {
        return superuser()
                .fetchSingle(
                        "select * from madoguchi.outbox where member_no = ? and kind = ?",
                        member.memberNo().value(),
                        kind);
    }

    private static void refuse(String recipient, Scene.Member member, int code) throws RejectException {
        if (recipient.equals(address(member))) {
            throw new RejectException(code, "no");
        }
    }

    private static String address(Scene.Member member) {
        return MEMBER_ADDRESS.formatted(new MemberNo(member.memberNo().value()));
    }
}
