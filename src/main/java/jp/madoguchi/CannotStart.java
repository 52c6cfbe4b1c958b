package jp.madoguchi;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Why the console does not start, and what to do about it: told in two sentences, without a stack trace. */
final class CannotStart extends RuntimeException {

    private final String cure;

    CannotStart(String why, String cure) {
        super(why);
        this.cure = cure;
    }

    static final class Told extends AbstractFailureAnalyzer<CannotStart> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, CannotStart cause) {
            return new FailureAnalysis(cause.getMessage(), cause.cure, cause);
        }
    }
}
