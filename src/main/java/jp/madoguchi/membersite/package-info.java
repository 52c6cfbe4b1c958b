/** The member page as one member sees it now (会員から見た画面): the answers of the contract with the member site, read-only. */
@NullMarked
package jp.madoguchi.membersite;

import org.jspecify.annotations.NullMarked;
