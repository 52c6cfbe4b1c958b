package jp.madoguchi.auditdesk;

import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.ui.Csv;
import org.jspecify.annotations.Nullable;

/** Entries of the trail as CSV, codes as recorded, so that a program can read them; moments in UTC. */
final class TrailCsv {

    private static final List<String> HEAD = List.of(
            "at",
            "application",
            "action",
            "outcome",
            "staff_no",
            "staff_name",
            "place_no",
            "place_name",
            "contact_no",
            "member_no",
            "reason",
            "details",
            "chain",
            "seq",
            "hash");

    private TrailCsv() {}

    static byte[] of(List<TrailLine> lines) {
        return Csv.of(HEAD, lines.stream().map(TrailCsv::cells).toList());
    }

    private static List<String> cells(TrailLine line) {
        return Stream.of(
                        line.at().toString(),
                        line.application(),
                        line.action(),
                        line.outcome(),
                        line.staffNo(),
                        line.staffName(),
                        line.placeNo(),
                        line.placeName(),
                        line.contactNo(),
                        line.memberNo(),
                        line.reason(),
                        line.details(),
                        Integer.toString(line.chain()),
                        Long.toString(line.seq()),
                        line.hash())
                .map(TrailCsv::known)
                .toList();
    }

    private static String known(@Nullable String text) {
        return text == null ? "" : text;
    }
}
