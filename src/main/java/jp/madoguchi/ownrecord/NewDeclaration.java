package jp.madoguchi.ownrecord;

import java.time.LocalDate;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.core.StaffNo;
import org.jspecify.annotations.Nullable;

/**
 * What a person of staff declares about themselves.
 *
 * @param memberNo their own member number; null = no member
 * @param phone ten or eleven digits; null = none given
 */
public record NewDeclaration(
        StaffNo staffNo,
        @Nullable MemberNo memberNo,
        LocalDate birthDate,
        @Nullable String phone) {}
