package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.DocumentRule;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said on the phone (DOMAIN R30b): sentence by sentence, before and after the check. */
class CallGuideTest extends ConsoleTest {

    private static final MemberNo MEMBER = new MemberNo("123456789");
    private static final Instant NOW = at(2026, 10, 7, 15, 0);

    @Test
    void before_the_check_nothing_is_said_that_tells_of_a_contract() {
        var said = said(locked(), false);

        assertThat(said).hasSize(3);
        assertThat(said.getFirst()).startsWith("ご不便をおかけしております。");
        assertThat(said.get(1)).startsWith("一般的なご案内となりますが");
        assertThat(said.getLast()).contains("お取引の有無を含めてご案内できかねます");
    }

    @Test
    void a_caller_who_is_another_member_or_not_known_hears_no_more_than_anybody() {
        var state = new Facts().locks(List.of(lock(Lock.Kind.LOGIN))).contact(contact(CheckState.PASSED, "987654321"));

        assertThat(new CallSentences(state.build(), advice()).all()).hasSize(3);
        assertThat(new CallSentences(new Facts().contact(null).build(), advice()).all())
                .hasSize(3);
    }

    @Test
    void maintenance_and_outage_are_said_while_they_last() {
        var weekly = new LoginState.Unavailable("MAINTENANCE", at(2026, 10, 5, 0, 0), at(2026, 10, 5, 7, 0));
        var once = new LoginState.Unavailable("MAINTENANCE", at(2026, 10, 6, 23, 0), at(2026, 10, 7, 6, 30));
        var outage = new LoginState.Unavailable("OUTAGE", NOW, null);

        assertThat(said(new Facts().unavailable(weekly), false))
                .contains("会員ページは毎週月曜日の午前0時から午前7時まで定期メンテナンスのためご利用いただけません。午前7時以降に改めてお試しください。");
        assertThat(said(new Facts().unavailable(once), false))
                .contains("会員ページは10月6日23時00分から10月7日6時30分まで定期メンテナンスのためご利用いただけません。10月7日6時30分以降に改めてお試しください。");
        assertThat(said(new Facts().unavailable(outage), false)).anyMatch(words -> words.startsWith("ただいまシステム障害により"));
        assertThat(said(new Facts().unavailable(outage), true)).anyMatch(words -> words.startsWith("ただいまシステム障害により"));
    }

    @Test
    void a_lock_is_told_with_its_time_the_papers_and_a_place_that_is_open() {
        assertThat(said(locked(), true))
                .containsExactly("10月3日14時05分に、続けて入力を誤られたためロックがかかっております。会員ページ、アプリ、ATMがご利用いただけません。"
                        + "お電話では解除できませんので、運転免許証、マイナンバーカードなどの本人確認書類をお持ちのうえ、店舗または自動契約機へお越しください。"
                        + "お近くでは新宿店が本日18時まで受け付けております。");
    }

    @Test
    void when_every_place_is_closed_the_next_opening_is_told() {
        var closed = new VisitAdvice(List.of(place(new NearPlace.Today.Over())), documents());

        assertThat(new CallSentences(
                                locked().contact(contact(CheckState.PASSED, MEMBER.value()))
                                        .build(),
                                closed)
                        .all()
                        .getFirst()
                        .words())
                .endsWith("お近くの新宿店は本日の受付を終了しており、明日10時から受け付けております。");
    }

    @Test
    void a_lock_for_suspected_takeover_has_no_sentence_and_the_agent_hands_over() {
        var state = new Facts()
                .locks(List.of(lock(Lock.Kind.TAKEOVER)))
                .contact(contact(CheckState.PASSED, MEMBER.value()))
                .build();

        assertThat(new CallSentences(state, advice()).all()).isEmpty();
        var guide = new CallGuide(state, advice());
        assertThat(guide.getElement().getTextRecursively())
                .contains("責任者に引き継いでください")
                .doesNotContain("不正");
    }

    @Test
    void wrong_entries_are_told_with_the_attempts_left() {
        assertThat(said(
                        new Facts()
                                .attempts(attempt(Attempt.Outcome.WRONG_SECRET))
                                .attemptsLeft(2),
                        true))
                .singleElement()
                .asString()
                .endsWith("あと2回誤られますとロックがかかります。");
    }

    @Test
    void no_attempt_of_today_points_to_the_members_own_line() {
        assertThat(said(new Facts(), true)).singleElement().asString().startsWith("当社側に障害はなく");
        assertThat(said(new Facts().attempts(attempt(Attempt.Outcome.SUCCESS)), true))
                .isEmpty();
    }

    @Test
    void an_ended_contract_and_dormancy_are_told_with_their_dates() {
        assertThat(said(new Facts().ended(LocalDate.of(2025, 3, 31)), true))
                .containsExactly("ご契約は2025/03/31に終了しているため、会員ページにはログインいただけません。ご返済のご相談は担当におつなぎいたします。");
        assertThat(said(new Facts().dormant(), true)).first().asString().startsWith("2022年5月からログインがなかったため");
    }

