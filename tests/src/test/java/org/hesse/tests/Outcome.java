package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** How the tests of a class went that was compiled just now. */
record Outcome(long found, long succeeded, List<String> failures) {
    static Outcome of(Class<?> type) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(type.getClassLoader());
        try {
            LauncherFactory.create()
                    .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build(), listener);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        TestExecutionSummary summary = listener.getSummary();
        Outcome outcome = new Outcome(summary.getTestsFoundCount(), summary.getTestsSucceededCount(),
                summary.getFailures().stream().map(Outcome::text).toList());
        System.out.println(type.getName() + ": " + outcome.found + " tests found, " + outcome.succeeded + " passed");
        assertTrue(outcome.found > 0, type + " has no test");
        return outcome;
    }

    private static String text(TestExecutionSummary.Failure failure) {
        return failure.getTestIdentifier().getDisplayName() + ": " + failure.getException();
    }
}
