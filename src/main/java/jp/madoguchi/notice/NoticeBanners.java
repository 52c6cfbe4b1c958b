package jp.madoguchi.notice;

import jp.madoguchi.operation.Announcements;
import org.springframework.stereotype.Component;

/** Makes the banner of each open tab. */
@Component
public class NoticeBanners {

    private final StaffNotices notices;
    private final Announcements announcements;

    NoticeBanners(StaffNotices notices, Announcements announcements) {
        this.notices = notices;
        this.announcements = announcements;
    }

    public NoticeBanner create() {
        return new NoticeBanner(notices, announcements);
    }
}
