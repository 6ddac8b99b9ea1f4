package org.hesse.lab.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens a page in the browser of whoever sits at this machine, by the command of its system. Stateless. */
public final class Browser {
    private static final long PATIENCE = 2;

    private Browser() {}

    /** True if it was started; a machine without a browser is no failure. */
    public static boolean open(Path page) { return start(command(page.toUri().toString())); }

    private static List<String> command(String page) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("win")) return List.of("rundll32", "url.dll,FileProtocolHandler", page);
        return List.of(system.contains("mac") ? "open" : "xdg-open", page);
    }

    /** Some wait for the browser to end, and are left alone then; others fail at once. */
    static boolean start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return !process.waitFor(PATIENCE, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
