package org.hesse.tests;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** What is printed on standard output while something runs, with points in numbers, as on the pages. */
final class Captured {
    private Captured() {}

    static String output(Executable run) throws Exception {
        PrintStream standard = System.out;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Locale.setDefault(Locale.ROOT);
            run.execute();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            System.setOut(standard);
            Locale.setDefault(locale);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The main method of a class, in a package or not, public or not. */
    static String main(ClassLoader loader, String type) throws Exception {
        var main = loader.loadClass(type).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        return output(() -> main.invoke(null, (Object) new String[0]));
    }

    /** Without blanks at the ends of lines, which pages do not keep, and empty lines at the end. */
    static String trimmed(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).stripTrailing();
    }
}