    @Test
    void a_borrowing_stop_is_told_beside_what_is_wrong_with_the_login_but_not_when_nobody_can_log_in() {
        assertThat(said(new Facts().stopped().attempts(attempt(Attempt.Outcome.WRONG_SECRET)), true))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("ログインはご利用いただけます。");
        assertThat(said(locked().stopped(), true)).hasSize(1);
    }

    @Test
    void each_sentence_can_be_copied() {
        var guide = new CallGuide(
                locked().contact(contact(CheckState.NONE, MEMBER.value())).build(), advice());
        UI.getCurrent().add(guide);

        assertThat(find(Button.class, guide).all())
                .hasSize(3)
                .allMatch(copy -> copy.getText().equals("コピー"));
        assertThat(guide.getElement().getTextRecursively()).contains("本人確認前");
    }

    private static List<String> said(Facts facts, boolean identified) {
        var contact = contact(identified ? CheckState.PASSED : CheckState.NONE, MEMBER.value());
        return new CallSentences(facts.contact(contact).build(), advice())
                .all().stream().map(CallSentences.Sentence::words).toList();
    }

    private static Facts locked() {
        return new Facts().locks(List.of(lock(Lock.Kind.LOGIN)));
    }

    private static Lock lock(Lock.Kind kind) {
        return new Lock(
                UUID.randomUUID(),
                kind,
                "REPEATED_FAILURES",
                5,
                true,
                true,
                true,
                true,
                true,
                at(2026, 10, 3, 14, 5),
                null,
                null,
                null,
                null,
                null);
    }

    private static Attempt attempt(Attempt.Outcome outcome) {
        return new Attempt(1, NOW.minusSeconds(60), "WEB_ID", "ab****", "MEMBER_PAGE", outcome, 2, null);
    }

    private static VisitAdvice advice() {
        return new VisitAdvice(List.of(place(new NearPlace.Today.OpenUntil(LocalTime.of(18, 0)))), documents());
    }

    private static NearPlace place(NearPlace.Today today) {
        return new NearPlace(
                new PlaceNo("P0009"),
                PlaceKind.STORE,
                "新宿店",
                "東京都新宿区西新宿1-1",
                true,
                today,
                new NearPlace.Opening(LocalDate.of(2026, 10, 8), true, LocalTime.of(10, 0)));
    }

    private static List<DocumentRule> documents() {
        return List.of(
                new DocumentRule(DocumentKind.DRIVERS_LICENCE, true, true, false, null, null, null, false),
                new DocumentRule(DocumentKind.MY_NUMBER_CARD, true, true, false, null, null, null, false),
                new DocumentRule(DocumentKind.PASSPORT, true, true, false, null, LocalDate.of(2020, 2, 4), null, false),
                new DocumentRule(DocumentKind.RESIDENT_RECORD, false, false, true, null, null, 6, false));
    }

    private static OpenContact contact(CheckState check, String member) {
        return new OpenContact(
                new ContactNo("C0000000001"),
                Channel.PHONE_IN,
                new PlaceNo("P0041"),
                "仙台コールセンター",
                null,
                null,
                new MemberNo(member),
                "髙橋 花子",
                null,
                NOW,
                null,
                null,
                null,
                0,
                check,
                NOW);
    }

    private static Instant at(int year, int month, int day, int hour, int minute) {
        return ZonedDateTime.of(year, month, day, hour, minute, 0, 0, Tokyo.ZONE)
                .toInstant();
    }

    /** A member with nothing wrong, and what is changed about it. */
    private static final class Facts {
        private List<Lock> locks = List.of();
        private List<Attempt> attempts = List.of();
        private int left = 5;
        private @Nullable Instant dormantSince;
        private @Nullable LocalDate endedOn;
        private LoginState.@Nullable Unavailable unavailable;
        private boolean stopped;
        private @Nullable OpenContact contact;

        Facts locks(List<Lock> open) {
            locks = open;
            return this;
        }

        Facts attempts(Attempt latest) {
            attempts = List.of(latest);
            return this;
        }

        Facts attemptsLeft(int number) {
            left = number;
            return this;
        }

        Facts dormant() {
            dormantSince = at(2025, 5, 10, 0, 0);
            return this;
        }

        Facts ended(LocalDate day) {
            endedOn = day;
            return this;
        }

        Facts unavailable(LoginState.Unavailable window) {
            unavailable = window;
            return this;
        }

        Facts stopped() {
            stopped = true;
            return this;
        }

        Facts contact(@Nullable OpenContact front) {
            contact = front;
            return this;
        }

        LoginState build() {
            return new LoginState(
                    MEMBER,
                    NOW,
                    locks,
                    attempts,
                    left,
                    at(2022, 5, 10, 12, 0),
                    dormantSince,
                    endedOn == null ? "ACTIVE" : "CANCELLED_BY_LENDER",
                    LocalDate.of(2020, 1, 1),
                    endedOn,
                    stopped,
                    unavailable,
                    new Verdict.Forbidden(Reason.NEVER_BY_PHONE),
                    contact);
        }
    }
}
