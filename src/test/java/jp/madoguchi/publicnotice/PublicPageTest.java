package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jp.madoguchi.publicnotice.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import jp.madoguchi.core.Json;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;

/** The page is HTML as the standard has it: looked at by the Nu Html Checker, without a remark. */
class PublicPageTest {

    private record Findings(List<Finding> messages) {}

    private record Finding(String type, String message, String extract) {}

    @Test
    void the_checker_finds_what_is_wrong() throws Exception {
        assertThat(findings("<!DOCTYPE html><html lang=ja><title>誤り</title><p><div></div></p>".getBytes(UTF_8)))
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("No “p” element in scope"));
    }

    @Test
    void it_is_valid_without_with_one_and_with_many_notices_in_both_languages() throws Exception {
        for (var language : Language.values()) {
            assertThat(findings(page(language, List.of()))).isEmpty();
            assertThat(findings(page(language, List.of(Samples.outage("ATMの障害")))))
                    .isEmpty();
            assertThat(findings(NoticePage.write(language, "まどぐちファイナンス", Samples.many(), NOON, NOON)))
                    .isEmpty();
        }
    }

    private static byte[] page(Language language, List<PublicNotice> notices) {
        return NoticePage.write(language, "まどぐちファイナンス", notices, NOON, null);
    }

    private static List<Finding> findings(byte[] page) throws Exception {
        var checker = new EmbeddedValidator();
        checker.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        checker.setNoLangDetect(true);
        return Json.read(checker.validate(new ByteArrayInputStream(page)), Findings.class)
                .messages();
    }
}
