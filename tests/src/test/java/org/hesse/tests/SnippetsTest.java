package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java of every page compiles as it stands, runs, and prints what the page shows.
 *
 * <p>A block with a class is a file, with those of the page's other blocks beside it, in a lesson also those of the
 * lessons before; one with a main method is run (tests are {@link HowToTest}'s). A block without one is typed into
 * JShell, all of a page in one session. A block `text` right after is what it prints.
 */
class SnippetsTest {
    @TempDir
    Path folder;

    static List<Path> pages() throws IOException { return Fence.pages("java"); }

    @ParameterizedTest
    @MethodSource("pages")
    void runs(Path page) throws Exception {
        List<Fence> fences = Fence.of(page);
        if (fences.stream().anyMatch(Fence::isFile)) JavaBlocks.of(page).after(before(page)).compile(folder);
        int programs = 0;
        int fragments = 0;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
                Fragments session = fences.stream().anyMatch(Fence::isFragment) ? new Fragments() : null) {
            for (int i = 0; i < fences.size(); i++) {
                Fence fence = fences.get(i);
                String printed = fence.isProgram()
                        ? Captured.main(loader, JavaBlocks.type(page, fence.text()))
                        : fence.isFragment() ? typed(session, fence) : null;
                check(page, printed, i + 1 < fences.size() ? fences.get(i + 1) : null);
                if (printed != null && fence.isProgram()) programs++;
                else if (printed != null) fragments++;
            }
        }
        System.out.println(page + ": " + programs + " programs run, " + fragments + " fragments typed");
    }

    private static String typed(Fragments session, Fence fence) throws Exception {
        String[] values = new String[1];
        return Captured.output(() -> values[0] = session.type(fence.text())) + values[0];
    }

    private static void check(Path page, String printed, Fence next) {
        if (next == null || !next.isOutput()) return;
        assertTrue(printed != null, () -> page + ": nothing prints\n" + next.text());
        assertEquals(Captured.trimmed(next.text()), Captured.trimmed(printed), page.toString());
    }

    /** The lessons before this one, if it is a lesson. */
    private static List<Path> before(Path page) throws IOException {
        if (!page.getParent().endsWith("lessons")) return List.of();
        try (Stream<Path> files = Files.list(page.getParent())) {
            return files.filter(file -> file.getFileName().toString().matches("\\d-.*\\.md"))
                    .filter(file -> file.compareTo(page) < 0).sorted().toList();
        }
    }

    /** Fewer would mean that pages are not found. */
    @Test
    void findsThePages() throws IOException {
        List<String> names = pages().stream().map(page -> page.getFileName().toString()).toList();
        assertTrue(names.containsAll(List.of("README.md", "add-an-op.md", "1-linear-maps.md", "8-spectra.md")),
                names.toString());
    }
}
