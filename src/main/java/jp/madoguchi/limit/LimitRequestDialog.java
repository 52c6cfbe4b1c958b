package jp.madoguchi.limit;

import static jp.madoguchi.ui.Texts.code;
import static jp.madoguchi.ui.Texts.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import jp.madoguchi.contact.ContactWords;
import jp.madoguchi.contact.OpenContact;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Yen;
import jp.madoguchi.lending.ContactDataConfirmations;
import jp.madoguchi.ui.FactList;
import jp.madoguchi.ui.Formats;
import jp.madoguchi.ui.HouseDialog;
import jp.madoguchi.ui.MadeFile;
import jp.madoguchi.ui.ScreenBus;
import jp.madoguchi.ui.Work;
import org.jspecify.annotations.Nullable;

/** The offer that waits for the word of the member in front, to be read out; where there is none, a new request. */
final class LimitRequestDialog extends HouseDialog {

    private static final int STEP = 10_000;
    private static final int MOST = 999_999_999;

    private final LimitRequests requests;
    private final LimitOffers offers;
    private final ContactDataConfirmations confirmations;
    private final Work work;
    private final ContactNo contactNo;
    private final MemberNo memberNo;
    private final String memberName;
    private final boolean inPerson;
    private final OperationId id = OperationId.make();
    private final OperationId confirmation = OperationId.make();
    private final IntegerField limit = amount("limit.ask.limit", STEP);
    private final RadioButtonGroup<RequestPurpose> purpose = new RadioButtonGroup<>(t("limit.case.purpose"));
    private final IntegerField income = amount("limit.case.income", 1);
    private final TextField employer = new TextField(t("limit.case.employer"));
    private final IntegerField others = amount("limit.ask.others", 1);
    private final IntegerField lenders = amount("limit.ask.lenders", 1);
    private final Checkbox current = new Checkbox(t("limit.ask.current"));
    private final Checkbox agreed = new Checkbox();
    private LimitOffers.@Nullable Offer offer;

    LimitRequestDialog(
            LimitRequests requests,
            LimitOffers offers,
            ContactDataConfirmations confirmations,
            Work work,
            OpenContact contact,
            MemberNo memberNo) {
        super(t("limit.action"), t("limit.ask.send"));
        this.requests = requests;
        this.offers = offers;
        this.confirmations = confirmations;
        this.work = work;
        this.contactNo = contact.contactNo();
        this.memberName = ContactWords.member(contact.memberName(), memberNo);
        this.inPerson = contact.channel().inPerson();
        this.memberNo = memberNo;
        setWidth("38rem");
        primary.setVisible(false);
        work.read(messages, () -> offers.open(contactNo, memberNo), this::show);
    }

    private static IntegerField amount(String key, int step) {
        var field = new IntegerField(t(key));
        field.setMin(0);
        field.setMax(MOST);
        field.setStep(step);
        return field;
    }

    private void show(Optional<LimitOffers.Offer> found) {
        primary.setVisible(true);
        found.ifPresentOrElse(this::readOut, this::ask);
    }

    private void readOut(LimitOffers.Offer waiting) {
        offer = waiting;
        primary.setText(t("limit.offer.accept"));
        var say = new Paragraph(waiting.words());
        say.addClassName("say");
        agreed.setLabel(t(inPerson ? "limit.offer.signed" : "limit.offer.agreed"));
        agreed.addValueChangeListener(change -> agreed.setInvalid(false));
        body(
                new Paragraph(t(inPerson ? "limit.offer.by-signature" : "limit.offer.by-words")),
                say,
                new FactList()
                        .fact(
                                t("limit.change.limit"),
                                t("limit.offer.change", Formats.yen(waiting.oldLimit()), Formats.yen(waiting.limit())))
                        .fact(
                                t("limit.change.apr"),
                                t(
                                        "limit.offer.change",
                                        t(
                                                "limit.change.percent",
                                                waiting.oldApr()
                                                        .stripTrailingZeros()
                                                        .toPlainString()),
                                        t(
                                                "limit.change.percent",
                                                waiting.apr()
                                                        .stripTrailingZeros()
                                                        .toPlainString())))
                        .fact(t("limit.change.minimum"), Formats.yen(waiting.minimum()))
                        .fact(t("limit.offer.until"), Formats.dateTime(waiting.validUntil())));
        if (inPerson) {
            body(sheet(waiting));
        }
        body(agreed);
    }

    private Anchor sheet(LimitOffers.Offer waiting) {
        var sheet = AcceptanceSheet.of(memberNo, memberName, waiting);
        var link = MadeFile.sheet(messages, t("limit.offer.sheet"), () -> MadeFile.pdf(contactNo.value(), sheet.pdf()));
        link.addClassName("certificate-sheet");
        return link;
    }

    private void ask() {
        limit.setHelperText(t("limit.ask.limit.help"));
        purpose.setItems(RequestPurpose.values());
        purpose.setItemLabelGenerator(each -> code("limit_request", "purpose", each.name()));
        purpose.setValue(RequestPurpose.LIVING);
        employer.setMaxLength(100);
        others.setValue(0);
        lenders.setValue(0);
        var grid = new Div(limit, income, others, lenders);
        grid.addClassName("form-grid");
        body(grid, employer, purpose, current);
        limit.focus();
    }

    @Override
    protected void submit() {
        var waiting = offer;
        if (waiting != null) {
            accept(waiting);
        } else if (isComplete()) {
            send();
        }
    }

    /** Says beside each field what is missing. */
    private boolean isComplete() {
        var complete = true;
        for (var field : new IntegerField[] {limit, income, others, lenders}) {
            var missing = field.getValue() == null || field.isInvalid();
            field.setInvalid(missing);
            field.setErrorMessage(missing ? t("limit.ask.missing") : null);
            complete &= !missing;
        }
        return complete;
    }

    private void send() {
        work.write(
                messages,
                id,
                () -> {
                    if (current.getValue()) {
                        confirmations.confirm(confirmation, contactNo, memberNo);
                    }
                    return requests.takeIn(
                            id,
                            contactNo,
                            memberNo,
                            new NewLimitRequest(
                                    new Yen(limit.getValue()),
                                    purpose.getValue(),
                                    new Yen(income.getValue()),
                                    employer.getValue(),
                                    new Yen(others.getValue()),
                                    lenders.getValue()));
                },
                taken -> finish(t("limit.ask.done")),
                () -> finish(t("limit.ask.done")));
    }

    private void accept(LimitOffers.Offer waiting) {
        messages.clear();
        if (!agreed.getValue()) {
            agreed.setErrorMessage(t(inPerson ? "limit.offer.signed.missing" : "limit.offer.agreed.missing"));
            agreed.setInvalid(true);
            agreed.focus();
            return;
        }
        work.write(
                messages,
                id,
                () -> offers.accept(id, contactNo, memberNo, waiting.ref()),
                answer -> finish(
                        answer.paperNo() == null
                                ? t("limit.offer.lapsed")
                                : t("limit.offer.accepted", answer.paperNo())),
                () -> finish(t("limit.ask.done")));
    }

    private void finish(String said) {
        messages.good(said, "");
        primary.setVisible(false);
        cancel.setText(t("button.close"));
        ScreenBus.of(getUI().orElseThrow()).fire(new ScreenBus.MemberChanged());
    }
}
