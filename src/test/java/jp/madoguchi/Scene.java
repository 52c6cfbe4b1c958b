package jp.madoguchi;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.PlaceKind;
import jp.madoguchi.core.PlaceNo;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.StaffNo;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.identity.PhoneQuestion;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Makes the people and places of a test, each new and committed, so that tests never meet. What no role of the product may
 * write is written by the superuser; attempts go through the contract, as the member site.
 */
public final class Scene {

    /** 131,000 yen taken over, of which 11,000 were repaid by direct debit twenty days ago. */
    private static final String LEDGER_OF_A_TEST = """
            insert into madoguchi.ledger_entry (member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, to_principal, balance, application)
            select c.member_no, c.id, e.*, 'ACCOUNT_SYSTEM'
            from madoguchi.contract c
            cross join (values (1, 'OPENING', 'OFFICE', current_date - 400, now() - interval '400 days', 131000, 131000, 0, 131000),
                               (2, 'REPAYMENT', 'DIRECT_DEBIT', current_date - 20, now() - interval '20 days', 11000, -11000, 11000, 120000))
                       e(seq, kind, channel, valued_on, at, amount, principal_change, to_principal, balance)
            where c.member_no = ?""";

    private final DSLContext superuser;
    private final DSLContext memberSite;

    public Scene(DSLContext superuser, DSLContext memberSite) {
        this.superuser = superuser;
        this.memberSite = memberSite;
        // The calendar of tests begins in 2100: until then no weekly maintenance gets in the way of a test's hour.
        superuser.execute(
                "update madoguchi.maintenance_rule set effective_from = '2100-01-01 00:00+09' where kind = 'WEEKLY' and effective_from < '2100-01-01'");
    }

    public Workplace store() {
        return place(PlaceKind.STORE);
    }

    public Workplace callCenter() {
        return place(PlaceKind.CALL_CENTER);
    }

    /** A contract machine with two booths. */
    public Workplace machine() {
        return place(PlaceKind.MACHINE);
    }

    private Workplace place(PlaceKind kind) {
        var number = new PlaceNo(free("place", "place_no", "P", 4));
        var name = switch (kind) {
                    case STORE -> "試験店";
                    case MACHINE -> "試験契約機";
                    case CALL_CENTER -> "試験コールセンター";
                    case HEAD_OFFICE -> "試験本部";
                }
                + number.value();
        superuser.execute("""
                insert into madoguchi.place (place_no, kind, name, name_kana, postal_code, prefecture, municipality, street, latitude, longitude, booths, opened_on)
                values (?, ?, ?, 'シケン', '1000001', '東京都', '千代田区', '千代田1-1', 35.68, 139.76, ?, '2000-01-01')""", number.value(), kind.name(), name, kind == PlaceKind.MACHINE ? 2 : 0);
        superuser.execute(
                "insert into madoguchi.place_hours select ?, d, '00:00', '23:59' from generate_series(1, 7) d",
                number.value());
        return new Workplace(number, kind, name);
    }

    /** The password of the demo's staff, where there are some. */
    public void givePassword(StaffMember staff) {
        superuser.execute(
                "insert into madoguchi.staff_password (staff_no, hash) select ?, hash from madoguchi.staff_password order by staff_no limit 1",
                staff.staffNo().value());
    }

    /** A person with the roles, who works at the place; not signed in. */
    public StaffMember staff(Workplace place, Role... roles) {
        var number = new StaffNo(free("staff", "staff_no", "S", 5));
        var signInName = "t" + number.value().substring(1);
        superuser.execute("""
                insert into madoguchi.staff (staff_no, sign_in_name, family, given, family_kana, given_kana, valid_from)
                values (?, ?, '試験', ?, 'シケン', 'タロウ', '2000-01-01')""", number.value(), signInName, number.value());
        superuser.execute(
                "insert into madoguchi.staff_place (staff_no, place_no, valid_from) values (?, ?, '2000-01-01')",
                number.value(),
                place.placeNo().value());
        for (var role : roles) {
            superuser.execute(
                    "insert into madoguchi.staff_role (staff_no, role, valid_from) values (?, ?, '2000-01-01')",
                    number.value(),
                    role.name());
        }
        var set = EnumSet.noneOf(Role.class);
        set.addAll(List.of(roles));
        return new StaffMember(
                number, signInName, "試験 " + number.value(), set, rights(roles), place, UUID.randomUUID());
    }

