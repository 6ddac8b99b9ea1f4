package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the pages about the toolbox run as they stand, one after the other, and leave what they promise. */
class PagesTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path folder;

    /** @param atLeast fewer commands were not the page */
    @ParameterizedTest
    @CsvSource({"README.md, 3", "docs/how-to/spectrum.md, 14", "docs/how-to/train.md, 9"})
    void commandsRun(String page, int atLeast) throws Exception {
        List<String> lines = lines(Path.of(System.getProperty("basedir", "."), "..", page));
        assertTrue(lines.size() >= atLeast, lines.toString());
        for (String line : lines) run(words(line.replaceFirst("\\s+#.*", "")));
    }

    /** Of the blocks that start with a model of their own to look at; others need files of the reader's. */
    private static List<String> lines(Path page) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
        return blocks.stream().dropWhile(block -> !block.startsWith("./hesse digits --")).flatMap(String::lines)
                .toList();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (MatchResult word : WORD.matcher(line).results().toList())
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        assertEquals("./hesse", words.remove(0), line);
        return words;
    }

    private void run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), "org.hesse.lab.Main"));
        command.addAll(arguments);
        Path printed = folder.resolve("printed.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(printed.toFile()).start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), arguments.toString());
        String text = Files.readString(printed, UTF_8);
        assertEquals(0, process.exitValue(), arguments + ": " + text);
        int out = arguments.indexOf("--out");
        if (out > 0 && !arguments.get(0).equals("digits"))
            for (String ending : List.of(".json", ".csv", ".svg", ".png"))
                assertTrue(Files.size(folder.resolve(arguments.get(out + 1)).resolve(arguments.get(0) + ending)) > 500,
                        arguments + " left no " + ending);
    }
}
