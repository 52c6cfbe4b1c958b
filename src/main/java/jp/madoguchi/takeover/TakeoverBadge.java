package jp.madoguchi.takeover;

import static jp.madoguchi.ui.Texts.t;

import java.util.ArrayList;
import java.util.List;
import jp.madoguchi.core.CurrentStaff;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.Permission;
import jp.madoguchi.core.Refused;
import jp.madoguchi.ui.Chip;
import jp.madoguchi.ui.MemberBadge;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many signs of takeover show, in the head of the member page, for who may see them. */
@Component
class TakeoverBadge implements MemberBadge {

    private final TakeoverSigns signs;

    TakeoverBadge(TakeoverSigns signs) {
        this.signs = signs;
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<Chip> chips(MemberNo memberNo) {
        var staff = CurrentStaff.get();
        if (!staff.may(Permission.LOCK_SET) && staff.rights().get(Permission.MEMBER_READ) != Permission.Level.CASE) {
            return List.of();
        }
        TakeoverWeight weight;
        try {
            weight = signs.weigh(memberNo);
        } catch (DataAccessException | TransactionException | Refused notLoaded) {
            return List.of(new Chip(t("takeover.badge.not-loaded"), Chip.Weight.CAREFUL));
        }
        var chips = new ArrayList<Chip>();
        if (weight.grave() > 0) {
            chips.add(new Chip(t("takeover.badge.grave", weight.grave()), Chip.Weight.STOP));
        }
        if (weight.watched() > 0) {
            chips.add(new Chip(t("takeover.badge.watched"), Chip.Weight.CAREFUL));
        }
        return chips;
    }
}
