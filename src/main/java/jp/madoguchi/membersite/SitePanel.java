package jp.madoguchi.membersite;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** As narrow as a phone: the login, then the top page; nothing in it can be pressed. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://ui/member-site.css")
class SitePanel extends Div {

    private final SiteViews views;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private @Nullable MemberNo memberNo;

    SitePanel(SiteViews views, Work work) {
        this.views = views;
        this.work = work;
        content.addClassName("member-site");
        add(messages, content);
        ScreenBus.subscribe(this, ScreenBus.ContactChanged.class, change -> refresh());
        ScreenBus.subscribe(this, ScreenBus.MemberChanged.class, change -> refresh());
    }

    SitePanel of(MemberNo member) {
        memberNo = member;
        refresh();
        return this;
    }

    private void refresh() {
        var member = memberNo;
        if (member != null) {
            work.read(messages, () -> views.read(member), this::show);
        }
    }

    private void show(SiteView view) {
        content.removeAll();
        var again = new Button(t("site.again"), click -> refresh());
        again.addThemeVariants(ButtonVariant.SMALL);
        var asOf = new Span(t("site.as-of", Formats.dateTimeSeconds(view.asOf())));
        asOf.addClassName("muted");
        var bar = new Div(asOf, again);
        bar.addClassName("row");
        content.add(bar, phone(t("site.login"), login(view), notices(view)));
        content.add(view.letsIn() ? phone(t("site.top"), top(view), functions(view)) : phone(t("site.top"), shut()));
    }

    private static Div phone(String title, Component... parts) {
        var phone = new Div(new H2(title));
        phone.addClassNames("card", "phone");
        phone.add(parts);
        phone.getElement().setAttribute("role", "group").setAttribute("aria-label", title);
        return phone;
    }

    private static Div login(SiteView view) {
        var part = new Div();
        part.addClassName("stack");
        var closed = view.closed();
        if (closed != null) {
            part.add(new Paragraph(t(
                    "site.closed." + closed.cause(),
                    closed.until() == null ? t("site.until.open") : Formats.dateTime(closed.until()))));
        }
        var facts = new FactList();
        view.entries()
                .forEach(entry -> facts.fact(
                        t(
                                "site.entry",
                                code("login_attempt", "channel", entry.channel()),
                                code("login_attempt", "id_kind", entry.idKind())),
                        entry(entry)));
        part.add(facts);
        if (view.entries().isEmpty()) {
            part.add(new Paragraph(t("site.no-id")));
        }
        return part;
    }

    private static Div entry(SiteView.Entry entry) {
        var shown = new Div(
                new Chip(t("site.outcome." + entry.outcome()), entry.letsIn() ? Chip.Weight.GOOD : Chip.Weight.STOP));
        shown.addClassName("row");
        var since = entry.lockedAt();
        if (since != null) {
            shown.add(new Span(t("site.locked-since", Formats.dateTime(since))));
        }
        var until = entry.until();
        if (until != null) {
            shown.add(new Span(t("site.until", Formats.dateTime(until))));
        }
        return shown;
    }

    private static Div notices(SiteView view) {
        var part = new Div(new H3(t("site.notices")));
        if (view.notices().isEmpty()) {
            part.add(new Paragraph(t("site.notices.none")));
            return part;
        }
        var list = new UnorderedList();
        view.notices()
                .forEach(notice ->
                        list.add(new ListItem(t("site.notice", Formats.dateTime(notice.shownFrom()), notice.title()))));
        part.add(list);
        return part;
    }

    private static Div top(SiteView view) {
        var part = new Div(new Paragraph(t("site.greeting", view.name())));
        var account = view.account();
        part.add(
                account == null
                        ? new Paragraph(t("site.account.masked"))
                        : new FactList()
                                .fact(t("member.limit"), Formats.yen(account.limit()))
                                .fact(t("member.balance"), Formats.yen(account.balance()))
                                .fact(t("member.available"), Formats.yen(account.available())));
        if (view.offerWaits()) {
            part.add(new Paragraph(t("site.offer")));
        }
        if (view.waitingChanges() > 0) {
            part.add(new Paragraph(t("site.changes", view.waitingChanges())));
        }
        return part;
    }

    private static Div functions(SiteView view) {
        var part = new Div(new H3(t("site.functions")));
        var facts = new FactList();
        view.functions().forEach(function -> facts.fact(t("site.function." + function.function()), function(function)));
        part.add(facts);
        return part;
    }

    private static Div function(SiteView.Function function) {
        var shown = new Div(new Chip(
                t(function.open() ? "site.function.open" : "site.function.closed"),
                function.open() ? Chip.Weight.GOOD : Chip.Weight.CAREFUL));
        shown.addClassName("row");
        if (function.reason() != null) {
            shown.add(new Span(t("site.reason." + function.reason())));
        }
        if (function.detail() != null) {
            shown.add(new Span(t("site.detail." + function.detail())));
        }
        return shown;
    }

    private static Paragraph shut() {
        return new Paragraph(t("site.shut"));
    }
}
