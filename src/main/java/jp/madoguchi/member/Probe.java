package jp.madoguchi.member;

import static java.util.Objects.requireNonNull;
import static jp.madoguchi.db.madoguchi.Tables.CARD;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_ADDRESS;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_EMAIL;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_NAME;
import static jp.madoguchi.db.madoguchi.Tables.MEMBER_PHONE;
import static jp.madoguchi.db.madoguchi.Tables.WEB_ID;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.madoguchi.core.CardNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.db.madoguchi.tables.Member;
import jp.madoguchi.member.FoundMember.Found;
import jp.madoguchi.member.SearchKey.LastFour;
import jp.madoguchi.sql.KeptStatements.Values;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One key as SQL: whom it may mean, each way through one index; and how well it fits a given member.
 *
 * @param breadth about how many among five million members share such a key; the search starts from the narrowest
 * @param ways ways to the members, each narrowed by a condition on the date of birth and cut off at a number of rows where
 *     they are given
 * @param birth whether the ways are narrowed by the date of birth within their index
 * @param fit the best fit of a member, one of the constants; null when the member does not have it
 * @param past what to tell when the fit is {@link #FORMER}
 */
record Probe(
        int breadth,
        BiFunction<Birth, @Nullable Integer, List<Way>> ways,
        boolean birth,
        Function<Field<MemberNo>, Field<Integer>> fit,
        @Nullable Found past) {

    static final int EXACT = 0;
    /** Only told apart from an exact fit when the answer is read: see {@link SearchStatement}. */
    static final int VARIANT = 1;

    static final int BEGINNING = 2;
    static final int ALIAS = 3;
    static final int FORMER = 4;
    static final int ALIKE = 5;

    private static final int ONE = 1;
    private static final int SOME = 300;
    private static final int HUNDREDS = 800;
    private static final int THOUSANDS = 2_000;
    private static final int UNKNOWN = 1_000_000;

    private static final Member PERSON = MEMBER.as("person");

    /** Written as in the index card_by_last4, whose collation the other side must bring. */
    private static final Field<String> CARD_LAST4 = right(CARD.CARD_NO.cast(SQLDataType.CLOB), inline(4));

    /** What is known of the date of birth, as a condition on any copy of it. */
    @FunctionalInterface
    interface Birth {

        Birth UNKNOWN = any -> noCondition();

        Condition on(Field<LocalDate> date);
    }

    /**
     * @param name the name among the keys, folded
     * @param values takes what was typed, in the same order for equal kinds of keys
     */
    static Probe of(SearchKey key, @Nullable NameProbe name, Values values) {
        return switch (key) {
            case SearchKey.MemberNumber(var memberNo) ->
                single(
                        ONE,
                        PERSON,
                        PERSON.MEMBER_NO,
                        PERSON.MEMBER_NO.eq(values.next(PERSON.MEMBER_NO, memberNo)),
                        null,
                        null,
                        null);
            case SearchKey.CardNumber(var cardNo) -> card(cardNo, values);
            case SearchKey.WebId(var webId) ->
                single(
                        ONE,
                        WEB_ID,
                        WEB_ID.MEMBER_NO,
                        WEB_ID.WEB_ID_.eq(values.next(WEB_ID.WEB_ID_, webId)),
                        null,
                        WEB_ID.ENDED_AT,
                        Found.RETIRED_WEB_ID);
            case SearchKey.Email(var address) ->
                single(
                        ONE,
                        MEMBER_EMAIL,
                        MEMBER_EMAIL.MEMBER_NO,
                        MEMBER_EMAIL.ADDRESS_KEY.eq(values.next(MEMBER_EMAIL.ADDRESS_KEY, address)),
                        null,
                        MEMBER_EMAIL.VALID_TO,
                        Found.FORMER_EMAIL);
            case SearchKey.PhoneNumber(var digits, var orCard) ->
                orCard
                        ? either(phoneNumber(digits, values), card(new CardNo(digits), values))
                        : phoneNumber(digits, values);
            case SearchKey.PhoneBeginning(var digits, var orPostal) -> {
                var beginning = phone(
                        isShortBeginning(digits) ? THOUSANDS : SOME,
                        MEMBER_PHONE
                                .DIGITS
                                .ge(values.next(MEMBER_PHONE.DIGITS, digits))
                                .and(MEMBER_PHONE.DIGITS.lt(values.next(MEMBER_PHONE.DIGITS, next(digits)))));
                yield orPostal ? either(beginning, postalCode(digits, values)) : beginning;
            }
            case SearchKey.BirthDate(var date) -> birth(SOME, on(date, values));
            case SearchKey.BirthPeriod(var first, var last) -> birth(UNKNOWN, between(first, last, values));
            case SearchKey.PostalCode(var digits) -> postalCode(digits, values);
            case LastFour(var digits, var of) ->
                switch (of) {
                    case PHONE -> phoneLastFour(digits, values);
                    case CARD -> cardLastFour(digits, values);
                    case EITHER -> either(phoneLastFour(digits, values), cardLastFour(digits, values));
                };
            case SearchKey.Name any -> name(requireNonNull(name));
        };
    }

    /**
     * About how many members the ways lead to, when they are narrowed by what is known of the birth.
     *
     * @param day whether that is a day, or else a year
     */
    int breadthWithin(boolean day) {
        if (!birth) {
            return breadth;
        }
        return day ? breadth == UNKNOWN ? 5 : Math.max(1, breadth / 300) : breadth / 50;
    }

    /** Whether thousands may have a telephone number that begins so. */
    static boolean isShortBeginning(String digits) {
        return digits.length() < 7;
    }

    /** Whether so many may have it that its ways must be cut off. */
    boolean isBroad() {
        return breadth == UNKNOWN;
    }

    /** The date or period of birth among the keys. */
    static Birth birth(List<SearchKey> keys, Values values) {
        return keys.stream()
                .<Birth>mapMulti((key, births) -> {
                    switch (key) {
                        case SearchKey.BirthDate(var date) -> births.accept(on(date, values));
                        case SearchKey.BirthPeriod(var first, var last) -> births.accept(between(first, last, values));
                        default -> {}
                    }
                })
                .reduce((one, other) -> on -> one.on(on).and(other.on(on)))
                .orElse(Birth.UNKNOWN);
    }

    private static Birth on(LocalDate date, Values values) {
        var day = values.next(PERSON.BIRTH_DATE, date);
        return on -> on.eq(day);
    }

    private static Birth between(LocalDate first, LocalDate last, Values values) {
        var from = values.next(PERSON.BIRTH_DATE, first);
        var to = values.next(PERSON.BIRTH_DATE, last);
        return on -> on.between(from, to);
    }

    private static Probe birth(int breadth, Birth birth) {
        return new Probe(
                breadth,
                (all, limit) -> List.of(new Way(
                        Way.WHOLE,
                        select(MEMBER_NAME.MEMBER_NO).from(MEMBER_NAME).where(all.on(MEMBER_NAME.BIRTH_DATE)))),
                true,
                of -> field(
                        select(inline(EXACT)).from(PERSON).where(PERSON.MEMBER_NO.eq(of), birth.on(PERSON.BIRTH_DATE))),
                null);
    }

    private static Probe card(CardNo cardNo, Values values) {
        var condition = CARD.CARD_NO.eq(values.next(CARD.CARD_NO, cardNo));
        return single(ONE, CARD, CARD.MEMBER_NO, condition, null, CARD.ENDED_AT, Found.FORMER_CARD);
    }

    private static Probe cardLastFour(String digits, Values values) {
        return single(
                HUNDREDS,
                CARD,
                CARD.MEMBER_NO,
                CARD_LAST4.eq(values.next(CARD_LAST4, digits).collate("C")),
                null,
                CARD.ENDED_AT,
                Found.FORMER_CARD);
    }

    private static Probe phoneNumber(String digits, Values values) {
        return phone(ONE, MEMBER_PHONE.DIGITS.eq(values.next(MEMBER_PHONE.DIGITS, digits)));
    }

    private static Probe phoneLastFour(String digits, Values values) {
        return phone(HUNDREDS, MEMBER_PHONE.LAST4.eq(values.next(MEMBER_PHONE.LAST4, digits)));
    }

    private static Probe phone(int breadth, Condition condition) {
        return single(
                breadth,
                MEMBER_PHONE,
                MEMBER_PHONE.MEMBER_NO,
                condition,
                MEMBER_PHONE.BIRTH_DATE,
                MEMBER_PHONE.VALID_TO,
                Found.FORMER_PHONE);
    }

    private static Probe postalCode(String digits, Values values) {
        return single(
                SOME,
                MEMBER_ADDRESS,
                MEMBER_ADDRESS.MEMBER_NO,
                MEMBER_ADDRESS.POSTAL_CODE.eq(values.next(MEMBER_ADDRESS.POSTAL_CODE, digits)),
                null,
                MEMBER_ADDRESS.VALID_TO,
                Found.FORMER_ADDRESS);
    }

    /** One table, one condition; a row that has ended fits as a former one. */
    private static Probe single(
            int breadth,
            Table<?> table,
            Field<MemberNo> member,
            Condition condition,
            @Nullable Field<LocalDate> birthDate,
            @Nullable Field<Instant> ended,
            @Nullable Found past) {
        Field<Integer> fit = ended == null
                ? inline(EXACT)
                : when(ended.isNull(), inline(EXACT)).otherwise(inline(FORMER));
        return new Probe(
                breadth,
                (birth, limit) -> List.of(new Way(
                        Way.WHOLE,
                        select(member)
                                .from(table)
                                .where(condition, birthDate == null ? noCondition() : birth.on(birthDate)))),
                birthDate != null,
                of -> field(select(min(fit)).from(table).where(member.eq(of), condition)),
                past);
    }

    /** The digits may be one or the other; a former one is told as that of the first. */
    private static Probe either(Probe first, Probe second) {
        return new Probe(
                Math.max(first.breadth(), second.breadth()),
                (birth, limit) -> Stream.of(first, second)
                        .flatMap(probe -> probe.ways().apply(birth, limit).stream())
                        .toList(),
                false,
                of -> least(first.fit().apply(of), second.fit().apply(of)),
                first.past());
    }

    private static Probe name(NameProbe name) {
        return new Probe(
                UNKNOWN,
                (birth, limit) -> name.ways(birth, limit),
                true,
                of -> field(select(min(name.fit())).from(MEMBER_NAME).where(MEMBER_NAME.MEMBER_NO.eq(of), name.fits())),
                Found.FORMER_NAME);
    }

    /** The first number behind all that begin with these digits. */
    private static String next(String digits) {
        return digits.substring(0, digits.length() - 1) + (char) (digits.charAt(digits.length() - 1) + 1);
    }
}
