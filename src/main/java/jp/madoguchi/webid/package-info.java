/** The Web-ID: its ledger, its re-issue by staff, the slip on which it is handed over. */
@NullMarked
package jp.madoguchi.webid;

import org.jspecify.annotations.NullMarked;
