package jp.madoguchi.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.DocumentRule;
import jp.madoguchi.policy.CheckState;
import jp.madoguchi.policy.Reason;
import jp.madoguchi.policy.Verdict;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is said on the phone (DOMAIN R30b): sentence by sentence, before and after the check. */
class CallGuideTest extends ConsoleTest {

    private static final MemberNo MEMBER = new MemberNo("123456789");
    private static final Instant NOW = at(2026, 10, 7, 15, 0);
    private static final StaffMember AGENT = new StaffMember(
            new StaffNo("S00001"),
            "agent",
            "仙台 太郎",
            Set.of(Role.AGENT),
            Map.of(Permission.MEMBER_READ, Permission.Level.ALONE),
            null,
            UUID.randomUUID());

    @Autowired
    SentenceRows rows;

    @Test
    void every_sentence_has_its_words_and_every_row_its_sentence() {
        assertThat(rows.inForce(NOW).words()).containsOnlyKeys(Sentence.values());
        assertThat(console.fetchValues("select distinct code from madoguchi.call_sentence").stream()
                        .map(code -> Sentence.valueOf((String) code)))
                .containsExactlyInAnyOrder(Sentence.values());
    }

    @Test
    void a_later_row_is_said_from_its_moment_on() {
        var today = rows.inForce(NOW).words().get(Sentence.THIRD_PARTY);
        superuser()
                .execute(
                        "insert into madoguchi.call_sentence values ('THIRD_PARTY', '2101-01-01 00:00+09', '別の言葉でお断りします。')");

        assertThat(rows.inForce(at(2100, 12, 31, 23, 59)).words()).containsEntry(Sentence.THIRD_PARTY, today);
        assertThat(rows.inForce(at(2101, 1, 1, 0, 0)).words()).containsEntry(Sentence.THIRD_PARTY, "別の言葉でお断りします。");
        assertThatThrownBy(() ->
                        superuser().execute("update madoguchi.call_sentence set words = '' where code = 'OPENING'"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_sentence_without_its_fact_is_never_said() {
        assertThatThrownBy(() -> rows.inForce(NOW).say(Sentence.DORMANT, Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void before_the_check_nothing_is_said_that_tells_of_a_contract() {
        var said = said(locked(), false);

        assertThat(said).hasSize(3);
        assertThat(said.getFirst()).startsWith("ご不便をおかけしております。");
        assertThat(said.get(1)).startsWith("一般的なご案内となりますが");
        assertThat(said.getLast()).contains("お取引の有無を含めてご案内できかねます");
    }

    @Test
    void maintenance_and_outage_are_said_while_they_last() {
        var weekly = new Maintenance(at(2026, 10, 5, 0, 0), at(2026, 10, 5, 7, 0));
        var once = new Maintenance(at(2026, 10, 6, 23, 0), at(2026, 10, 7, 6, 30));

        assertThat(said(new Facts().maintenance(weekly), false))
                .contains("会員ページは毎週月曜日の午前0時から午前7時まで定期メンテナンスのためご利用いただけません。午前7時以降に改めてお試しください。");
        assertThat(said(new Facts().maintenance(once), false))
                .contains("会員ページは10月6日23時00分から10月7日6時30分まで定期メンテナンスのためご利用いただけません。10月7日6時30分以降に改めてお試しください。");
        assertThat(said(new Facts().outage(null), true))
                .singleElement()
                .asString()
                .startsWith("ただいまシステム障害により");
        assertThat(said(new Facts().outage("ただいま復旧作業中でございます。"), false)).contains("ただいま復旧作業中でございます。");
    }

    @Test
    void a_lock_is_told_with_its_time_the_papers_and_a_place_that_is_open() {
        assertThat(said(locked(), true))
                .containsExactly("10月3日14時05分に、続けて入力を誤られたためロックがかかっております。会員ページ、アプリ、ATMがご利用いただけません。"
                        + "お電話では解除できませんので、運転免許証、マイナンバーカードなどの本人確認書類をお持ちのうえ、店舗または自動契約機へお越しください。"
                        + "お近くでは新宿店が本日18時まで受け付けております。");
    }

    @Test
    void sentences_stay_Japanese_on_an_English_screen() {
        UI.getCurrent().setLocale(Locale.ENGLISH);

        assertThat(said(locked(), true)).singleElement().asString().contains("会員ページ、アプリ、ATM", "運転免許証");
    }

    @Test
    void when_every_place_is_closed_the_next_opening_is_told() {
        var closed = new VisitAdvice(List.of(place(new NearPlace.Today.Over())), documents());

        assertThat(guide(locked(), true, closed).steps().getFirst().say().words())
                .endsWith("お近くの新宿店は、10月8日(木)の10時から受け付けております。");
    }

    @Test
    void wrong_entries_are_told_with_the_attempts_left_and_never_which_of_the_two_was_wrong() {
        for (var outcome : List.of(Attempt.Outcome.WRONG_SECRET, Attempt.Outcome.RETIRED_ID)) {
            assertThat(said(new Facts().attempts(attempt(outcome)).attemptsLeft(2), true))
                    .singleElement()
                    .asString()
                    .startsWith("直近のログインで、ご入力内容が一致しなかった記録がございます。")
                    .endsWith("あと2回誤られますとロックがかかります。")
                    .doesNotContain("ID", "パスワード");
        }
    }

    @Test
    void an_ended_contract_and_dormancy_are_told_with_their_dates() {
        assertThat(said(new Facts().ended(LocalDate.of(2025, 3, 31)), true))
                .containsExactly("ご契約は2025年3月31日に終了しているため、会員ページにはログインいただけません。ご返済のご相談は担当におつなぎいたします。");
        assertThat(said(new Facts().dormant(), true)).first().asString().startsWith("2022年5月からログインがなかったため");
    }

    @Test
    void the_card_shows_each_cause_with_its_fact_its_remedy_and_the_sentence_to_copy() {
        var state = state(locked().outage(null).stopped(), true);
        var card = new DiagnosisCard(state, CallGuide.of(state, advice(), AGENT));
        UI.getCurrent().add(card);
        var words = card.getElement().getTextRecursively();

        assertThat(words)
                .contains("本人確認済み", "ログインロック・2026/10/03 14:05から", "電話・書面では解除できません", "つながりにくい状況", "借入停止中")
                .doesNotContain("どなたにもお伝えできる内容");
        assertThat(find(Button.class, card).all())
                .singleElement()
                .satisfies(copy -> assertThat(copy.getText()).isEqualTo("コピー"));
    }

    @Test
    void before_the_check_the_card_has_the_facts_and_only_the_sentences_for_everybody() {
        var state = state(locked(), false);
        var card = new DiagnosisCard(state, CallGuide.of(state, advice(), AGENT));
        UI.getCurrent().add(card);

        assertThat(card.getElement().getTextRecursively())
                .contains("本人確認前", "ログインロック・2026/10/03 14:05から", "どなたにもお伝えできる内容")
                .doesNotContain("ロックがかかっております");
        assertThat(find(Button.class, card).all()).hasSize(3);
    }

    private List<String> said(Facts facts, boolean identified) {
        var guide = guide(facts, identified, advice());
        return Stream.of(
                        guide.steps().stream().map(CallGuide.Step::say).filter(Objects::nonNull),
                        guide.borrowing().stream(),
                        guide.toAnybody().stream())
                .flatMap(lines -> lines)
                .map(CallGuide.Line::words)
                .toList();
    }

    private CallGuide guide(Facts facts, boolean identified, VisitAdvice advice) {
        return CallGuide.of(state(facts, identified), advice, AGENT);
    }

    private LoginState state(Facts facts, boolean identified) {
        var seen = facts.build();
        return new LoginState(
                MEMBER,
                NOW,
                seen.openLocks(),
                seen.attempts(),
                seen.attemptsLeft(),
                seen.lastLoginAt(),
                Diagnosis.of(seen),
                rows.inForce(NOW),
                null,
                new Verdict.Forbidden(Reason.NEVER_BY_PHONE),
                new ResetState(new Verdict.Forbidden(Reason.RESET_IN_PERSON_ONLY), List.of(), null, null),
                contact(identified ? CheckState.PASSED : CheckState.NONE, MEMBER.value()));
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
        return new Attempt(1, NOW.minusSeconds(60), "WEB_ID", "ab****", "MEMBER_PAGE", outcome, 2, null, null);
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
                null,
                NOW,
                null,
                null,
                null,
                false,
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
        private List<Outage> outages = List.of();
        private int left = 5;
        private @Nullable Instant dormantSince;
        private @Nullable LocalDate endedOn;
        private @Nullable Maintenance maintenance;
        private boolean stopped;

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

        Facts outage(@Nullable String toSay) {
            outages = List.of(new Outage("MEMBER_PAGE", "つながりにくい状況", NOW, null, toSay));
            return this;
        }

        Facts maintenance(Maintenance window) {
            maintenance = window;
            return this;
        }

        Facts stopped() {
            stopped = true;
            return this;
        }

        DiagnosisFacts build() {
            return new DiagnosisFacts(
                    new DiagnosisFacts.Contract(
                            endedOn == null ? "ACTIVE" : "CANCELLED_BY_LENDER", LocalDate.of(2020, 1, 1), endedOn),
                    dormantSince,
                    at(2022, 5, 10, 12, 0),
                    locks,
                    null,
                    outages,
                    maintenance,
                    attempts,
                    left,
                    false,
                    stopped,
                    null);
        }
    }
}
