package org.hesse.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the page for Python users runs as it stands, where there is a Python with NumPy. */
class FromPythonTest {
    private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void thePageRuns() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the command is a script for sh");
        assumeTrue(hasNumpy(), "needs python3 with numpy");
        List<MatchResult> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/how-to/from-python.md"))).results()
                .toList();
        assertEquals(1, blocks.size());
        Files.writeString(folder.resolve("page.py"), blocks.get(0).group(1));
        Path hesse = Files.writeString(folder.resolve("hesse"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' org.hesse.lab.Main \"$@\"\n");
        assertTrue(hesse.toFile().setExecutable(true));
        String said = run("python3", "page.py");
        assertTrue(said.startsWith("loss 0.") || said.startsWith("loss 1."), said);
        assertTrue(said.contains("'gauss_newton': "), said);
    }

    private boolean hasNumpy() throws Exception {
        try {
            run("python3", "-c", "import numpy");
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }

    private String run(String... command) throws Exception {
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), List.of(command).toString());
        String text = Files.readString(printed, UTF_8);
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
