package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lessons' exercises: solutions pass the tests that learners run, and what learners start from passes none. */
class ExercisesTest {
    private static final Path ENGINE = Path.of("src/test/java/org/hesse/micro");
    private static final Path EXERCISES = Path.of("../exercises/src/org/hesse/micro");
    private static final Path SOLUTIONS = Path.of("../exercises/solutions/org/hesse/micro");
    private static final int LESSONS = 8;

    @TempDir
    Path folder;

    @Test
    void solutionsPass() throws Exception {
        for (Outcome outcome : run(SOLUTIONS)) {
            assertEquals(List.of(), outcome.failures());
            assertEquals(3, outcome.succeeded());
        }
    }

    @Test
    void unsolvedFail() throws Exception {
        for (Outcome outcome : run(EXERCISES)) {
            assertEquals(3, outcome.failures().size(), outcome.toString());
            assertTrue(outcome.failures().stream().allMatch(failure -> failure.contains("not solved yet")),
                    outcome.toString());
        }
    }

    private List<Outcome> run(Path answers) throws Exception {
        List<Path> sources = new ArrayList<>(files(ENGINE, "[A-Z]\\w*(?<!Test)\\.java"));
        sources.addAll(files(EXERCISES, "Lesson\\dTest\\.java"));
        sources.addAll(files(answers, "Lesson\\d\\.java"));
        compile(sources);
        List<Outcome> outcomes = new ArrayList<>();
        try (Apart loader = new Apart(folder.toUri().toURL())) {
            for (int i = 1; i <= LESSONS; i++)
                outcomes.add(Outcome.of(loader.loadClass("org.hesse.micro.Lesson" + i + "Test")));
        }
        return outcomes;
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
        }
    }

    private void compile(List<Path> sources) {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none", "-Xlint:all,-path",
                "-Werror", "-cp", System.getProperty("java.class.path")));
        for (Path source : sources) arguments.add(source.toString());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertEquals(0, result, () -> said.toString(StandardCharsets.UTF_8));
    }

    /** The engine is on this test's class path too; a package must not be torn between two loaders. */
    private static final class Apart extends URLClassLoader {
        Apart(URL folder) { super(new URL[] {folder}, ExercisesTest.class.getClassLoader()); }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.hesse.micro.")) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
