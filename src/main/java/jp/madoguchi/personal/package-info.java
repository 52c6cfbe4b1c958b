/** What a member has registered (届出内容): address, workplace, phone, e-mail, name; changed by staff on a check, never overwritten. */
@NullMarked
package jp.madoguchi.personal;

import org.jspecify.annotations.NullMarked;
