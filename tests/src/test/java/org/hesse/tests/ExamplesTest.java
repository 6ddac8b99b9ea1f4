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

/** Every example is short, compiles and prints what the page of the examples shows. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    Path folder;

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    @Test
    void areNumbered() throws IOException {
        List<Path> examples = examples();
        for (int i = 0; i < examples.size(); i++)
            assertTrue(examples.get(i).getFileName().toString().matches("%02d-[a-z]+\\.java".formatted(i + 1)),
                    examples.toString());
        assertEquals(10, examples.size());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatThePageShows(Path example) throws Exception {
        String source = Files.readString(example);
        assertTrue(source.lines().count() < 60, example.toString());
        new JavaBlocks(example, List.of(source)).compile(folder);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            String printed = Captured.main(loader, JavaBlocks.type(example, source));
            assertEquals(Captured.trimmed(shown(example)), Captured.trimmed(printed), example.toString());
        }
    }

    private static String shown(Path example) throws IOException {
        String name = example.getFileName().toString();
        String page = Files.readString(EXAMPLES.resolve("README.md"));
        int from = page.indexOf("\n## [" + name + "](" + name + ")\n");
        assertTrue(from >= 0, "the page of the examples has no " + name);
        Fence output = Fence.in(page.substring(from)).get(0);
        assertTrue(output.isOutput(), name);
        return output.text();
    }
}
