package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.madoguchi.notice.MemberPage;
import jp.madoguchi.notice.NoticeForm;
import jp.madoguchi.operation.Settings;
import org.springframework.stereotype.Component;

/** The public page with one notice that is still being written: drawn by what serves it. */
@Component
class PublicPagePreview implements MemberPage {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Settings settings;

    PublicPagePreview(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String html(NoticeForm form, Instant at, boolean japanese) {
        var notice = new PublicNotice(
                NOBODY,
                form.kind().name(),
                form.severity().name(),
                form.services().stream().map(Enum::name).sorted().toList(),
                Objects.requireNonNullElse(form.title(), ""),
                Objects.requireNonNullElse(form.body(), ""),
                english(form.titleEn()),
                english(form.bodyEn()),
                form.affectedFrom(),
                form.affectedTo(),
                at,
                form.shownUntil(),
                at,
                List.of());
        var page = NoticePage.write(
                japanese ? Language.JAPANESE : Language.ENGLISH,
                settings.words("company.name", at),
                List.of(notice),
                at,
                null);
        return new String(page, UTF_8);
    }

    private static @org.jspecify.annotations.Nullable String english(@org.jspecify.annotations.Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed;
    }
}
