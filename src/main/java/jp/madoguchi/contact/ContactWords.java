package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.Duration;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.TimeLeft;
import org.jspecify.annotations.Nullable;

/** How a contact is said on every screen that shows one. */
public final class ContactWords {

    private ContactWords() {}

    static Span channel(Channel channel) {
        var words = new Span(icon(channel), new Span(code("contact", "channel", channel.name())));
        words.addClassName("contact-channel");
        return words;
    }

    private static Icon icon(Channel channel) {
        var icon = switch (channel) {
            case STORE -> VaadinIcon.SHOP;
            case MACHINE -> VaadinIcon.DESKTOP;
            case PHONE_IN -> VaadinIcon.PHONE;
            case PHONE_OUT -> VaadinIcon.PHONE_LANDLINE;
            case LETTER -> VaadinIcon.ENVELOPE;
        };
        var drawn = icon.create();
        drawn.getElement().setAttribute("aria-hidden", "true");
        return drawn;
    }

    static String place(String placeName, @Nullable String machineName, @Nullable Integer booth) {
        return machineName == null || booth == null ? placeName : t("contact.machine-and-booth", machineName, booth);
    }

    /** The name, else the number; says so while nobody is known. */
    public static String member(@Nullable String name, @Nullable MemberNo memberNo) {
        if (memberNo == null) {
            return t("contact.member.none");
        }
        return name == null ? memberNo.value() : name;
    }

    /** The member, with the way to their page; plain words while nobody is known. */
    public static Component memberLink(@Nullable String name, @Nullable MemberNo memberNo) {
        if (memberNo == null) {
            var none = new Span(member(name, memberNo));
            none.addClassName("contact-member-none");
            return none;
        }
        return link("members/" + memberNo, member(name, memberNo));
    }

    public static Anchor link(ContactNo contactNo) {
        return link("contacts/" + contactNo, contactNo.value());
    }

    private static Anchor link(String address, String words) {
        var link = new Anchor(address, words);
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    /** @param over what the screen does when the check has run out */
    static Component check(OpenContact contact, Runnable over) {
        return switch (contact.check()) {
            case NONE -> new Chip(t("contact.check.none"), Chip.Weight.PLAIN);
            case FAILED -> new Chip(t("contact.check.failed"), Chip.Weight.STOP);
            case NO_TRIES_LEFT -> new Chip(t("contact.check.no-tries-left"), Chip.Weight.STOP);
            case EXPIRED -> new Chip(t("contact.check.expired"), Chip.Weight.CAREFUL);
            case PASSED -> passed(contact, over);
        };
    }

    private static Component passed(OpenContact contact, Runnable over) {
        var until = contact.checkedUntil();
        var left = until == null ? Duration.ZERO : Duration.between(contact.asOf(), until);
        var chip = new TimeLeft(t("contact.check.passed"), left, over);
        chip.addClassNames("chip", "chip-good");
        return chip;
    }
}
