package org.hesse.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A fenced block of a page in Markdown, between lines that start with three backticks. */
record Fence(String language, String text) {
    private static final Pattern FENCE = Pattern.compile("^```(\\S*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    /** The one declaration of a type that begins a line: such a block is a file, any other is typed into JShell. */
    private static final Pattern FILE = Pattern
            .compile("^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) ", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("^class \\w+Test\\b", Pattern.MULTILINE);

    /** All of a page, in order. */
    static List<Fence> of(Path page) throws IOException {
        return in(Files.readString(page));
    }

    /** All of a text in Markdown. */
    static List<Fence> in(String text) {
        return FENCE.matcher(text.replace("\r\n", "\n")).results()
                .map(fence -> new Fence(fence.group(1), fence.group(2))).toList();
    }

    /** The README, and all pages of `docs`, `examples` and `exercises` in which there is such a block. */
    static List<Path> pages(String language) throws IOException {
        Path root = Path.of("..");
        try (Stream<Path> docs = Files.walk(root.resolve("docs"));
                Stream<Path> examples = Files.walk(root.resolve("examples"));
                Stream<Path> exercises = Files.walk(root.resolve("exercises"))) {
            List<Path> pages = Stream.of(Stream.of(root.resolve("README.md")), docs, examples, exercises)
                    .flatMap(files -> files).filter(file -> file.toString().endsWith(".md")).sorted().toList();
            return pages.stream().filter(page -> has(page, language)).toList();
        }
    }

    private static boolean has(Path page, String language) {
        try {
            return of(page).stream().anyMatch(fence -> fence.language.equals(language));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isJava() { return language.equals("java"); }

    /** Of Java: a file to compile, not a fragment. */
    boolean isFile() { return isJava() && FILE.matcher(text).find(); }

    boolean isFragment() { return isJava() && !isFile(); }

    boolean isProgram() { return isFile() && text.contains("static void main("); }

    boolean isTest() { return isFile() && TEST.matcher(text).find(); }

    /** The output of the Java before it. */
    boolean isOutput() { return language.equals("text"); }
}
