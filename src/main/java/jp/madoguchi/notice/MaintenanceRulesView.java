package jp.madoguchi.notice;

import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Permission;
import jp.madoguchi.operation.Announcements;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.Live;
import jp.madoguchi.ui.MessagePanel;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The rules of the maintenance, the changes that wait, and the calendar of the next 60 days. */
@Route("notices/rules")
@RolesAllowed(Permission.NOTICE_WRITE)
@StyleSheet("context://ui/notice.css")
class MaintenanceRulesView extends Div implements HasDynamicTitle {

    private final MaintenanceRules rules;
    private final Work work;
    private final MessagePanel messages = new MessagePanel();
    private final Div content = new Div();
    private MaintenanceRules.@Nullable State shown;

    MaintenanceRulesView(MaintenanceRules rules, Announcements announcements, Work work) {
        this.rules = rules;
        this.work = work;
        addClassName("page");
        content.addClassName("stack");
        var title = new H1(t("notice.rules"));
        title.addClassName("page-title");
        var add = new Button(t("notice.rule.add"), click -> open(new RuleDialog(rules, work, this::refresh)));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        var head = new Div(title, add, new RouterLink(t("notice.to-board"), NoticesView.class), zone());
        head.addClassName("page-head");
        add(head, messages, content);
        Live.refresh(this, listener -> announcements.listen(Announcements.Kind.NOTICE, listener), this::refresh);
        refresh();
    }

    private static Span zone() {
        var zone = new Span(t("notice.zone"));
        zone.addClassName("muted");
        return zone;
    }

    private void refresh() {
        work.read(messages, rules::look, this::show);
    }

    private void show(MaintenanceRules.State state) {
        if (state.looksLike(shown)) {
            return;
        }
        shown = state;
        content.removeAll();
        var sentences = state.rules().stream()
                .collect(Collectors.toMap(MaintenanceRules.Rule::id, rule -> RuleWords.rule(rule.form())));
        if (!state.waiting().isEmpty()) {
            content.add(section(
                    "notice.rule.waiting",
                    state.waiting().stream()
                            .map(change -> waiting(
                                    change, rule(sentences, change.change().ruleId())))
                            .toList()));
        }
        content.add(
                section(
                        "notice.rule.rules",
                        state.rules().stream().map(this::rule).toList()),
                section(
                        "notice.rule.calendar",
                        state.windows().stream()
                                .map(window -> window(state, window, rule(sentences, window.ruleId())))
                                .toList()));
    }

    private static String rule(Map<Long, String> sentences, @Nullable Long rule) {
        return rule == null ? "" : sentences.getOrDefault(rule, t("notice.rule.over"));
    }

    private static Component section(String key, List<? extends Component> lines) {
        var title = new H2(t(key));
        title.addClassName("card-title");
        var card = new Div(title);
        card.addClassName("card");
        if (lines.isEmpty()) {
            var none = new Paragraph(t("notice.none"));
            none.addClassName("empty");
            card.add(none);
        }
        lines.forEach(card::add);
        return card;
    }

    private Component rule(MaintenanceRules.Rule rule) {
        var sentence = RuleWords.rule(rule.form());
        var replace = new Button(
                t("notice.rule.replace"), click -> open(RuleDialog.replacing(rules, work, this::refresh, rule)));
        replace.setAriaLabel(t("notice.rule.replace.of", sentence));
        var end = new Button(t("notice.rule.end"), click -> open(RuleDialog.ending(rules, work, this::refresh, rule)));
        end.setAriaLabel(t("notice.rule.end.of", sentence));
        var until = rule.to();
        var line = new Div(
                strong(sentence),
                new Span(t("notice.rule.from", Formats.dateTime(rule.from()))),
                new Span(until == null ? "" : t("notice.rule.to", Formats.dateTime(until))));
        if (until == null) {
            line.add(replace, end);
        }
        line.addClassName("notice-line");
        return line;
    }

    private Component window(MaintenanceRules.State state, MaintenanceWindow window, String sentence) {
        var words = RuleWords.window(window);
        var line = new Div(strong(words), new Span(sentence));
        if (state.isNow(window)) {
            line.add(new Chip(t("notice.window.now"), Chip.Weight.CAREFUL));
        }
        if (window.moved()) {
            line.add(new Chip(t("notice.window.moved"), Chip.Weight.PLAIN));
        }
        var skip = new Button(
                t("notice.rule.skip"), click -> open(RuleDialog.skipping(rules, work, this::refresh, window)));
        skip.setAriaLabel(t("notice.rule.skip.of", words));
        var move =
                new Button(t("notice.rule.move"), click -> open(RuleDialog.moving(rules, work, this::refresh, window)));
        move.setAriaLabel(t("notice.rule.move.of", words));
        line.add(skip, move);
        line.addClassName("notice-line");
        return line;
    }

    private Component waiting(MaintenanceRules.Waiting waiting, String rule) {
        var moves = new Div();
        work.read(messages, () -> rules.consequences(waiting.ref()), found -> moves.add(new MoveList(found)));
        var acts = new Div();
        acts.addClassName("row");
        if (CurrentStaff.get().staffNo().equals(waiting.makerNo())) {
            acts.add(new Span(t("notice.waits")), act("notice.take-back", id -> rules.takeBack(id, waiting.ref())));
        } else {
            var approve = act("notice.rule.approve", id -> rules.approve(id, waiting.ref()));
            approve.addThemeVariants(ButtonVariant.PRIMARY);
            acts.add(
                    approve,
                    new Button(
                            t("notice.refuse"),
                            click -> Reason.ask(
                                    t("notice.refuse"),
                                    t("notice.refuse.means"),
                                    (id, why) -> rules.refuse(id, waiting.ref(), why),
                                    work,
                                    this::refresh)));
        }
        var block = new Div(
                strong(RuleWords.change(waiting.change(), rule)),
                new Paragraph(String.valueOf(waiting.change().reason())),
                new Paragraph(t("notice.sent-by", waiting.maker(), Formats.dateTime(waiting.madeAt()))),
                moves,
                acts);
        block.addClassName("stack");
        return block;
    }

    private Button act(String key, Function<OperationId, UUID> useCase) {
        var id = OperationId.make();
        var button = new Button(t(key));
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            try {
                work.write(messages, id, () -> useCase.apply(id), done -> refresh(), this::refresh);
            } finally {
                button.setEnabled(true);
            }
        });
        return button;
    }

    private static Span strong(String words) {
        var span = new Span(words);
        span.addClassName("notice-title");
        return span;
    }

    private static void open(Dialog dialog) {
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return t("page.title", t("notice.rules"));
    }
}
