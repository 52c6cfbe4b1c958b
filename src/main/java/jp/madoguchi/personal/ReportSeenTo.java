package jp.madoguchi.personal;

import jp.madoguchi.core.Refused;

/** Somebody else has seen to the report, or a later change took its place. */
public final class ReportSeenTo extends Refused {

    ReportSeenTo() {
        super("PERSONAL-003");
    }
}
