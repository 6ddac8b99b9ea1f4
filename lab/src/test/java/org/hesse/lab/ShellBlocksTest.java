package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every `hesse …` in a block of shell on a page has arguments and options that there are. */
class ShellBlocksTest {
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");

    @Test
    void optionsParse() throws IOException {
        int lines = 0;
        for (Path page : pages())
            for (String line : lines(page)) {
                if (!line.matches("(\\./)?hesse .*")) continue;
                check(page, line);
                lines++;
            }
        System.out.println(lines + " commands parse");
        assertTrue(lines >= 25, lines + " commands");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : List.of("docs", "examples", "exercises", "benchmarks"))
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        return pages;
    }

    /** Continued lines joined, comments and what follows a pipe or a redirection left out. */
    private static List<String> lines(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).results()
                .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
                .map(line -> line.replaceFirst("\\s+#.*|\\s*[|>].*|\\s*&&.*", "").strip()).toList();
    }

    private static void check(Path page, String line) {
        List<String> words = new ArrayList<>();
        for (MatchResult word : WORD.matcher(line).results().skip(1).toList())
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group());
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        try {
            Main.commandLine(new Failures(nowhere), nowhere, nowhere).parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new AssertionError(page + ": " + line + ": " + e.getMessage(), e);
        }
    }
}
