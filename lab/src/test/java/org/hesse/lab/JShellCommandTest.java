package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a JVM of its own, as the script starts it, with lines on its standard input. */
class JShellCommandTest {
    @TempDir
    private Path folder;

    private String run(String input, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                        "jdk.incubator.vector", "-Dhesse.kernels=plain", "-cp", System.getProperty("java.class.path"),
                        "org.hesse.lab.Main", "jshell"));
        for (Object argument : arguments) command.add(argument.toString());
        Path printed = folder.resolve("printed.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        String text = Files.readString(printed, UTF_8);
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    /** Four lines of the greeting, the last of which prints Ng; and the session's JVM has the command's options. */
    @Test
    void greetsAndRunsWhatItSays() throws Exception {
        String greeting = new String(JShellCommand.class.getResourceAsStream("greeting.txt").readAllBytes(), UTF_8);
        assertEquals(5, greeting.lines().count());
        String lines = greeting.substring(greeting.indexOf('\n') + 1);
        String text = run(lines + "Providers.kernels().name()\n");
        assertTrue(text.contains(greeting), text);
        Model model = Model.mlp(2, List.of(3), 2, new Gelu(), new SoftmaxCrossEntropy());
        Array x = Array.of(new double[] {1, 0, 0, 1}, 2, 2);
        Array y = Array.of(new double[] {0, 1}, 2);
        try (Curvature c = Curvature.at(model.objective(x, y), model.initialize(0))) {
            double[] expected = c.nme().apply(c.gradient());
            double[] shown = numbers(text.lines().filter(line -> line.contains("==> double[17] {")).findFirst()
                    .orElseThrow(() -> new AssertionError(text)));
            // JShell may cut a long value short.
            assertEquals(expected.length, shown.length);
            for (int i = 0; i < shown.length; i++) assertEquals(expected[i], shown[i], 1e-14);
        }
        assertTrue(text.contains("==> \"plain\""), text);
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.substring(line.indexOf('{') + 1, line.indexOf('}')).split(","))
                .mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void runsFilesFirst() throws Exception {
        Path file = Files.writeString(folder.resolve("session.jsh"), "var gelu = new Gelu();\n");
        assertTrue(run("gelu.name() + 42\n", file).contains("==> \"gelu42\""));
    }

    @Test
    void missingFilesAreAnError() {
        CommandRun run = CommandRun.of("jshell", folder.resolve("none.jsh"));
        assertEquals(1, run.code());
        assertTrue(run.err().endsWith("none.jsh: no such file or directory\n"), run.err());
        assertEquals("", run.out());
    }
}
