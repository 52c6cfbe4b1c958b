/** The Web-ID: its ledger, its re-issue by staff. */
@NullMarked
package jp.madoguchi.webid;

import org.jspecify.annotations.NullMarked;
