/** The rulebook: who may do what, on which channel, on which facts, and the way out when not. No data access. */
@NullMarked
package jp.madoguchi.policy;

import org.jspecify.annotations.NullMarked;
