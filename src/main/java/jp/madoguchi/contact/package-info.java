/** The contact (応対): opened, parked, resumed, closed; the spine of counter and phone. Everything done during it is tied to it. */
@NullMarked
package jp.madoguchi.contact;

import org.jspecify.annotations.NullMarked;
