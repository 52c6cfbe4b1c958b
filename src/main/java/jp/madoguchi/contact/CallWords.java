package jp.madoguchi.contact;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.CurrentStaff;
import org.jspecify.annotations.Nullable;

/** What is said in an outbound call: one's own name first, the company to the member only (DOMAIN §6). */
final class CallWords extends Div {

    /** @param company as it is named to the member */
    CallWords(@Nullable String memberName, String company) {
        addClassName("call-words");
        var own = CurrentStaff.get().name().split(" ", 2)[0];
        var member = memberName == null ? t("contact.call.the-member") : memberName;
        Stream.of("first", "member", "other").forEach(who -> {
            var when = new Span(t("contact.call." + who + ".when"));
            when.addClassName("call-when");
            add(new Div(when, new Paragraph(t("contact.call." + who, own, member, company))));
        });
    }

    static String line(CallLine line) {
        var number = code("contact", "call_line", line.line().name());
        return line.last4() == null ? number : t("member.detail", number, t("contact.last-four", line.last4()));
    }

    static String obstacles(CallLine line) {
        return line.obstacles().stream()
                .map(obstacle -> t("contact.call.obstacle." + obstacle.kind()))
                .collect(Collectors.joining(t("list.separator")));
    }
}
