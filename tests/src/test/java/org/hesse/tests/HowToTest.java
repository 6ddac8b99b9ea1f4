package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of the how-to pages compiles as it stands, and its tests pass. */
class HowToTest {
    private static final String OWN = "com.example";
    private static final Pattern LIBRARY = Pattern.compile("in the package `([\\w.]+)`");

    @TempDir
    Path folder;

    /** Those that show tests; the Java of all others is run by {@link SnippetsTest} alone. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : Fence.pages("java"))
            if (Fence.of(page).stream().anyMatch(Fence::isTest)) pages.add(page);
        assertTrue(pages.size() >= 3, "pages: " + pages);
        return pages;
    }

    static List<Path> libraryPages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : pages()) if (LIBRARY.matcher(Files.readString(page)).find()) pages.add(page);
        assertTrue(pages.size() >= 3, "pages that name a package of the library: " + pages);
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void asAProjectOfOnesOwn(Path page) throws Exception { run(OWN, JavaBlocks.of(page)); }

    /** The page says that the same files will do in the library, and in which package. */
    @ParameterizedTest
    @MethodSource("libraryPages")
    void inTheLibrary(Path page) throws Exception {
        Matcher library = LIBRARY.matcher(Files.readString(page));
        assertTrue(library.find());
        JavaBlocks blocks = JavaBlocks.of(page).replacing("package " + OWN, "package " + library.group(1));
        // Or the class loader would test that one instead.
        for (String type : blocks.types())
            assertThrows(ClassNotFoundException.class, () -> Class.forName(library.group(1) + "." + type));
        run(library.group(1), blocks);
    }

    private void run(String room, JavaBlocks blocks) throws Exception {
        blocks.compile(folder);
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, own)) {
            long tests = 0;
            for (String type : blocks.types())
                if (type.endsWith("Test")) tests += passed(loader.loadClass(room + "." + type));
            assertTrue(tests > 0, blocks.page() + " has no test");
        }
    }

    /** How many tests of the class passed; any other outcome fails. */
    private static long passed(Class<?> type) {
        Outcome outcome = Outcome.of(type);
        assertEquals(List.of(), outcome.failures());
        assertEquals(outcome.found(), outcome.succeeded(), type + " leaves tests out");
        return outcome.found();
    }
}
