package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.core.BadText;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Refused;
import jp.madoguchi.member.SearchKey.BirthDate;
import jp.madoguchi.member.SearchKey.BirthPeriod;
import jp.madoguchi.member.SearchKey.CardNumber;
import jp.madoguchi.member.SearchKey.Email;
import jp.madoguchi.member.SearchKey.LastFour;
import jp.madoguchi.member.SearchKey.MemberNumber;
import jp.madoguchi.member.SearchKey.Name;
import jp.madoguchi.member.SearchKey.PhoneBeginning;
import jp.madoguchi.member.SearchKey.PhoneNumber;
import jp.madoguchi.member.SearchKey.PostalCode;
import jp.madoguchi.member.SearchKey.WebId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermReaderTest {

    private static final BirthDate BORN = new BirthDate(LocalDate.of(1985, 4, 1));
    private static final BirthPeriod YEAR_60 = new BirthPeriod(LocalDate.of(1985, 1, 1), LocalDate.of(1985, 12, 31));

    static Stream<Arguments> terms() {
        return Stream.of(
                one("123456789", new MemberNumber(new MemberNo("123456789"))),
                one("123456789", new MemberNumber(new MemberNo("123456789"))),
                one("123-456-789", new MemberNumber(new MemberNo("123456789"))),
                one("4000000000", new CardNumber(new CardNo("4000000000"))),
                one("4000-0000-0000-0001", new CardNumber(new CardNo("4000000000000001"))),
                one("4000 0000 0000 0001", new CardNumber(new CardNo("4000000000000001"))),
                one("4000 0000 0001", new CardNumber(new CardNo("400000000001"))),
                one("09012345678", new PhoneNumber("09012345678", true)),
                one("090-1234-5678", new PhoneNumber("09012345678", true)),
                one("090-1234-5678", new PhoneNumber("09012345678", true)),
                one("090ー1234ー5678", new PhoneNumber("09012345678", true)),
                one("090 1234 5678", new PhoneNumber("09012345678", true)),
                one("(03)1234-5678", new PhoneNumber("0312345678", true)),
                one("03 1234 5678", new PhoneNumber("0312345678", true)),
                one("0120-123-456", new PhoneNumber("0120123456", true)),
                one("+81-90-1234-5678", new PhoneNumber("09012345678", true)),
                one("+81 90 1234 5678", new PhoneNumber("09012345678", true)),
                one("060-1234-5678", new PhoneNumber("06012345678", true)),
                one("5678", new LastFour("5678", LastFour.Of.EITHER)),
                one("5678", new LastFour("5678", LastFour.Of.EITHER)),
                one("100-0005", new PostalCode("1000005")),
                one("〒1000005", new PostalCode("1000005")),
                one("Abcd1234", new WebId("Abcd1234")),
                one("Abcd1234", new WebId("Abcd1234")),
                one("Hanako@Example.JP", new Email("hanako@example.jp")),
                one("19850401", BORN),
                one("S60.4.1", BORN),
                one("s600401", BORN),
                one("昭和60年4月1日", BORN),
                one("昭和60年 4月 1日", BORN),
                one("昭和 60年4月1日", BORN),
                one("佐藤", new Name("佐藤", null, null)),
                one("佐藤花子", new Name("佐藤花子", null, null)),
                one("佐藤 花子", new Name("佐藤花子", null, null)),
                one("さとう", new Name(null, "さとう", null)),
                one("サトウ ハナコ", new Name(null, "サトウハナコ", null)),
                one("サトウ ハナコ", new Name(null, "サトウハナコ", null)),
                one("佐藤 ハナコ", new Name("佐藤", "ハナコ", null)),
                one("佐々木", new Name("佐々木", null, null)),
                one("𠮷田", new Name("𠮷田", null, null)),
                one("NGUYEN VAN", new Name(null, null, "NGUYEN VAN")),
                one("O'Brien", new Name(null, null, "O'Brien")),
                one("林", new Name("林", null, null)),
                one("sato", new Name(null, null, "sato")),
                one("田中 tarou", new Name("田中", null, "tarou")),
                one("昭和60", YEAR_60),
                one("S60", YEAR_60),
                one("昭和60年", YEAR_60),
                one("1985年", YEAR_60),
                one("昭和60年4月", new BirthPeriod(LocalDate.of(1985, 4, 1), LocalDate.of(1985, 4, 30))),
                one("昭和64年", new BirthPeriod(LocalDate.of(1989, 1, 1), LocalDate.of(1989, 1, 7))),
                one("平成元年", new BirthPeriod(LocalDate.of(1989, 1, 8), LocalDate.of(1989, 12, 31))),
                one("090-1234", new PhoneBeginning("0901234", true)),
                one("090 1234", new PhoneBeginning("0901234", true)),
                one("03-1234", new PhoneBeginning("031234", false)),
                several("さとう 090-1234 昭和60", new PhoneBeginning("0901234", true), YEAR_60, new Name(null, "さとう", null)),
                several("さとう 090-1234-5678", new PhoneNumber("09012345678", true), new Name(null, "さとう", null)),
                several("佐藤 S60.4.1", BORN, new Name("佐藤", null, null)),
                several("佐藤、5678", new LastFour("5678", LastFour.Of.EITHER), new Name("佐藤", null, null)),
                several("5678 19850401", new LastFour("5678", LastFour.Of.EITHER), BORN),
                several(
                        "佐藤 昭和60年 4月1日 5678",
                        BORN,
                        new LastFour("5678", LastFour.Of.EITHER),
                        new Name("佐藤", null, null)));
    }

    private static Arguments one(String typed, SearchKey key) {
        return Arguments.of(typed, List.of(key));
    }

    private static Arguments several(String typed, SearchKey... keys) {
        return Arguments.of(typed, List.of(keys));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void one_box_understands(String typed, List<SearchKey> keys) {
        assertThat(TermReader.read(SearchTerms.of(typed))).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "昭和64年1月8日, MEMBER-004",
        "昭和65年, MEMBER-004",
        "1985年13月, MEMBER-003",
        "佐藤 H31.5.1, MEMBER-004",
        "19850431, MEMBER-003",
        "1985/2/29, MEMBER-003",
        "123, MEMBER-005",
        "12345, MEMBER-005",
        "12345678901234567, MEMBER-005",
        "<script>alert(1)</script>, MEMBER-002",
        "佐藤 --, MEMBER-002",
        "1=1, MEMBER-002",
        "😀, MEMBER-002",
        "ー, MEMBER-002",
        "%, MEMBER-002",
        "%佐藤, MEMBER-002"
    })
    void what_cannot_be_read_is_told_and_never_ignored(String typed, String code) {
        refused(SearchTerms.of(typed), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"佐\u0000藤", "佐\uD842", "\uDFB7", "佐藤\u202E", "\u0007"})
    void what_no_keyboard_makes_is_refused_with_its_position(String typed) {
        refused(SearchTerms.of(typed), "CORE-001");
    }

    @Test
    void five_thousand_characters_are_too_many() {
        refused(SearchTerms.of("あ".repeat(5000)), "CORE-002");
        assertThatThrownBy(() -> TermReader.read(named("phone", "0".repeat(5000))))
                .isInstanceOf(BadText.class);
    }

    @Test
    void quotes_of_a_statement_are_no_name() {
        refused(SearchTerms.of("' OR 1=1 --"), "MEMBER-002");
        refused(SearchTerms.of("';DROP TABLE member;--"), "MEMBER-002");
    }

    @Test
    void a_long_piece_is_told_shortened_without_breaking_a_character() {
        assertThatThrownBy(() -> TermReader.read(SearchTerms.of("𠮷".repeat(40) + "<")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.what().arguments().getFirst())
                                .isEqualTo("𠮷".repeat(30) + "…"));
    }

    @Test
    void named_fields_are_read_as_what_they_say() {
        assertThat(TermReader.read(named("phone", "5678"))).containsExactly(new LastFour("5678", LastFour.Of.PHONE));
        assertThat(TermReader.read(named("card", "5678"))).containsExactly(new LastFour("5678", LastFour.Of.CARD));
        assertThat(TermReader.read(named("phone", "03-1234-5678")))
                .containsExactly(new PhoneNumber("0312345678", false));
        assertThat(TermReader.read(named("card", "0312345678")))
                .containsExactly(new CardNumber(new CardNo("0312345678")));
        assertThat(TermReader.read(named("birthDate", "平成元年1月8日")))
                .containsExactly(new BirthDate(LocalDate.of(1989, 1, 8)));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 12345",
        "phone, 01234",
        "phone, 1234567890",
        "card, 佐藤",
        "card, 123",
        "memberNumber, 12345678",
        "memberNumber, 123456789x",
        "webId, abc",
        "webId, abcdefgh",
        "email, hanako",
        "email, a@",
        "birthDate, 4月1日",
        "postalCode, 12345"
    })
    void a_named_field_tells_its_format(String field, String typed) {
        refused(named(field, typed), "MEMBER-006");
    }

    private static SearchTerms named(String field, String typed) {
        return new SearchTerms(
                "",
                field.equals("name") ? typed : "",
                field.equals("birthDate") ? typed : "",
                field.equals("phone") ? typed : "",
                field.equals("card") ? typed : "",
                field.equals("memberNumber") ? typed : "",
                field.equals("webId") ? typed : "",
                field.equals("email") ? typed : "",
                field.equals("postalCode") ? typed : "");
    }

    private static void refused(SearchTerms terms, String code) {
        assertThatThrownBy(() -> TermReader.read(terms))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
