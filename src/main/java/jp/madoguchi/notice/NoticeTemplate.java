package jp.madoguchi.notice;

import java.util.List;

/**
 * Words to begin a notice with. {@code {services}}, {@code {from}} and {@code {to}} stand for what the form says.
 *
 * @param name label in the language of the person
 */
public record NoticeTemplate(
        String code,
        String name,
        NoticeKind kind,
        NoticeSeverity severity,
        List<AffectedService> services,
        String title,
        String body,
        String toSay,
        String titleEn,
        String bodyEn) {}
