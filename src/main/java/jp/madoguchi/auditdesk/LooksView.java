package jp.madoguchi.auditdesk;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.member.Looks;
import jp.madoguchi.member.TimelineEvent;
import jp.madoguchi.member.TimelineList;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** Who has looked at a member (閲覧した職員) and which fields were shown, added up and one by one. */
@Route("audit/looks/:memberNo?")
@StyleSheet("context://ui/audit.css")
@RolesAllowed(Permission.AUDIT_READ)
class LooksView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Looks looks;
    private final MemberLooks lookers;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final TextField number = new TextField(t("auditdesk.looks.member"));
    private final Div content = new Div();

    LooksView(Looks looks, MemberLooks lookers, Work work) {
        this.looks = looks;
        this.lookers = lookers;
        this.work = work;
        addClassName("page");
        number.setMaxLength(12);
        number.setClearButtonVisible(true);
        var title = new H1(t("auditdesk.looks.title"));
        title.addClassName("page-title");
        var show = new Button(t("auditdesk.looks.show"), click -> go());
        show.addThemeVariants(ButtonVariant.PRIMARY);
        show.addClickShortcut(Key.ENTER);
        var ask = new Div(number, show);
        ask.addClassName("toolbar");
        var explain = new Paragraph(t("auditdesk.looks.explain"));
        explain.addClassName("muted");
        content.addClassName("stack");
        add(title, explain, ask, messages, content);
    }

    private void go() {
        var typed = number.getValue().strip();
        number.setInvalid(!MemberNo.isValid(typed));
        number.setErrorMessage(t("auditdesk.looks.not-a-number"));
        if (!number.isInvalid()) {
            UI.getCurrent().navigate("audit/looks/" + typed);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        content.removeAll();
        event.getRouteParameters().get("memberNo").ifPresent(typed -> {
            if (!MemberNo.isValid(typed)) {
                event.rerouteToError(NotFoundException.class);
                return;
            }
            number.setValue(typed);
            var memberNo = new MemberNo(typed);
            work.read(messages, () -> lookers.of(memberNo), found -> content.add(new LookersTable(found)));
            content.add(new TimelineList(
                    before -> looks.of(memberNo, before), LooksView::contact, t("auditdesk.looks.none"), work));
        });
    }

    private static @Nullable Component contact(TimelineEvent look) {
        return look.contactNo() == null ? null : new Span(look.contactNo().value());
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("auditdesk.looks.title"));
    }
}
