package jp.madoguchi.contract;

import static jp.madoguchi.db.madoguchi.Tables.CONTRACT;
import static jp.madoguchi.db.madoguchi.Tables.DELINQUENCY;
import static jp.madoguchi.db.madoguchi.Tables.FIRST_DUE_RULE;
import static jp.madoguchi.db.madoguchi.Tables.HOLIDAY;
import static jp.madoguchi.db.madoguchi.Tables.LATE_CHARGE_WAIVER;
import static jp.madoguchi.db.madoguchi.Tables.PRODUCT_VERSION;
import static jp.madoguchi.db.madoguchi.Tables.REPAYMENT_BAND;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowField;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.madoguchi.contract.Terms.Band;
import jp.madoguchi.contract.Terms.DueRule;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.core.Yen;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectFromStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and reckons the loan of a member. Whether who asks may see the figures is for the use case to say (DOMAIN R31d). */
@Component
public class Reckonings {

    private final DSLContext db;

    Reckonings(DSLContext db) {
        this.db = db;
    }

    /** The terms of the product version that is joined to. */
    public static Field<Terms> terms() {
        return rowField(row(
                        PRODUCT_VERSION.LATE_RATE,
                        PRODUCT_VERSION.REPAYMENT_STEP,
                        PRODUCT_VERSION.INTEREST_FREE_BELOW,
                        multiset(select(REPAYMENT_BAND.ABOVE, REPAYMENT_BAND.SHARE)
                                        .from(REPAYMENT_BAND)
                                        .where(REPAYMENT_BAND.PRODUCT_VERSION.eq(PRODUCT_VERSION.PRODUCT_VERSION_)))
                                .convertFrom(bands -> bands.map(mapping(Band::new))),
                        multiset(select(
                                                FIRST_DUE_RULE.DUE_DAY.coerce(Integer.class),
                                                FIRST_DUE_RULE.FROM_DAY.coerce(Integer.class),
                                                FIRST_DUE_RULE.MONTHS_LATER.coerce(Integer.class))
                                        .from(FIRST_DUE_RULE)
                                        .where(FIRST_DUE_RULE.PRODUCT_VERSION.eq(PRODUCT_VERSION.PRODUCT_VERSION_)))
                                .convertFrom(rules -> rules.map(mapping(DueRule::new)))))
                .convertFrom(mapping(Terms::new));
    }

    /** The loan of the member's latest contract as it comes to on a day; empty when there never was a contract. */
    public Optional<Reckoned> of(MemberNo memberNo, LocalDate day) {
        return read(memberNo).map(contract -> contract.reckoning().on(day));
    }

    /** What plans for the member's latest contract start from; empty when there never was one. */
    public Optional<PlanGround> ground(MemberNo memberNo, LocalDate day) {
        return read(memberNo).map(contract -> contract.ground(day));
    }

    /** What simulations for the member's latest contract start from at a moment; empty when there never was one. */
    public Optional<Simulation> simulation(MemberNo memberNo, Instant now) {
        var day = Tokyo.date(now);
        return latest(db.select(contract(), AccountFacts.obstacles(memberNo, now)), memberNo)
                .map(row -> {
                    var contract = row.value1();
                    var whatIf = new WhatIf(
                            day, contract.creditLimit(), contract.loan(), contract.terms(), contract.dueDates());
                    return new Simulation(contract.ground(day), whatIf, row.value2());
                });
    }

    /** A contract with all that its loan is reckoned from. */
    record Contract(Yen creditLimit, Loan loan, Terms terms, DueDates dueDates) {

        Reckoning reckoning() {
            return new Reckoning(loan, terms, dueDates);
        }

