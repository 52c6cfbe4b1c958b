package jp.madoguchi.publicnotice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import jp.madoguchi.notice.MemberPage;
import jp.madoguchi.notice.NoticeForm;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The public page as it will be with a notice that is still being written: made by what serves it. */
@Component
class PublicPagePreview implements MemberPage {

    private final PublicNotices notices;

    PublicPagePreview(PublicNotices notices) {
        this.notices = notices;
    }

    @Override
    public Drawn draw(UUID notice, NoticeForm form, Instant at) {
        var facts = notices.readAt(at);
        var before = facts.notices().stream()
                .filter(each -> each.ref().equals(notice))
                .findFirst()
                .orElse(null);
        var others = facts.notices().stream().filter(each -> !each.ref().equals(notice));
        var whole = Stream.concat(others, Stream.of(published(notice, form, at, before)))
                .filter(each -> each.isShownAt(at))
                .sorted(Edition.order(at))
                .toList();
        return new Drawn(
                page(Language.JAPANESE, facts.company(), whole, at),
                page(Language.ENGLISH, facts.company(), whole, at));
    }

    private static String page(Language language, String company, List<PublicNotice> notices, Instant at) {
        return new String(NoticePage.write(language, company, notices, at, null), UTF_8);
    }

    /** As publishing makes it: what members see already keeps its beginning, and what does not change its time of change. */
    private static PublicNotice published(UUID ref, NoticeForm form, Instant at, @Nullable PublicNotice before) {
        if (before == null) {
            return of(ref, form, at, at, List.of());
        }
        var same = of(ref, form, before.shownFrom(), before.updatedAt(), before.updates());
        return same.equals(before) ? same : of(ref, form, before.shownFrom(), at, before.updates());
    }

    private static PublicNotice of(
            UUID ref, NoticeForm form, Instant shownFrom, Instant updatedAt, List<NoticeUpdate> updates) {
        return new PublicNotice(
                ref,
                form.kind().name(),
                form.severity().name(),
                form.services().stream().map(Enum::name).sorted().toList(),
                Objects.requireNonNullElse(form.title(), ""),
                Objects.requireNonNullElse(form.body(), ""),
                filled(form.titleEn()),
                filled(form.bodyEn()),
                form.affectedFrom(),
                form.affectedTo(),
                shownFrom,
                form.shownUntil(),
                updatedAt,
                updates,
                filled(form.banks()));
    }

    private static @Nullable String filled(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed;
    }
}