    /** The rights of the roles as the reference data says; the widest level wins. */
    public Map<String, Permission.Level> rights(Role... roles) {
        var rights = new HashMap<String, Permission.Level>();
        superuser
                .resultQuery(
                        "select permission, level from madoguchi.role_permission where role = any (?::text[])",
                        (Object) Arrays.stream(roles).map(Enum::name).toArray(String[]::new))
                .forEach(row -> rights.merge(
                        row.get(0, String.class),
                        Permission.Level.valueOf(row.get(1, String.class)),
                        (a, b) -> a.compareTo(b) < 0 ? a : b));
        return rights;
    }

    /** Signs the person in on this thread, the second factor given just now. */
    public static StaffMember signIn(StaffMember staff) {
        return signIn(staff, Instant.now());
    }

    /** @param factorAt when the second factor was given; null = never */
    public static StaffMember signIn(StaffMember staff, @Nullable Instant factorAt) {
        var authorities = new ArrayList<String>(List.of(Permission.SIGNED_IN));
        staff.rights()
                .forEach((right, level) ->
                        authorities.add(level == Permission.Level.ALONE ? right : right + ":" + level));
        if (staff.rights().containsValue(Permission.Level.SECOND)) {
            authorities.add(Permission.APPROVAL_DECIDE);
        }
        // The simulated browser asks for each right with Spring's old prefix.
        List.copyOf(authorities).forEach(right -> authorities.add("ROLE_" + right));
        var held = new ArrayList<>(AuthorityUtils.createAuthorityList(authorities));
        if (factorAt != null) {
            held.add(FactorGrantedAuthority.withAuthority(CurrentStaff.SECOND_FACTOR)
                    .issuedAt(factorAt)
                    .build());
        }
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(staff, null, held));
        return staff;
    }

    public static void signOut() {
        SecurityContextHolder.clearContext();
    }

    /** A member of the test: 髙橋 花子, born 1985-04-01, with an active contract, a card and a Web-ID. */
    public Member member() {
        return member("髙橋", "花子", "タカハシ", "ハナコ", LocalDate.of(1985, 4, 1));
    }

    public Member member(String family, String given, String familyKana, String givenKana, LocalDate birth) {
        var number = new MemberNo(free("member", "member_no", "9", 8));
        var card = new CardNo(free("card", "card_no", "9", 9));
        var webId = free("web_id", "web_id", "Test", 8);
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute(
                    "insert into madoguchi.member (member_no, birth_date, registered_at) values (?, ?, now() - interval '400 days')",
                    number.value(),
                    birth);
            db.execute("""
                    insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from)
                    values (?, ?, 'LEGAL', ?, ?, ?, ?, now() - interval '400 days')""", number.value(), birth, family, given, familyKana, givenKana);
            db.execute(
                    "insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from) values (?, ?, 'MOBILE', ?, now() - interval '400 days')",
                    number.value(),
                    birth,
                    "090" + digits(8));
            db.execute(
                    "insert into madoguchi.member_email (member_no, address, valid_from) values (?, ?, now() - interval '400 days')",
                    number.value(),
                    "member" + number.value() + "@example.com");
            db.execute("""
                    insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality, street, valid_from)
                    values (?, '1000005', '東京都', '千代田区', '丸の内一丁目2番3号', now() - interval '400 days')""", number.value());
            db.execute(
                    "insert into madoguchi.member_employer (member_no, name, valid_from) values (?, '試験商事', now() - interval '400 days')",
                    number.value());
            db.execute("""
                    insert into madoguchi.contract (member_no, product_version, state, started_on, credit_limit, apr, balance, last_borrowing_balance, due_day)
                    values (?, '2010-06', 'ACTIVE', current_date - 400, 500000, 17.8, 120000, 200000, 5)""", number.value());
            db.execute(
                    "insert into madoguchi.bank_account (member_no, bank, last3, valid_from) values (?, 'みずほ銀行', '123', now() - interval '400 days')",
                    number.value());
            db.execute(LEDGER_OF_A_TEST, number.value());
            db.execute(
                    "insert into madoguchi.card (card_no, member_no, issued_at) values (?, ?, now() - interval '400 days')",
                    card.value(),
                    number.value());
            db.execute(
                    "insert into madoguchi.web_id (web_id, member_no, issued_at) values (?, ?, now() - interval '400 days')",
                    webId,
                    number.value());
        });
        return new Member(number, card, webId, family + " " + given, birth);
    }

    /** A member of a test. The address is 東京都千代田区丸の内一丁目2番3号. */
    public record Member(MemberNo memberNo, CardNo cardNo, String webId, String name, LocalDate birthDate) {
        /** Each at home: failures of many members from one address would be a sign of takeover. */
        public String networkAddress() {
            var no = memberNo.value();
            return "2001:db8:" + no.substring(0, 4) + ":" + no.substring(4, 8) + "::" + no.substring(8);
        }

        public String address() {
            return "東京都千代田区丸の内1-2-3";
        }
    }

    /** One attempt through the contract; answers the outcome. */
    public String attempt(Member member, boolean matched) {
        return memberSite
                .fetchSingle(
                        "select outcome from member_site.record_login_attempt('WEB_ID', ?, ?, 'MEMBER_PAGE', 'test', cast(? as inet))",
                        member.webId(),
                        matched,
                        member.networkAddress())
                .get(0, String.class);
    }

    /** E-mail and mobile number are of the last days, so that neither may take a reset link. */
    public void newlyRegistered(Member member) {
        for (var table : List.of("member_phone", "member_email")) {
            superuser.execute(
                    "update madoguchi." + table + " set valid_from = now() - interval '29 days' where member_no = ?",
                    member.memberNo().value());
        }
    }

    /** What the member answers by phone, as it is on file; nobody of a new scene has called before. */
    public String answer(Member member, PhoneQuestion question) {
        return switch (question) {
            case ADDRESS -> "丸の内1-2-3";
            case PHONE ->
                onFile("select digits from madoguchi.member_phone where member_no = ? and valid_to is null", member);
            case EMAIL -> "member" + member.memberNo() + "@example.com";
            case EMPLOYER -> "株式会社 試験商事";
            case REPAYMENT_DAY ->
                onFile(
                        "select valued_on::text from madoguchi.ledger_entry where member_no = ? and kind = 'REPAYMENT'",
                        member);
            case REPAYMENT_AMOUNT -> "11,000円";
            case DEBIT_BANK -> "みずほ";
            case DUE_DAY -> "5";
            case LAST_CONTACT -> throw new IllegalArgumentException("there was no earlier contact");
        };
    }

    /** The principal becomes so many yen, by an adjustment of the ledger. */
    public void owes(MemberNo memberNo, long balance) {
        superuser.fetch("""
                select madoguchi.enter_in_ledger(null, c.id, 'ADJUSTMENT', ? - c.balance, 'OFFICE', (clock_timestamp() at time zone 'Asia/Tokyo')::date,
                                                 'ACCOUNT_SYSTEM', null, '試験', clock_timestamp())
                from madoguchi.contract c where c.member_no = ? and c.balance <> ?""", balance, memberNo.value(), balance);
    }

    /** The principal was taken over on a day, and interest counts from it; the member logged in today. */
    public void owesSince(MemberNo memberNo, LocalDate day) {
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute(
                    "update madoguchi.ledger_entry set valued_on = ?, at = ?::timestamp at time zone 'Asia/Tokyo' where member_no = ?",
                    day,
                    day,
                    memberNo.value());
            db.execute(
                    "update madoguchi.contract set started_on = ?, moved_on = ?, due_counted_from = ? where member_no = ?",
                    day,
                    day,
                    day,
                    memberNo.value());
            db.execute("insert into madoguchi.last_login (member_no, at) values (?, now())", memberNo.value());
        });
    }

    /** Takes contract and ledger away, as nobody but a superuser without triggers can. */
    public void neverContracted(MemberNo memberNo) {
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute("delete from madoguchi.ledger_entry where member_no = ?", memberNo.value());
            db.execute("delete from madoguchi.contract where member_no = ?", memberNo.value());
        });
    }

    /** Takes the repayment out of the ledger of a new member, as nobody but a superuser without triggers can. */
    public void neverRepaid(MemberNo memberNo) {
        superuser.transaction(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            db.execute("delete from madoguchi.ledger_entry where member_no = ? and seq > 1", memberNo.value());
            db.execute(
                    "update madoguchi.ledger_entry e set amount = c.balance, principal_change = c.balance, balance = c.balance from madoguchi.contract c where c.id = e.contract_id and c.member_no = ?",
                    memberNo.value());
        });
    }

    /** A ledger over twenty years, evenly: 1,000 yen borrowed, and repaid the next time; in order to the last. */
    public void twentyYears(MemberNo memberNo, int movements) {
        neverRepaid(memberNo);
        owesSince(memberNo, today().minusYears(20));
        superuser.execute("""
                insert into madoguchi.ledger_entry (member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, to_principal, balance, application)
                select c.member_no, c.id, n, case n % 2 when 0 then 'BORROWING' else 'REPAYMENT' end, 'ATM', d::date, d, 1000, case n % 2 when 0 then 1000 else -1000 end,
                       n % 2 * 1000, c.balance + (1 - n % 2) * 1000, 'MEMBER_SITE'
                from madoguchi.contract c
                cross join generate_series(2, ?::integer) n
                cross join lateral (select c.started_on::timestamp at time zone 'Asia/Tokyo' + n * ((now() - c.started_on) / (? + 1)) as d) at
                where c.member_no = ? order by n""", movements / 2 * 2 + 1, movements, memberNo.value());
        superuser.execute("""
                update madoguchi.contract c set moved_on = e.valued_on, due_counted_from = e.valued_on
                from (select contract_id, max(valued_on) as valued_on from madoguchi.ledger_entry group by contract_id) e
                where e.contract_id = c.id and c.member_no = ?""", memberNo.value());
        superuser.execute("analyze madoguchi.ledger_entry");
    }

    private String onFile(String sql, Member member) {
        return String.valueOf(superuser.fetchValue(sql, member.memberNo().value()));
    }

    /** Five wrong passwords in a row. */
    public Member locked() {
        var member = member();
        lock(member);
        return member;
    }

    public void lock(Member member) {
        for (var i = 0; i < 5; i++) {
            attempt(member, false);
        }
    }

    public List<String> trail(MemberNo memberNo) {
        return superuser
                .resultQuery(
                        "select action || ' ' || outcome from madoguchi.audit_entry where member_no = ? order by at, id",
                        memberNo.value())
                .fetchInto(String.class);
    }

    /** What a member was told, oldest first: "KIND CHANNEL". */
    public List<String> outbox(MemberNo memberNo) {
        return superuser
                .resultQuery(
                        "select kind || ' ' || channel from madoguchi.outbox where member_no = ? order by id",
                        memberNo.value())
                .fetchInto(String.class);
    }

    /** Today in Tokyo, by the clock of the database. */
    public LocalDate today() {
        return superuser
                .resultQuery("select (clock_timestamp() at time zone 'Asia/Tokyo')::date")
                .fetchSingle(0, LocalDate.class);
    }

    public DSLContext superuser() {
        return superuser;
    }

    /** A number that nobody has; a large database has many. */
    private String free(String table, String column, String start, int count) {
        String number;
        do {
            number = start + digits(count);
        } while (superuser.fetchExists(
                table("madoguchi." + table), field(column).eq(number)));
        return number;
    }

    private static String digits(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(ThreadLocalRandom.current().nextInt(i == 0 ? 1 : 0, 10));
        }
        return text.toString();
    }
}
