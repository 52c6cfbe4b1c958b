package jp.madoguchi.login;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import jp.madoguchi.ui.Formats;

/** Locks that were cleared: when, by whom, where, why. */
final class LockHistory extends Div {

    LockHistory(List<Lock> locks) {
        addClassName("card");
        var list = new UnorderedList();
        list.addClassName("timeline");
        for (var lock : locks) {
            var clearedAt = lock.clearedAt();
            if (clearedAt != null) {
                list.add(new ListItem(t(
                        "login.history.line",
                        Formats.dateTime(lock.lockedAt()),
                        code("login_lock", "kind", lock.kind().name()),
                        Formats.dateTime(clearedAt),
                        String.valueOf(lock.clearedAtPlace()),
                        String.valueOf(lock.clearedBy()),
                        code("login_lock", "clear_reason", String.valueOf(lock.clearReason())))));
            }
        }
        add(new H2(t("login.history")), list);
    }
}
