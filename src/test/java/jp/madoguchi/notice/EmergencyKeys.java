package jp.madoguchi.notice;

import com.microsoft.playwright.Page;
import jp.madoguchi.Hands;

/** The keys by which an admin who has the board in front writes an outage; the Enter that posts it is left to the caller. */
public final class EmergencyKeys {

    private EmergencyKeys() {}

    public static void write(Page page, Hands hands) {
        hands.press("Alt+n");
        page.waitForFunction("() => document.activeElement.closest('vaadin-select')?.matches('.notice-fields > *')");
        hands.press("ArrowDown");
        page.waitForFunction("() => document.activeElement.closest('vaadin-select-item')");
        hands.press("Enter");
        page.waitForFunction("() => document.querySelector('.notice-fields vaadin-text-area').value.length > 0");
        hands.press("Alt+a");
        page.waitForFunction("() => document.activeElement.textContent.startsWith('緊急掲載(今すぐ)')");
    }
}
