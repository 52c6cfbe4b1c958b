package jp.madoguchi.income;

import java.util.UUID;
import jp.madoguchi.core.Refused;
import jp.madoguchi.income.Renderings.Held;
import jp.madoguchi.render.Progress;
import jp.madoguchi.render.Renderer;
import jp.madoguchi.render.Upload;
import jp.madoguchi.render.UploadRefused;
import jp.madoguchi.vault.DocumentKeys;
import jp.madoguchi.vault.KeyGone;
import jp.madoguchi.vault.SealBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens what members sent, has its pages made by the process that is locked away, and puts them into quarantine. Killed at
 * any point, it is begun again by whoever comes next.
 */
@Component
class SiteRendering {

    private static final Logger LOG = LoggerFactory.getLogger(SiteRendering.class);

    private final Renderings renderings;
    private final Papers papers;
    private final Renderer renderer;
    private final DocumentKeys keys;

    SiteRendering(Renderings renderings, Papers papers, Renderer renderer, DocumentKeys keys) {
        this.renderings = renderings;
        this.papers = papers;
        this.renderer = renderer;
        this.keys = keys;
    }

    /** @return whether there may be more */
    boolean renderNext() {
        if (!keys.present()) {
            return false;
        }
        var held = renderings.next();
        held.ifPresent(this::render);
        return held.isPresent();
    }

    private void render(Held held) {
        try {
            var original = original(held.ref());
            var kind = Upload.check(original, "certificate." + held.extension());
            var pages = renderer.render(original, kind, Progress.UNTOLD).pages().stream()
                    .map(image -> UnmaskedPage.of(image.number(), image))
                    .toList();
            renderings.rendered(held, pages);
        } catch (UploadRefused refused) {
            switch (refused.why()) {
                case BUSY, CAGE -> renderings.putOff(held);
                case TIME -> renderings.again(held);
                default -> end(held, refused);
            }
        } catch (KeyGone | SealBroken broken) {
            end(held, broken);
        }
    }

    private byte[] original(UUID ref) {
        return papers.open(papers.find(ref, Papers.Role.ORIGINAL, 0).orElseThrow(NoSuchPages::new));
    }

    private void end(Held held, Refused why) {
        LOG.info("certificate {} could not be read: {}", held.ref(), why.code());
        renderings.unreadable(held, why.code());
    }
}
