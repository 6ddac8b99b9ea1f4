package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java files of a module that are not tests. */
final class MainSources {
    private MainSources() {}

    static List<Path> of(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            assertTrue(!sources.isEmpty(), module + " has no sources");
            return sources;
        }
    }
}
