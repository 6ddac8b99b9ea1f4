package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script `./hesse` in a tree of its own, with a Maven and a Java that only say that they ran. */
class CommandScriptTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path directory;

    private Path root;
    private Path jdk;
    private Path builds;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "the script needs bash");
        root = Files.createDirectories(directory.resolve("a root"));
        jdk = Files.createDirectories(directory.resolve("jdk"));
        builds = directory.resolve("builds");
        Files.copy(Path.of(System.getProperty("basedir", "."), "..", "hesse"), root.resolve("hesse"));
        Files.writeString(Files.createDirectories(root.resolve("engine/src/main")).resolve("A.java"), "1");
        script(root.resolve("mvnw"), "echo built >> '" + builds + "'; sleep 0.3; [ -z \"$BROKEN\" ] || exit 1\n"
                + "mkdir -p lab/target/lib; touch lab/target/hesse-lab-0.jar lab/target/lib/a.jar");
        script(jdk.resolve("bin/javac"), "");
        script(jdk.resolve("bin/java"), "case \"$*\" in\n*XshowSettings*) echo ' java.home = " + jdk
                + "' ;;\n*) echo \"$PWD: ${*: -2}\" ;; esac");
        release("17.0.1");
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(BASH.toString(), root.resolve("hesse").toString(), "split", "m n");
        builder.directory(directory.toFile()).redirectErrorStream(true).environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String end(int code, Process process) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(code, process.exitValue(), text);
        return text;
    }

    private int builds() throws IOException { return Files.exists(builds) ? Files.readAllLines(builds).size() : 0; }

    @Test
    void buildsOnceAndRunsInTheDirectoryOfItsCaller() throws Exception {
        assertTrue(end(0, start(Map.of())).endsWith(directory.toRealPath() + ": split m n\n"));
        String warm = end(0, start(Map.of()));
        assertEquals(1, warm.lines().count(), warm);
        assertEquals(1, builds());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        end(0, start(Map.of()));
        Files.writeString(root.resolve("engine/src/main/A.java"), "2");
        end(0, start(Map.of()));
        assertEquals(2, builds());
    }

    @Test
    void firstStartsAtOnceBuildOnce() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) starts.add(start(Map.of()));
        for (Process process : starts) end(0, process);
        assertEquals(1, builds());
    }

    @Test
    void aBuildThatFailedIsNotTakenForOne() throws Exception {
        assertTrue(end(1, start(Map.of("BROKEN", "1"))).contains("hesse: the build failed"));
        assertFalse(Files.exists(root.resolve("lab/target/command/stamp")));
        end(0, start(Map.of()));
        assertEquals(2, builds());
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        release("11.0.2");
        assertTrue(end(1, start(Map.of())).contains("is Java 11, needs 17 or newer"));
        release("21");
        Files.delete(jdk.resolve("bin/javac"));
        assertTrue(end(1, start(Map.of())).contains("hesse: no JDK: " + jdk + " has no bin/javac"));
        assertTrue(end(1, start(Map.of("JAVA_HOME", "/no"))).contains("JAVA_HOME is /no"));
    }
}
