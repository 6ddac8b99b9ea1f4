package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
        String printed = run(name, "split", "--direction", Golden.file(name, ".direction.npz").toString(), "--third",
                "--json", "--out", out.toString());
        assertEquals(1, printed.lines().count(), printed);

        Map<String, Array> computed = Npz.read(out);
        Set<String> wanted = new HashSet<>(golden.expected().keySet());
        wanted.removeIf(key -> key.startsWith("spectrum/"));
        assertEquals(wanted, computed.keySet());
        assertTrue(golden.check(computed) > 8 * golden.layout().size());
    }

    private static String run(String name, String sub, String... options) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), "org.hesse.lab.Main", sub));
        for (String ending : List.of(".json", ".weights.npz", ".data.npz"))
            command.add(Golden.file(name, ending).toString());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return printed;
    }

    static Stream<String> withSpectra() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : Golden.NAMES)
            if (Golden.load(name).expected().containsKey("spectrum/hessian")) names.add(name);
        assertTrue(names.size() >= 9, names.toString());
        return names.stream();
    }

    /** The last line is the object of ascending eigenvalues and nothing else; the bar is 1e-9 of max |λ(H)|. */
    @ParameterizedTest
    @MethodSource("withSpectra")
    void spectrum(String name) throws Exception {
        Map<String, Array> expected = Golden.load(name).expected();
        List<String> lines = run(name, "spectrum", "--exact", "--of", "hessian,gauss_newton,nme", "--json").lines()
                .toList();
        Map<String, List<Double>> computed = object(lines.get(lines.size() - 1));
        assertEquals(List.of("hessian", "gauss_newton", "nme"), List.copyOf(computed.keySet()));
        double largest = Arrays.stream(expected.get("spectrum/hessian").toArray()).map(Math::abs).max().orElseThrow();
        computed.forEach((term, values) -> assertArrayEquals(expected.get("spectrum/" + term).toArray(),
                values.stream().mapToDouble(x -> x).toArray(), 1e-9 * largest, name + ": " + term));
    }

    /** `{"a": [1, 2], "b": [3]}`, and no other shape. */
    private static Map<String, List<Double>> object(String json) throws IOException {
        Map<String, List<Double>> object = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                List<Double> numbers = new ArrayList<>();
                object.put(parser.currentName(), numbers);
                assertEquals(JsonToken.START_ARRAY, parser.nextToken());
                while (parser.nextToken() != JsonToken.END_ARRAY) numbers.add(parser.getDoubleValue());
            }
            assertEquals(JsonToken.END_OBJECT, parser.currentToken());
            assertEquals(null, parser.nextToken());
        }
        return object;
    }
}
