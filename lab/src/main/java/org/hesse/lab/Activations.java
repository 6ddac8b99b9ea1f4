package org.hesse.lab;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Affine;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.layers.Activation;

/**
 * Activations as the command line names them: `gelu`, `beta_gelu:4`, `beta_gelu:beta=4`; and `tanh/relu_hat:10`, with
 * the second derivative of another.
 *
 * <p>The reader of model files makes them, so every function that a file can name can be named here. The package is
 * looked through for messages and for the order of settings only. Thread-safe.
 */
public final class Activations {
    private Activations() {}

    /** The function of that name; an unknown one is an IllegalArgumentException that names all known ones. */
    public static Elementwise parse(String text) {
        String[] both = text.strip().split("/", 2);
        Elementwise function = one(both[0]);
        return both.length == 1 ? function : function.withSecondDerivativeOf(one(both[1]));
    }

    private static Elementwise one(String text) {
        String[] parts = text.split(":", 2);
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("type", "activation");
        layer.put("fn", parts[0]);
        if (parts.length == 2) settings(text, known().getOrDefault(parts[0], List.of()), parts[1], layer);
        return read(parts[0], layer);
    }

    /** `field=number` or, for the fields in their order, `number`. */
    private static void settings(String text, List<String> fields, String settings, Map<String, Object> layer) {
        String[] all = settings.split(",", -1);
        for (int i = 0; i < all.length; i++) {
            String[] pair = all[i].split("=", 2);
            String field = pair.length == 2 ? pair[0] : i < fields.size() ? fields.get(i) : "setting " + (i + 1);
            layer.put(field, number(text, pair[pair.length - 1]));
        }
    }

    private static double number(String text, String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--activation: '" + number + "' in '" + text + "' is not a number", e);
        }
    }

    private static Elementwise read(String name, Map<String, Object> layer) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("format", ModelFile.FORMAT);
        model.put("input", List.of(1));
        model.put("layers", List.of(layer));
        model.put("loss", Map.of("type", "softmax_cross_entropy"));
        try {
            return ((Activation) ModelFile.parse(Json.line(model), "--activation").layers().get(0)).fn();
        } catch (IOException e) {
            throw wrong(name, e);
        }
    }

    private static IllegalArgumentException wrong(String name, IOException e) {
        Map<String, List<String>> known = known();
        if (known.isEmpty() || known.containsKey(name))
            return new IllegalArgumentException(e.getMessage().replace("layers[0]: ", "").replace("layers[0].", ""), e);
        return new IllegalArgumentException(
                "--activation: unknown '" + name + "', there are " + String.join(", ", names(known)), e);
    }

    /** All there are, with their settings: `elu:alpha`, `gelu`. */
    private static List<String> names(Map<String, List<String>> known) {
        return known.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue().isEmpty() ? "" : ":" + String.join(",", e.getValue()))).toList();
    }

    /** Names and their settings, as far as the package can be listed. */
    private static Map<String, List<String>> known() {
        try {
            return listed(Affine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (IOException | URISyntaxException | RuntimeException e) {
            // Only messages become shorter.
            return Map.of();
        }
    }

    private static Map<String, List<String>> listed(URI place) throws IOException {
        Path path = Path.of(place);
        if (Files.isDirectory(path)) return listed(path);
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return listed(jar.getPath("/"));
        }
    }

    private static Map<String, List<String>> listed(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(Affine.class.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())).map(Activations::function)
                    .flatMap(Optional::stream).collect(Collectors.toMap(type -> Op.snakeCase(type.getSimpleName()),
                            Activations::fields, (a, b) -> a, TreeMap::new));
        }
    }

    private static Optional<Class<?>> function(String name) {
        try {
            String place = Affine.class.getPackageName() + ".";
            Class<?> type = Class.forName(place + name, false, Affine.class.getClassLoader());
            boolean holds = type.isRecord() && Modifier.isPublic(type.getModifiers()) && !type.isMemberClass()
                    && Elementwise.class.isAssignableFrom(type);
            return holds ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).map(Op::snakeCase).toList();
    }
}
