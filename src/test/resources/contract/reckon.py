#!/usr/bin/env python3
"""Reckons cases.tsv by another hand than the product: day by day, in exact fractions, from DOMAIN §2 and the law of holidays.

Usage: python3 reckon.py > cases.tsv. Where the document prints a figure, the case says so, and PRINTED holds it against the reckoning.
"""
from datetime import date, timedelta
from fractions import Fraction
import calendar
import sys

DAY = timedelta(days=1)


# Holidays (国民の祝日に関する法律), 2025 to 2028 ------------------------------------------------------------------------
def monday(year, month, nth):
    first = date(year, month, 1)
    return first + DAY * ((7 - first.weekday()) % 7 + 7 * (nth - 1))


def holidays(year):
    vernal = {2025: 20, 2026: 20, 2027: 21, 2028: 20}[year]
    autumn = {2025: 23, 2026: 23, 2027: 23, 2028: 22}[year]
    days = {date(year, 1, 1), monday(year, 1, 2), date(year, 2, 11), date(year, 2, 23), date(year, 3, vernal), date(year, 4, 29),
            date(year, 5, 3), date(year, 5, 4), date(year, 5, 5), monday(year, 7, 3), date(year, 8, 11), monday(year, 9, 3),
            date(year, 9, autumn), monday(year, 10, 2), date(year, 11, 3), date(year, 11, 23)}
    for day in sorted(days):
        if day.weekday() == 6:
            after = day + DAY
            while after in days:
                after += DAY
            days.add(after)
    between = date(year, 9, 1)
    while between.month == 9:
        if between not in days and between - DAY in days and between + DAY in days:
            days.add(between)
        between += DAY
    return days


HOLIDAYS = set().union(*(holidays(year) for year in range(2025, 2029)))


def closed(day):
    return day.weekday() >= 5 or day in HOLIDAYS or (day.month, day.day) in ((12, 31), (1, 1), (1, 2), (1, 3))


# Due dates ------------------------------------------------------------------------------------------------------------
def due_in(year, month, due_day):
    while month > 12:
        year, month = year + 1, month - 12
    day = date(year, month, min(due_day, calendar.monthrange(year, month)[1]))
    while closed(day):
        day += DAY
    return day


def first_due(due_day, day):
    if due_day == 5:
        later = 1 if day.day <= 19 else 2
    elif due_day == 15:
        later = 1
    elif due_day == 25:
        later = 0 if day.day <= 9 else 1
    else:
        later = 0 if day.day <= 14 else 1
    return due_in(day.year, day.month + later, due_day)


