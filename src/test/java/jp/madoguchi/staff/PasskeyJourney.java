package jp.madoguchi.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import jp.madoguchi.ServiceJourney;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;

/** A passkey of Chromium's own, kept by a device that the protocol of its tools pretends. */
class PasskeyJourney extends ServiceJourney {

    private CDPSession tools;
    private String device;

    @Test
    void one_is_added_signs_in_without_a_password_and_opens_a_locked_screen() {
        signIn(page, scene.staff(scene.callCenter(), Role.AGENT));
        device();
        page.navigate("/account");
        page.getByLabel("新しいパスキーの名前", part()).fill("窓口2番");
        button(page, "パスキーを追加").click();
        assertThat(button(page, "窓口2番を削除")).isVisible();
        screenshot(page, "passkeys");
        assertAccessible(page);

        button(page, "画面をロック").click();
        button(page, "パスキーで確認").waitFor();
        screenshot(page, "passkey-lock");
        assertAccessible(page);
        button(page, "パスキーで確認").click();
        assertThat(page.locator("vaadin-dialog.lock-screen")).hasCount(0);

        page.context().clearCookies();
        page.navigate("/contacts/none");
        button(page, "パスキーでサインイン").waitFor();
        screenshot(page, "passkey-sign-in");
        assertAccessible(page);
        finger(false);
        button(page, "パスキーでサインイン").click();
        assertThat(page.getByText("パスキーを確認できませんでした。")).isVisible();
        finger(true);
        button(page, "パスキーでサインイン").click();
        page.waitForURL("**/contacts/none");
    }

    private void device() {
        tools = page.context().newCDPSession(page);
        tools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        device = tools.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
    }

    /** Whether the finger on it is the right one. */
    private void finger(boolean right) {
        var arguments = new JsonObject();
        arguments.addProperty("authenticatorId", device);
        arguments.addProperty("isUserVerified", right);
        tools.send("WebAuthn.setUserVerified", arguments);
    }

    private static Page.GetByLabelOptions part() {
        return new Page.GetByLabelOptions().setExact(false);
    }
}
