package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine that the lessons build is the one that is tested, and each lesson has its exercises. */
class LessonsTest {
    private static final Path LESSONS = Path.of("../docs/lessons");
    private static final Path ENGINE = Path.of("src/test/java/org/hesse/micro");
    private static final Pattern EXERCISE = Pattern.compile("^\\d\\. `(\\w+)`: ", Pattern.MULTILINE);
    private static final String PACKAGE = "package org.hesse.micro;\n\n";

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(LESSONS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d-.*\\.md")).sorted().toList();
        }
    }

    /** Its files are the pages' blocks, each on one page, under a package's name. */
    @Test
    void theEngineIsTheSumOfTheSnippets() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (Path page : pages()) blocks.addAll(JavaBlocks.of(page).sources());
        int files = 0;
        try (Stream<Path> engine = Files.list(ENGINE)) {
            for (Path file : engine.filter(f -> !f.toString().endsWith("Test.java")).sorted().toList()) {
                String source = Files.readString(file);
                assertTrue(source.startsWith(PACKAGE), file.toString());
                String body = source.substring(PACKAGE.length());
                assertEquals(1, blocks.stream().filter(body::equals).count(), file + " is not as the lessons show it");
                files++;
            }
        }
        assertEquals(10, files);
    }

    @Test
    void eachHasThreeExercises() throws IOException {
        List<Path> pages = pages();
        assertEquals(8, pages.size());
        for (int i = 0; i < pages.size(); i++) {
            String page = Files.readString(pages.get(i));
            String lesson = "Lesson" + (i + 1);
            assertTrue(page.startsWith("# " + (i + 1) + " "), pages.get(i).toString());
            assertTrue(page.contains("mvn -q -f exercises test -Dtest=" + lesson + "Test"), pages.get(i).toString());
            String starter = Files.readString(Path.of("../exercises/src/org/hesse/micro", lesson + ".java"));
            assertEquals(3, starter.split("not solved yet", -1).length - 1, lesson);
            List<String> names = EXERCISE.matcher(page).results().map(exercise -> exercise.group(1)).toList();
            assertEquals(3, names.size(), lesson);
            for (String name : names) assertTrue(starter.contains(" " + name + "("), lesson + " has no " + name);
        }
    }
}
