package jp.madoguchi.login;

import java.util.List;

/**
 * What stops everybody now, and what may be said to anybody.
 *
 * @param findings outages and maintenance; empty while the member page and the app are open
 */
public record ServiceState(List<Finding> findings, List<CallGuide.Line> toAnybody) {}
