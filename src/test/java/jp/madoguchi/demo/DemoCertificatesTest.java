package jp.madoguchi.demo;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.madoguchi.Printed;
import jp.madoguchi.core.MyNumber;
import jp.madoguchi.demo.DemoCertificate.Fault;
import jp.madoguchi.render.Kind;
import jp.madoguchi.render.Upload;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoCertificatesTest {

    private static final List<Person> PEOPLE = List.of(
            new Person(
                    "100000000",
                    "佐藤 花子",
                    "サトウ ハナコ",
                    "東京都新宿区新宿1丁目30番1号",
                    LocalDate.of(1988, 3, 14),
                    "株式会社あおば食品",
                    4_200_000),
            new Person(
                    "100000388",
                    "𠮷田 修",
                    "ヨシダ オサム",
                    "東京都新宿区新宿2丁目34番5号 コーポ見本101",
                    LocalDate.of(1965, 5, 5),
                    "合同会社あおば建設",
                    7_350_000));

    private static List<DemoCertificate> all;

    @BeforeAll
    static void make() {
        var papers = new DemoCertificates(LocalDate.of(2026, 11, 23));
        all = IntStream.range(0, papers.count())
                .mapToObj(n -> papers.make(n, PEOPLE.get(n % PEOPLE.size())))
                .toList();
    }

    @Test
    void eight_kinds_good_and_bad_in_every_way() {
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        var byKind = all.stream()
                .collect(groupingBy(
                        DemoCertificate::kind, Collectors.mapping(DemoCertificate::fault, Collectors.toSet())));
        assertThat(byKind)
                .hasSize(8)
                .allSatisfy((kind, faults) -> assertThat(faults).contains(Fault.NONE, Fault.BLURRED));
        assertThat(byKind.values().stream().flatMap(java.util.Set::stream).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Fault.class));
    }

    @Test
    void each_can_be_handed_in() {
        assertThat(all)
                .allSatisfy(certificate -> assertThat(Upload.check(certificate.content(), certificate.fileName()))
                        .isNotNull());
    }

    @Test
    void each_PDF_says_that_it_is_a_sample_and_shows_a_number_only_where_it_shall() throws IOException {
        for (var certificate : all) {
            if (Upload.check(certificate.content(), certificate.fileName()) == Kind.PDF) {
                var text = Printed.text(certificate.content());
                assertThat(text).contains("見本 架空の人物・番号です");
                assertThat(MyNumber.in(text.replaceAll("(?<=\\d) (?=\\d)", "")).isPresent())
                        .as(certificate.kind() + " " + certificate.fault())
                        .isEqualTo(certificate.fault() == Fault.NUMBER_VISIBLE
                                && !certificate.kind().equals("PENSION_NOTICE"));
            }
        }
    }

    @Test
    void one_has_twelve_pages() throws IOException {
        var longest = all.stream()
                .filter(certificate -> certificate.fault() == Fault.TWELVE_PAGES)
                .toList();

        assertThat(longest).hasSize(1);
        try (var document = Loader.loadPDF(longest.getFirst().content())) {
            assertThat(document.getNumberOfPages()).isEqualTo(12);
        }
    }
}
