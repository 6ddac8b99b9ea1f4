package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.Npz;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference values through the command, as its own process, at 1e-10. */
class GoldenCommandTest {
    @TempDir
    Path folder;

    static List<String> cases() { return Golden.NAMES; }

    @ParameterizedTest
    @MethodSource("cases")
    void split(String name) throws Exception {
        Golden golden = Golden.load(name);
        Path out = folder.resolve("out.npz");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), "org.hesse.lab.Main", "split"));
        for (String ending : List.of(".json", ".weights.npz", ".data.npz"))
            command.add(Golden.file(name, ending).toString());
        command.addAll(List.of("--direction", Golden.file(name, ".direction.npz").toString(), "--third", "--json",
                "--out", out.toString()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(1, printed.lines().count(), printed);

        Map<String, Array> computed = Npz.read(out);
        Set<String> wanted = new HashSet<>(golden.expected().keySet());
        wanted.removeIf(key -> key.startsWith("spectrum/"));
        assertEquals(wanted, computed.keySet());
        assertTrue(golden.check(computed) > 8 * golden.layout().size());
    }
}