        PlanGround ground(LocalDate day) {
            var reckoned = reckoning().on(day);
            var first = dueDates.first(loan.balance().isZero() ? day : loan.dueCountedFrom());
            return new PlanGround(
                    day,
                    creditLimit,
                    loan.apr(),
                    loan.balance(),
                    loan.lastBorrowingBalance(),
                    reckoned.payoff().minus(loan.balance()),
                    first.isAfter(day) ? first : dueDates.after(day),
                    first.isAfter(day) ? loan.paidTowardDue() : Yen.ZERO,
                    loan.dueDay(),
                    terms,
                    dueDates.holidays());
        }
    }

    private Optional<Contract> read(MemberNo memberNo) {
        return latest(db.select(contract()), memberNo).map(Record1::value1);
    }

    private static <R extends Record> Optional<R> latest(SelectFromStep<R> what, MemberNo memberNo) {
        return what.from(CONTRACT)
                .join(PRODUCT_VERSION)
                .on(PRODUCT_VERSION.PRODUCT_VERSION_.eq(CONTRACT.PRODUCT_VERSION))
                .where(CONTRACT.MEMBER_NO.eq(memberNo))
                .orderBy(CONTRACT.STARTED_ON.desc(), CONTRACT.ID.desc())
                .limit(1)
                .fetchOptional();
    }

    /** The contract and product version that are joined to, as they are reckoned with. */
    static Field<Contract> contract() {
        Field<List<Loan.Missed>> missed = multiset(select(DELINQUENCY.DUE_ON, DELINQUENCY.AMOUNT)
                        .from(DELINQUENCY)
                        .where(DELINQUENCY.MEMBER_NO.eq(CONTRACT.MEMBER_NO), DELINQUENCY.SETTLED_ON.isNull()))
                .convertFrom(rows -> rows.map(mapping(Loan.Missed::new)));
        Field<Yen> waived = field(select(sum(LATE_CHARGE_WAIVER.AMOUNT.coerce(Long.class)))
                        .from(LATE_CHARGE_WAIVER)
                        .where(
                                LATE_CHARGE_WAIVER.CONTRACT_ID.eq(CONTRACT.ID),
                                LATE_CHARGE_WAIVER.COUNTED_FROM.eq(CONTRACT.MOVED_ON)))
                .convertFrom(yen -> yen == null ? Yen.ZERO : new Yen(yen.longValueExact()));
        Field<Set<LocalDate>> holidays =
                multiset(select(HOLIDAY.DAY).from(HOLIDAY)).convertFrom(days -> days.intoSet(Record1::value1));
        return rowField(row(
                        CONTRACT.CREDIT_LIMIT,
                        CONTRACT.BALANCE,
                        CONTRACT.LAST_BORROWING_BALANCE,
                        CONTRACT.UNPAID_CHARGES,
                        CONTRACT.UNPAID_LATE_CHARGE,
                        CONTRACT.PAID_TOWARD_DUE,
                        CONTRACT.APR,
                        CONTRACT.MOVED_ON,
                        CONTRACT.DUE_COUNTED_FROM,
                        CONTRACT.DUE_DAY.coerce(Integer.class),
                        waived,
                        CONTRACT.ENDED_ON,
                        missed,
                        terms(),
                        holidays))
                .convertFrom(mapping(Reckonings::contract))
                .as("reckoned_with");
    }

    private static Contract contract(
            Yen creditLimit,
            Yen balance,
            Yen lastBorrowingBalance,
            Yen unpaidCharges,
            Yen unpaidLateCharge,
            Yen paidTowardDue,
            BigDecimal apr,
            LocalDate movedOn,
            LocalDate dueCountedFrom,
            Integer dueDay,
            Yen waived,
            @Nullable LocalDate endedOn,
            List<Loan.Missed> missed,
            Terms terms,
            Set<LocalDate> holidays) {
        var loan = new Loan(
                balance,
                lastBorrowingBalance,
                unpaidCharges,
                unpaidLateCharge,
                paidTowardDue,
                apr,
                movedOn,
                dueCountedFrom,
                dueDay,
                waived,
                endedOn,
                missed.isEmpty() ? null : missed.getFirst());
        return new Contract(creditLimit, loan, terms, new DueDates(dueDay, terms, holidays));
    }
}