def next_due(due_day, day):
    found = [due_in(day.year + (day.month + m - 1) // 12, (day.month + m - 1) % 12 + 1, due_day) for m in range(-1, 3)]
    return min(each for each in found if each > day)


# Money ------------------------------------------------------------------------------------------------------------------
def minimum(balance):
    if balance == 0:
        return 0
    share = 361 if balance <= 300_000 else 253 if balance <= 1_000_000 else 199
    raw = Fraction(balance * share, 10_000)
    return int(-(-raw // 1000)) * 1000


def accrued(principal, rate, after, until):
    sum_, day = Fraction(0), after
    while day < until:
        day += DAY
        sum_ += Fraction(principal) * Fraction(str(rate)) / 100 / (366 if calendar.isleap(day.year) else 365)
    return int(sum_)


class Loan:
    def __init__(self, balance, last, moved, due, apr="17.8", counted=None, charges=0, latecharge=0, toward=0, waived=0, ended=None,
                 missed=None, limit=5_000_000):
        self.balance, self.last, self.moved, self.due_day, self.apr = balance, last, moved, due, apr
        self.counted, self.charges, self.waived, self.ended, self.missed = counted or moved, charges, waived, ended, missed
        self.latecharge, self.toward, self.limit = latecharge, toward, limit

    def free(self):
        return self.balance < 1000

    def pending(self):
        return self.missed[0] if self.missed else self.ended or first_due(self.due_day, self.counted)

    def on(self, day):
        due, free = self.pending(), self.free()
        late = 0 if free else max(0, (day - due).days)
        interest = self.charges - self.latecharge + (0 if free else accrued(self.balance, self.apr, self.moved, min(day, max(due, self.moved))))
        charge = 0 if free else accrued(self.balance, 20, max(due, self.moved), day)
        charge += self.latecharge - min(charge, self.waived)
        payoff = self.balance + interest + charge
        monthly = not free and not self.ended
        least = min(minimum(self.last), payoff) if monthly else 0
        following = None
        if monthly:
            following = due if day <= due else next_due(self.due_day, day - DAY)
        if self.ended:
            now = payoff
        elif not late:
            now = max(0, least - self.toward)
        else:
            now, each = self.missed[1] if self.missed else minimum(self.last), next_due(self.due_day, due)
            while each <= day:
                now, each = now + minimum(self.last), next_due(self.due_day, each)
            now = min(max(0, now - self.toward) + charge, payoff)
        return dict(late=late, interest=interest, charge=charge, payoff=payoff, minimum=least, next=following, now=now)


def plan(balance, last, charges, moved, due, apr, due_day, plain=False, toward=0):
    """Instalments as (day, payment, interest, balance); plain dues ignore weekends; toward is repaid of the first one already."""
    rows, least, amount = [], minimum(last), Fraction(0)
    day = moved
    if due == moved:
        day -= DAY  # the first instalment falls on the first day itself
    while balance or charges:
        day += DAY
        if day > moved and balance >= 1000:
            amount += Fraction(balance) * Fraction(apr) / 100 / (366 if calendar.isleap(day.year) else 365)
        if day == due:
            charges, amount = charges + int(amount), Fraction(0)
            pay, toward = min(max(0, least - toward), balance + charges), 0
            interest = min(charges, pay)
            charges, balance = charges - interest, balance - (pay - interest)
            if pay:
                rows.append((day, pay, interest, balance))
            due = date(due.year + due.month // 12, due.month % 12 + 1, due.day) if plain else next_due(due_day, due)
    return rows


def standing(loan, today):
    due = loan.on(today)["next"] or first_due(loan.due_day, today)
    return plan(loan.balance, loan.last, loan.charges, loan.moved, due, loan.apr, loan.due_day, toward=loan.toward), due


def account(loan, today, on, inclusive):
    """Interest and late charge stand apart; of the first instalment something may have been repaid."""
    rows, due = standing(loan, today)
    balance, late, moved, paid, toward = loan.balance, loan.latecharge, loan.moved, 0, loan.toward
    charges = loan.charges - late

    def grown(until):
        return charges + (0 if balance < 1000 else accrued(balance, loan.apr, moved, until))

    for day, _, settled, after in rows:
        if day > on or (day == on and not inclusive):
            break
        charges, late = grown(day) - max(0, settled - late), max(0, late - settled)
        balance, moved, paid, due, toward = after, day, paid + settled, next_due(loan.due_day, day), 0
    return balance, grown(on), late, due, toward, paid, sum(row[2] for row in rows)


def repay(loan, today, amount, on):
    if loan.ended or loan.on(today)["late"]:
        state = loan.on(on)
        charge = min(amount, state["charge"])
        interest = min(amount - charge, state["interest"])
        principal = amount - charge - interest
        left = state["payoff"] - amount
        missing = min(left, max(0, state["now"] - amount))
        rows = None
        if not missing and not loan.ended:
            balance = loan.balance - principal
            rows = plan(balance, loan.last, left - balance, on, first_due(loan.due_day, on), loan.apr, loan.due_day)
        elif not left:
            rows = []
        return dict(charge=charge, interest=interest, principal=principal, left=left, counts=not missing, saved=None,
                    next=rows[0][0] if rows else None, minimum=rows[0][1] if rows else 0, missing=missing,
                    number=None if rows is None else len(rows), end=rows[-1][0] if rows else None)
    balance, charges, late, due, toward, paid, stood = account(loan, today, on, False)
    charge = min(amount, late)
    interest = min(amount - charge, charges)
    principal = amount - charge - interest
    if first_due(loan.due_day, on) > due:
        toward += amount - charge
    counts = amount == balance + charges + late or (first_due(loan.due_day, on) > due and toward >= minimum(loan.last))
    if counts:
        due, toward = first_due(loan.due_day, on), 0
    balance, charges = balance - principal, charges + late - charge - interest
    rows = plan(balance, loan.last, charges, on, due, loan.apr, loan.due_day, toward=toward)
    return dict(charge=charge, interest=interest, principal=principal, left=balance + charges, counts=counts,
                saved=stood - paid - charge - interest - sum(row[2] for row in rows), next=rows[0][0] if rows else None,
                minimum=rows[0][1] if rows else 0, missing=0, number=len(rows), end=rows[-1][0] if rows else None)


def borrow(loan, today, amount, on):
    balance, charges, late, due, toward, paid, stood = account(loan, today, on, True)
    total = balance + amount
    if balance < 1000 or 0 < minimum(total) <= toward:
        due, toward = first_due(loan.due_day, on), 0
    rows = plan(total, total, charges + late, on, due, loan.apr, loan.due_day, toward=toward)
    interest = sum(row[2] for row in rows)
    return dict(balance=total, minimum=minimum(total), due=due, number=len(rows), interest=interest, more=paid + interest - stood,
                end=rows[-1][0])


# The table ----------------------------------------------------------------------------------------------------------------
def text(value):
    return "-" if value is None else "yes" if value is True else "no" if value is False else str(value)


def words(values):
    return " ".join(f"{name}={text(value)}" for name, value in values.items())


CASES = []


def case(kind, given, expected, what):
    CASES.append((kind, words(given), expected if isinstance(expected, str) else words(expected), what))


def printed(reckoned, figure, what):
    if reckoned != figure:
        sys.exit(f"{what}: the document prints {figure}, reckoned {reckoned}")
    return str(figure)


D = date.fromisoformat

for balance, figure in [(10_000, 1000), (27_700, 1000), (27_701, 2000), (100_000, 4000), (200_000, 8000), (300_000, 11000), (300_001, 8000),
                        (500_000, 13000), (1_000_000, 26000), (1_000_001, 20000), (5_000_000, 100000)]:
    case("MINIMUM", dict(balance=balance), printed(minimum(balance), figure, balance), "printed in the table of DOMAIN §2")
for balance, what in [(0, "nothing owed has no minimum"), (1, "one yen"), (999, "below the interest-free bound"), (1000, "on the bound"),
                      (55_401, "just over 2,000"), (55_402, "361 × 55,402 = 2,000.01"), (83_102, "just under 3,000"), (83_103, "just over 3,000"),
                      (110_803, "just under 4,000"), (110_804, "just over 4,000"), (299_999, "a yen under the first edge"),
                      (310_000, "borrowed 10,000 over the edge: lower than on it"), (316_205, "just under 8,000"), (316_206, "just over 8,000"),
                      (434_783, "just over 11,000 in the second band"), (999_999, "a yen under the second edge"),
                      (1_010_000, "10,000 over the second edge"), (1_306_533, "catches up with the second band's highest"),
                      (4_999_999, "a yen under the highest limit")]:
    case("MINIMUM", dict(balance=balance), str(minimum(balance)), what)


def interest(principal, rate, after, until, what, figure=None):
    value = accrued(principal, rate, D(after), D(until))
    case("INTEREST", dict(principal=principal, rate=rate, after=after, until=until), printed(value, figure or value, what), what)


interest(100_000, "17.8", "2026-01-31", "2026-03-02", "printed: 100,000 at 17.8 % for 30 days", 1463)
interest(300_000, "17.8", "2026-01-01", "2026-02-01", "printed: 300,000 at 17.8 % for 31 days", 4535)
interest(35_000, "20", "2025-12-31", "2026-12-31", "printed: a whole year; floored doubles give 6,999", 7000)
interest(200_000, "20", "2026-07-06", "2026-07-16", "printed: 10 days late, cut and not rounded", 1095)
interest(100_000, "17.8", "2026-05-01", "2026-05-02", "one day")
interest(100_000, "17.8", "2026-05-01", "2026-05-01", "the day of the borrowing does not count")
interest(100_000, "17.8", "2028-01-31", "2028-03-01", "30 days with 29 February, by 366")
interest(100_000, "17.8", "2028-02-28", "2028-02-29", "the 29th alone")
interest(100_000, "17.8", "2028-02-29", "2028-03-01", "the day after the 29th")
interest(366_000, "20", "2027-12-31", "2028-12-31", "a whole leap year is a whole year")
interest(366_000, "20", "2026-12-31", "2027-12-31", "a whole common year is a whole year")
interest(100_000, "17.8", "2027-12-16", "2028-01-15", "into a leap year: 15 days of each")
interest(100_000, "17.8", "2028-12-16", "2029-01-15", "out of a leap year: 15 days of each")
interest(100_000, "17.8", "2026-12-16", "2027-01-15", "over the end of a common year")
interest(100_000, "17.8", "2027-12-30", "2027-12-31", "31 December belongs to the old year")
interest(100_000, "17.8", "2027-12-31", "2028-01-01", "1 January belongs to the new year")
interest(100_000, "17.8", "2027-06-30", "2029-06-30", "over the whole of a leap year")
interest(999, "17.8", "2026-01-05", "2026-02-05", "the function itself knows no interest-free bound")
interest(1, "17.8", "2026-01-05", "2027-01-05", "one yen for a year")
interest(6, "17.8", "2025-12-31", "2026-12-31", "six yen make the first whole yen in a year")
interest(5, "17.8", "2025-12-31", "2026-12-31", "five yen do not")
interest(5_000_000, "4.5", "2026-01-05", "2026-02-05", "highest limit at the lowest rate")
interest(5_000_000, "15", "2026-01-05", "2026-02-05", "highest limit at the cap of a million and more")
interest(999_999, "18", "2026-01-05", "2026-02-05", "the cap below a million")
interest(73_000, "5", "2026-01-01", "2026-01-02", "exactly 10 yen a day")
interest(73_000, "5", "2026-01-01", "2026-12-31", "364 days at exactly 10 yen")


def due(kind, due_day, day, what):
    value = (first_due if kind == "FIRST_DUE" else next_due)(due_day, D(day))
    case(kind, dict(due=due_day, day=day), str(value), what)


for due_day, day, what in [
        (5, "2026-10-01", "5th: first day of the month"), (5, "2026-10-19", "5th: the 19th is the last for next month"),
        (5, "2026-10-20", "5th: the 20th, the month after next, a Saturday"), (5, "2026-10-31", "5th: last day of the month"),
        (5, "2026-11-19", "5th: 5 December 2026 is a Saturday"), (5, "2026-11-20", "5th: 5 January after the turn of the year"),
        (5, "2026-12-19", "5th: over the year end"), (5, "2026-12-20", "5th: over the year end into February"),
        (5, "2026-03-20", "5th: 4 to 6 May are holidays in 2026"), (5, "2027-03-20", "5th: 3 to 5 May 2027, a Wednesday"),
        (5, "2028-03-20", "5th: 3 to 5 May 2028, a Friday: Monday the 8th"), (5, "2027-11-20", "5th: 5 January 2028"),
        (5, "2028-01-31", "5th: 5 March 2028 is a Sunday"), (5, "2028-02-29", "5th: borrowed on the 29th of February"),
        (15, "2026-09-01", "15th: first day"), (15, "2026-09-15", "15th: borrowed on the 15th"), (15, "2026-09-30", "15th: last day"),
        (15, "2026-07-31", "15th: 15 August 2026 is a Saturday"), (15, "2026-10-10", "15th: 15 November 2026 is a Sunday"),
        (15, "2026-12-31", "15th: over the year end"), (15, "2028-06-20", "15th: 15 July 2028 is a Saturday, Monday the 17th a holiday"),
        (25, "2026-09-01", "25th: first day, the same month"), (25, "2026-09-09", "25th: the 9th is the last for the same month"),
        (25, "2026-09-10", "25th: the 10th, next month, a Sunday"), (25, "2026-12-09", "25th: 25 December is a business day"),
        (25, "2026-12-10", "25th: over the year end"), (25, "2027-03-31", "25th: 25 April 2027 is a Sunday"),
        (25, "2026-04-10", "25th: 25 May 2026"),
        (31, "2026-09-01", "month end: first day"), (31, "2026-09-14", "month end: the 14th is the last for the same month"),
        (31, "2026-09-15", "month end: the 15th, 31 October is a Saturday, Monday 2 November"),
        (31, "2026-02-14", "month end: 28 February 2026 is a Saturday"), (31, "2028-02-14", "month end: 29 February 2028"),
        (31, "2026-12-01", "month end: 31 December to 3 January are closed"), (31, "2027-12-01", "month end: to Tuesday 4 January 2028"),
        (31, "2028-12-01", "month end: to Thursday 4 January 2029"), (31, "2026-04-01", "month end: 30 April 2026"),
        (31, "2027-04-15", "month end: 31 May 2027"), (31, "2026-12-31", "month end: 31 January 2027 is a Sunday")]:
    due("FIRST_DUE", due_day, day, what)
for due_day, day, what in [
        (5, "2026-11-04", "the day before"), (5, "2026-11-05", "on the due date itself: the one after"), (5, "2026-12-05", "the Saturday itself"),
        (5, "2026-12-06", "the Sunday before the moved one"), (5, "2026-12-07", "on the moved due date"), (5, "2026-05-05", "within the holidays"),
        (5, "2026-05-07", "after the holidays"), (15, "2026-11-15", "the Sunday itself"), (15, "2026-11-16", "on the moved due date"),
        (25, "2026-10-25", "the Sunday itself"), (25, "2026-12-25", "over the year end"), (31, "2026-12-31", "closed at the turn of the year"),
        (31, "2027-01-03", "the last closed day"), (31, "2027-01-04", "on the moved month end"), (31, "2028-02-28", "before the 29th of February"),
        (31, "2028-02-29", "on the 29th of February")]:
    due("NEXT_DUE", due_day, day, what)


def loan(what, balance, last, moved, due=5, **more):
    given = dict(balance=balance, last=last, moved=moved, due=due, **more)
    typed = dict(more)
    for name in ("counted", "ended"):
        if name in typed:
            typed[name] = D(typed[name])
    if "missed" in typed:
        day, amount = typed["missed"].split(":")
        typed["missed"] = (D(day), int(amount))
    return what, given, Loan(balance, last, D(moved), due, **typed)


def on_day(made, day):
    what, given, reckoned = made
    case("ON_DAY", dict(given, day=day), reckoned.on(D(day)), what)


fresh = ("2026-06-05",)
for day, what in [("2026-06-05", "on the day of the movement"), ("2026-06-06", "the day after"), ("2026-07-04", "Saturday before the due date"),
                  ("2026-07-06", "on the due date, moved from Sunday the 5th"), ("2026-07-07", "one day late"), ("2026-07-16", "10 days late"),
                  ("2026-08-05", "the second due date falls while late"), ("2026-09-07", "three due dates missed"), ("2026-09-08", "64 days late")]:
    on_day(loan("200,000, " + what, 200_000, 200_000, "2026-06-05"), day)
on_day(loan("the minimum stays while the member only repays: 500,000 down to 290,000", 290_000, 500_000, "2026-06-05"), "2026-06-20")
on_day(loan("10,000 more on 290,000 lowers it to 11,000", 300_000, 300_000, "2026-06-05"), "2026-06-20")
on_day(loan("the last instalment is what is left with its interest", 3_000, 300_000, "2026-06-05"), "2026-07-06")
for balance, what in [(0, "nothing owed"), (1, "1 yen left: no interest, but it blocks a cancellation"), (999, "999 yen carry no interest"),
                      (1000, "1,000 yen carry interest"), (1001, "1,001 yen")]:
    on_day(loan(what, balance, 300_000, "2026-06-05"), "2026-07-06")
on_day(loan("1,000 yen late", 1000, 300_000, "2026-06-05"), "2026-08-20")
on_day(loan("999 yen are never late", 999, 300_000, "2026-01-05"), "2026-08-20")
on_day(loan("unpaid charges stay beside new interest", 200_000, 200_000, "2026-06-05", charges=500), "2026-06-25")
on_day(loan("unpaid charges of a balance that carries none", 500, 200_000, "2026-06-05", charges=77), "2026-06-25")
on_day(loan("repaid part after the due date: late charge counts from there", 200_000, 200_000, "2026-07-10", counted="2026-06-05",
            missed="2026-07-06:4000", charges=500), "2026-07-20")
on_day(loan("half of the late charge waived", 200_000, 200_000, "2026-06-05", waived=500), "2026-07-16")
on_day(loan("more waived than charged", 200_000, 200_000, "2026-06-05", waived=5000), "2026-07-16")
on_day(loan("late over the year end into a leap year", 300_000, 300_000, "2027-11-05"), "2028-01-31")
on_day(loan("late over the 29th of February", 300_000, 300_000, "2028-01-05"), "2028-03-10")
on_day(loan("late so long that all is due", 10_000, 10_000, "2026-01-05"), "2028-06-30")
on_day(loan("contract ended by the lender: all of it is due", 200_000, 200_000, "2026-06-05", ended="2026-07-06"), "2026-07-16")
on_day(loan("contract ended, on the day itself", 200_000, 200_000, "2026-06-05", ended="2026-07-06"), "2026-07-06")
on_day(loan("due on the 15th", 450_000, 450_000, "2026-06-15", due=15), "2026-07-15")
on_day(loan("due on the 25th, borrowed on the 9th", 450_000, 450_000, "2026-06-09", due=25), "2026-06-25")
on_day(loan("due on the 25th, borrowed on the 10th", 450_000, 450_000, "2026-06-10", due=25), "2026-06-25")
on_day(loan("due at month end, over the turn of the year", 450_000, 450_000, "2026-12-01", due=31), "2027-01-04")
on_day(loan("due at month end, a day after the turn of the year", 450_000, 450_000, "2026-12-01", due=31), "2027-01-05")
on_day(loan("a million and a yen at 15 %", 1_000_001, 1_000_001, "2026-06-05", apr="15"), "2026-07-06")
on_day(loan("five millions at 4.5 %", 5_000_000, 5_000_000, "2026-06-05", apr="4.5"), "2026-07-06")


def whole(what, balance, last, moved, first, due=5, apr="17.8", charges=0, days="real", figure=None):
    rows = plan(balance, last, charges, D(moved), D(first), apr, due, days == "plain")
    value = dict(number=len(rows), total=sum(row[1] for row in rows), interest=sum(row[2] for row in rows), end=rows[-1][0])
    if figure:
        printed((value["number"], value["total"]), figure, what)
    case("PLAN", dict(balance=balance, last=last, moved=moved, first=first, due=due, apr=apr, charges=charges, days=days), value, what)


whole("printed: 100,000 due on every 5th, 32 instalments, 125,802 in all", 100_000, 100_000, "2026-01-05", "2026-02-05", days="plain", figure=(32, 125_802))
for balance, apr in [(1, "17.8"), (999, "17.8"), (1000, "17.8"), (10_000, "17.8"), (27_700, "17.8"), (27_701, "17.8"), (100_000, "17.8"),
                     (300_000, "17.8"), (300_001, "17.8"), (500_000, "17.8"), (999_999, "17.8"), (1_000_000, "15"), (1_000_001, "15"),
                     (5_000_000, "15"), (5_000_000, "4.5")]:
    whole(f"{balance:,} at {apr} % on real days", balance, balance, "2026-01-05", "2026-02-05", apr=apr)
whole("290,000 with the minimum of 500,000", 290_000, 500_000, "2026-01-05", "2026-02-05")
whole("due on the 15th", 100_000, 100_000, "2026-01-05", "2026-02-16", due=15)
whole("due on the 25th", 100_000, 100_000, "2026-01-05", "2026-01-26", due=25)
whole("due at month end", 100_000, 100_000, "2026-01-05", "2026-02-02", due=31)
whole("charges so far are paid first", 100_000, 100_000, "2026-01-05", "2026-02-05", charges=900)
whole("begun in a leap year", 100_000, 100_000, "2028-01-05", "2028-02-07")


def asked(kind, made, today, amount, on):
    what, given, it = made
    value = (repay if kind == "REPAY" else borrow)(it, D(today), amount, D(on))
    case(kind, dict(given, today=today, amount=amount, on=on), value, what)


usual = dict(balance=200_000, last=200_000, moved="2026-11-05")


def usually(what, **more):
    return loan(what, **{**usual, **more})


T = "2026-11-25"
for amount, on, what in [
        (8_000, "2026-12-07", "the minimum on the due date changes nothing"), (8_000, T, "the minimum today counts for the due date"),
        (7_999, T, "a yen less than the minimum does not count"), (100, T, "less than the interest: it stays unpaid"),
        (50_000, T, "50,000 today"), (50_000, "2026-12-07", "50,000 on the due date"), (50_000, "2026-12-15", "50,000 after one more instalment"),
        (50_000, "2027-02-25", "50,000 in three months"), (100_000, "2026-12-31", "half of it at the end of the year"),
        (201_949, T, "all but a yen"), (201_950, T, "all of it today"), (1, T, "one yen")]:
    asked("REPAY", usually(what), T, amount, on)
asked("REPAY", usually("before the 20th it does not move the due date", moved="2026-11-05"), "2026-11-10", 10_000, "2026-11-10")
asked("REPAY", usually("from the 20th on it moves the due date"), "2026-11-10", 10_000, "2026-11-20")
asked("REPAY", usually("due on the 15th", due=15, moved="2026-11-16"), T, 20_000, T)
asked("REPAY", usually("due on the 25th, on the due date", due=25, moved="2026-10-26"), T, 20_000, T)
asked("REPAY", usually("due at month end, on the 30th", due=31, moved="2026-11-02"), T, 20_000, "2026-11-30")
asked("REPAY", usually("into a leap year", moved="2027-12-06"), "2027-12-20", 30_000, "2028-01-20")
asked("REPAY", usually("999 yen are left: no interest any more"), T, 200_951, T)
asked("REPAY", usually("1,000 yen are left: interest goes on"), T, 200_950, T)
asked("REPAY", loan("999 yen, all of it", 999, 300_000, "2026-11-05"), T, 999, T)
asked("REPAY", loan("999 yen, 998 of it: one yen is left", 999, 300_000, "2026-11-05"), T, 998, T)
late = dict(missed="2026-11-05:8000", moved="2026-10-05")
for amount, what in [(9_000, "late by 20 days: not enough"), (10_191, "late: exactly what is due now"), (10_190, "late: a yen less than that"),
                     (1_000, "late: not even the late charge"), (50_000, "late: more than is due"), (205_214, "late: pays all")]:
    made = usually(what, **late)
    value = made[2].on(D(T))
    asked("REPAY", made, T, min(amount, value["payoff"]), T)
asked("REPAY", usually("ended: a part of it", moved="2026-10-05", ended="2026-11-05"), T, 50_000, T)
asked("REPAY", usually("ended: all of it", moved="2026-10-05", ended="2026-11-05"), T, 205_214, T)
for amount, on, what in [
        (10_000, T, "10,000 more today: 210,000"), (100_000, T, "to exactly 300,000"), (100_001, T, "a yen over the edge: the minimum falls"),
        (300_000, T, "to 500,000"), (50_000, "2026-12-07", "on the due date, after the instalment"), (50_000, "2027-01-20", "in two months"),
        (1, T, "one yen")]:
    asked("BORROW", usually(what), T, amount, on)
asked("BORROW", usually("to exactly a million", apr="15"), T, 800_000, T)
asked("BORROW", usually("a yen over a million: the minimum falls", apr="15"), T, 800_001, T)
asked("BORROW", loan("290,000 with a minimum of 13,000: 10,000 more lower it to 11,000", 290_000, 500_000, "2026-11-05"), T, 10_000, T)
for due_day in (5, 15, 25, 31):
    for on in ("2026-12-09", "2026-12-10", "2026-12-14", "2026-12-15", "2026-12-19", "2026-12-20"):
        asked("BORROW", loan(f"nothing owed, due day {due_day}", 0, 100_000, "2026-11-05", due=due_day), T, 100_000, on)
for toward, amount, on, what in [
        (3_000, 5_000, T, "3,000 of 8,000 repaid: 5,000 more make it up"), (3_000, 4_999, T, "3,000 of 8,000 repaid: a yen is missing"),
        (3_000, 5_000, "2026-12-07", "3,000 of 8,000 repaid: the rest on the due date"), (7_999, 1, T, "the last yen of an instalment"),
        (3_000, 8_000, "2027-01-05", "3,000 of 8,000 repaid: the instalment after it is whole"), (3_000, 1_000, T, "3,000 of 8,000 repaid, 1,000 more"),
        (3_000, 100_000, T, "3,000 of 8,000 repaid, then half of all"), (7_500, 20_000, "2027-01-20", "the 500 that are left do not pay the interest")]:
    asked("REPAY", usually(what, counted="2026-10-26", toward=toward), T, amount, on)
asked("REPAY", usually("a part before the 20th lowers the debt, not the instalment"), "2026-11-10", 7_999, "2026-11-10")
asked("REPAY", usually("a part from the 20th on lowers the instalment"), "2026-11-10", 7_999, "2026-11-20")
for amount, on, what in [(900, T, "in order with late charge left: late charge first"), (700, T, "in order: exactly the late charge, nothing toward the instalment"),
                         (8_699, T, "in order: a yen of the instalment is missing behind the late charge"),
                         (8_700, T, "in order: late charge and the whole instalment"), (50_000, "2026-12-15", "in order: the instalment took the late charge with it")]:
    asked("REPAY", usually(what, charges=1_000, latecharge=700), T, amount, on)
asked("REPAY", usually("in order: late charge and part of the instalment before", counted="2026-10-26", charges=1_000, latecharge=700, toward=3_000), T, 5_700, T)
for day, what in [("2026-11-25", "3,000 of 8,000 repaid: 5,000 are due"), ("2026-12-07", "3,000 of 8,000 repaid, on the due date"),
                  ("2026-12-08", "3,000 of 8,000 repaid, late by a day"), ("2027-01-06", "3,000 of 8,000 repaid, the second due date is past")]:
    on_day(usually(what, counted="2026-10-26", toward=3_000), day)
on_day(usually("late charge left beside interest", charges=1_000, latecharge=700), T)
on_day(usually("late charge left, and late again", charges=1_000, latecharge=700), "2026-12-17")
on_day(usually("late charge left, and more waived than charged", charges=1_000, latecharge=700, waived=5_000), "2026-12-17")
on_day(usually("late with a part repaid since", missed="2026-11-05:8000", moved="2026-11-20", counted="2026-10-05", charges=600, latecharge=600, toward=7_000), T)
asked("REPAY", usually("late with a part repaid since: exactly what is missing", missed="2026-11-05:8000", moved="2026-11-20", counted="2026-10-05",
                       charges=600, latecharge=600, toward=7_000), T, 2_147, T)
asked("BORROW", usually("3,000 of 8,000 repaid, then 10,000 more", counted="2026-10-26", toward=3_000), T, 10_000, T)
asked("BORROW", usually("late charge left, then 10,000 more", charges=1_000, latecharge=700), T, 10_000, T)
asked("BORROW", loan("a lower minimum is made up by what was repaid", 290_000, 300_000, "2026-11-20", counted="2026-10-26", toward=9_000), T, 10_001, T)
asked("BORROW", loan("a yen less does not make up the lower minimum", 290_000, 300_000, "2026-11-20", counted="2026-10-26", toward=7_999), T, 10_001, T)
asked("BORROW", loan("a yen was left: counts as nothing owed", 1, 100_000, "2026-07-05"), T, 100_000, T)

print("kind\tgiven\texpected\twhat")
for cells in CASES:
    print("\t".join(cells))
