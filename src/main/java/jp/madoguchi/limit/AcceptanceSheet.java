package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.t;

import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Tokyo;
import jp.madoguchi.paper.Flow;
import jp.madoguchi.paper.Sheet;

/** What a member signs at the counter or the machine to accept an offer (承諾書). */
record AcceptanceSheet(
        String title, String made, String member, String words, String agrees, String date, String signature) {

    private static final float SMALL = 9;
    private static final float LINE = 11;
    private static final float INDENT = 16;

    static AcceptanceSheet of(MemberNo memberNo, String memberName, LimitOffers.Offer offer) {
        return new AcceptanceSheet(
                t("limit.sheet.title"),
                t("limit.sheet.made", Sheet.MOMENT.format(offer.asOf().atZone(Tokyo.ZONE))),
                t("limit.sheet.member", memberName, memberNo),
                offer.words(),
                t("limit.sheet.agrees"),
                t("limit.sheet.date"),
                t("limit.sheet.signature"));
    }

    byte[] pdf() {
        return Flow.pdf(title, flow -> {
            flow.text(SMALL, 0, made);
            flow.space(INDENT);
            flow.text(LINE, 0, member);
            flow.rule();
            flow.text(LINE, INDENT, words);
            flow.rule();
            flow.text(LINE, 0, agrees);
            flow.space(2 * INDENT);
            flow.text(LINE, INDENT, date);
            flow.space(INDENT);
            flow.text(LINE, INDENT, signature);
        });
    }
}
