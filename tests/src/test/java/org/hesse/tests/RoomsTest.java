package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.hesse.engine.array.Array;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the design: packages of the engine point upwards, and nn and hessian do not know each other. */
class RoomsTest {
    /** Each may depend on those before it only. */
    private static final List<String> ENGINE = List.of("array", "jet", "op", "tape", "sweep", "ops", "objective");
    private static final Pattern EDGE = Pattern.compile("^\\s+(org\\.hesse\\.\\S+)\\s+->\\s+(\\S+)", Pattern.MULTILINE);

    private static final Pattern PRINT = Pattern.compile("System\\s*\\.\\s*(out|err)\\b|\\.\\s*printStackTrace\\b");

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static Map<String, Set<String>> dependencies(Class<?> inRoom) throws URISyntaxException {
        String modules = String.join(File.pathSeparator, place(Array.class), place(JsonFactory.class),
                place(DMatrixRMaj.class), place(DecompositionFactory_DDRM.class));
        StringWriter out = new StringWriter();
        ToolProvider.findFirst("jdeps").orElseThrow().run(new PrintWriter(out), new PrintWriter(out),
                "--multi-release", "base", "-verbose:class", "-filter:none", "--module-path", modules, place(inRoom));
        Map<String, Set<String>> edges = new TreeMap<>();
        Matcher edge = EDGE.matcher(out.toString());
        while (edge.find()) edges.computeIfAbsent(room(edge.group(1)), k -> new TreeSet<>()).add(room(edge.group(2)));
        return edges;
    }

    private static String room(String className) { return className.substring(0, className.lastIndexOf('.')); }

    @Test
    void packagesOfTheEnginePointUpwards() throws URISyntaxException {
        Map<String, Set<String>> dependencies = dependencies(Array.class);
        int edges = 0;
        for (int i = 0; i < ENGINE.size(); i++) {
            Set<String> allowed = new TreeSet<>();
            for (String above : ENGINE.subList(0, i + 1)) allowed.add("org.hesse.engine." + above);
            for (String used : dependencies.get("org.hesse.engine." + ENGINE.get(i))) {
                assertTrue(allowed.contains(used) || used.startsWith("java."), ENGINE.get(i) + " depends on " + used);
                edges++;
            }
        }
        assertTrue(edges > 2 * ENGINE.size(), "dependencies seen: " + dependencies);
        assertEquals(ENGINE.size(), dependencies.size(), "without a place: " + dependencies.keySet());
    }

    @Test
    void nnAndHessianDoNotKnowEachOther() throws URISyntaxException {
        assertKnowsOnly(dependencies(Model.class), "org.hesse.nn");
        assertKnowsOnly(dependencies(Curvature.class), "org.hesse.hessian");
    }

    /** Libraries log by `System.Logger`, and leave the console to the command. */
    @ParameterizedTest
    @ValueSource(strings = {"engine", "nn", "hessian"})
    void librariesPrintNothing(String module) throws IOException {
        List<String> prints = new ArrayList<>();
        for (Path source : MainSources.of(module)) {
            Matcher print = PRINT.matcher(Files.readString(source));
            while (print.find()) prints.add(source.getFileName() + ": " + print.group());
        }
        assertEquals(List.of(), prints);
    }

    @Test
    void printingIsSeen() {
        for (String line : List.of("System.out.println(x);", "System . err.print(x);", "e.printStackTrace();",
                "import static java.lang.System.out;"))
            assertTrue(PRINT.matcher(line).find(), line);
        assertTrue(!PRINT.matcher("System.Logger log = System.getLogger(name);").find());
    }

    private static void assertKnowsOnly(Map<String, Set<String>> dependencies, String own) {
        assertTrue(!dependencies.isEmpty(), own);
        dependencies.forEach((room, used) -> used.stream().filter(name -> name.startsWith("org.hesse"))
                .forEach(name -> assertTrue(name.startsWith(own) || name.startsWith("org.hesse.engine"),
                        room + " depends on " + name)));
    }
}
