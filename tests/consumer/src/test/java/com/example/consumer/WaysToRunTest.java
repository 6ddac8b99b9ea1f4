package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One program, on the class path and on the module path, with the vector flag and without: the same numbers. */
class WaysToRunTest {
    private static final List<String> FLAG = List.of("--add-modules", "jdk.incubator.vector");
    private static final String MAIN = "com.example.consumer.Main";
    /** Kernels add in different orders; relative to the largest number of a line. */
    private static final double ROUNDING = 1e-12;

    private final Path target = Path.of("target").toAbsolutePath();

    @Test
    void theSameNumbersInEveryWay() throws Exception {
        List<String> plain = run(List.of(), "-cp", path(true), MAIN);
        assertEquals("plain", plain.get(0));
        assertEquals(6, plain.size(), plain.toString());
        assertEquals("vector", agrees(plain, run(FLAG, "-cp", path(true), MAIN)));
        String module = "com.example.consumer/" + MAIN;
        assertEquals("vector", agrees(plain, run(List.of(), "-p", path(true), "-m", module)));
        assertEquals("vector", agrees(plain, run(FLAG, "-p", path(true), "-m", module)));
        assertEquals("plain", agrees(plain, run(List.of(), "-p", path(false), "-m", module)));
        assertEquals("plain", agrees(plain, run(FLAG, "-cp", path(false), MAIN)));
    }

    /** The program's jar and those it needs; those of the vector kernels only if asked for. */
    private String path(boolean vector) throws IOException {
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            String lib = jars.filter(jar -> vector || !jar.getFileName().toString().contains("kernels-vector"))
                    .map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
            return target.resolve("consumer-1.jar") + File.pathSeparator + lib;
        }
    }

    private List<String> run(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(target, "out", ".txt");
        Path err = Files.createTempFile(target, "err", ".txt");
        int code = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start()
                .waitFor();
        assertEquals(0, code, () -> command + "\n" + text(err));
        return Files.readAllLines(out);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The kernels of the other run, whose numbers must be those of the first. */
    private static String agrees(List<String> expected, List<String> actual) {
        assertEquals(expected.size(), actual.size(), actual.toString());
        for (int line = 1; line < expected.size(); line++) {
            double[] a = numbers(expected.get(line));
            double[] b = numbers(actual.get(line));
            assertEquals(a.length, b.length);
            double largest = Arrays.stream(a).map(Math::abs).max().orElseThrow();
            assertTrue(largest > 0);
            for (int i = 0; i < a.length; i++) assertEquals(a[i], b[i], ROUNDING * largest, "line " + line);
        }
        return actual.get(0);
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split(", ")).mapToDouble(Double::parseDouble)
                .toArray();
    }
}
