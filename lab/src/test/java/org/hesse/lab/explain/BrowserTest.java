package org.hesse.lab.explain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrowserTest {
    /** A machine without a browser is no failure, only an answer. */
    @Test
    void saysWhetherItWasStarted() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertFalse(Browser.start(List.of("no-such-browser", "page.html")));
        assertFalse(Browser.start(List.of(java, "--no-such-option")));
        assertTrue(Browser.start(List.of(java, "-version")));
    }
}
