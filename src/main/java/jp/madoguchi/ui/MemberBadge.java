package jp.madoguchi.ui;

import java.util.List;
import jp.madoguchi.core.MemberNo;

/** Facts that stand in the header of the member page on every tab, contributed by a feature as a bean. */
public interface MemberBadge {

    int order();

    List<Chip> chips(MemberNo memberNo);
}
