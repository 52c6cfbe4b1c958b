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
import static org.jooq.impl.DSL.val;
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

    /** @param name the name among the keys, folded */
    static Probe of(SearchKey key, @Nullable NameProbe name) {
        return switch (key) {
            case SearchKey.MemberNumber(var memberNo) ->
                single(ONE, PERSON, PERSON.MEMBER_NO, PERSON.MEMBER_NO.eq(memberNo), null, null, null);
            case SearchKey.CardNumber(var cardNo) -> card(cardNo);
            case SearchKey.WebId(var webId) ->
                single(
                        ONE,
                        WEB_ID,
                        WEB_ID.MEMBER_NO,
                        WEB_ID.WEB_ID_.eq(webId),
                        null,
                        WEB_ID.ENDED_AT,
                        Found.RETIRED_WEB_ID);
            case SearchKey.Email(var address) ->
                single(
                        ONE,
                        MEMBER_EMAIL,
                        MEMBER_EMAIL.MEMBER_NO,
                        MEMBER_EMAIL.ADDRESS_KEY.eq(address),
                        null,
                        MEMBER_EMAIL.VALID_TO,
                        Found.FORMER_EMAIL);
            case SearchKey.PhoneNumber(var digits, var orCard) ->
                orCard
                        ? either(phone(ONE, MEMBER_PHONE.DIGITS.eq(digits)), card(new CardNo(digits)))
                        : phone(ONE, MEMBER_PHONE.DIGITS.eq(digits));
            case SearchKey.PhoneBeginning(var digits, var orPostal) -> {
                var beginning = phone(
                        digits.length() < 7 ? THOUSANDS : SOME,
                        MEMBER_PHONE.DIGITS.ge(digits).and(MEMBER_PHONE.DIGITS.lt(next(digits))));
                yield orPostal ? either(beginning, postalCode(digits)) : beginning;
            }
            case SearchKey.BirthDate(var date) -> birth(SOME, on -> on.eq(date));
            case SearchKey.BirthPeriod(var first, var last) -> birth(UNKNOWN, on -> on.between(first, last));
            case SearchKey.PostalCode(var digits) -> postalCode(digits);
            case LastFour(var digits, var of) ->
                switch (of) {
                    case PHONE -> phone(HUNDREDS, MEMBER_PHONE.LAST4.eq(digits));
                    case CARD -> cardLastFour(digits);
                    case EITHER -> either(phone(HUNDREDS, MEMBER_PHONE.LAST4.eq(digits)), cardLastFour(digits));
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

    /** Whether so many may have it that its ways must be cut off. */
    boolean isBroad() {
        return breadth == UNKNOWN;
    }

    /** The date or period of birth among the keys. */
    static Birth birth(List<SearchKey> keys) {
        return keys.stream()
                .<Birth>mapMulti((key, births) -> {
                    switch (key) {
                        case SearchKey.BirthDate(var date) -> births.accept(on -> on.eq(date));
                        case SearchKey.BirthPeriod(var first, var last) -> births.accept(on -> on.between(first, last));
                        default -> {}
                    }
                })
                .reduce((one, other) -> on -> one.on(on).and(other.on(on)))
                .orElse(Birth.UNKNOWN);
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

    private static Probe card(CardNo cardNo) {
        return single(ONE, CARD, CARD.MEMBER_NO, CARD.CARD_NO.eq(cardNo), null, CARD.ENDED_AT, Found.FORMER_CARD);
    }

    private static Probe cardLastFour(String digits) {
        return single(
                HUNDREDS,
                CARD,
                CARD.MEMBER_NO,
                CARD_LAST4.eq(val(digits).collate("C")),
                null,
                CARD.ENDED_AT,
                Found.FORMER_CARD);
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

    private static Probe postalCode(String digits) {
        return single(
                SOME,
                MEMBER_ADDRESS,
                MEMBER_ADDRESS.MEMBER_NO,
                MEMBER_ADDRESS.POSTAL_CODE.eq(digits),
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
