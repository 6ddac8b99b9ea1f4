package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Tanh;
import org.junit.jupiter.api.Test;

/** An op that no random graph has fails here; so does a twin that is not one. */
class EveryOpHasATwinTest {
    @Test
    void everyPublicOpHasOne() throws IOException, URISyntaxException {
        Set<String> twins = OpTwin.ALL.stream().map(twin -> twin.op().getName()).collect(Collectors.toSet());
        assertEquals(OpTwin.ALL.size(), twins.size(), "an op is listed twice");
        Set<String> ops = ops();
        assertTrue(ops.contains(Affine.class.getName()), "the package was not found");
        ops.removeAll(twins);
        assertEquals(Set.of(), ops, "ops that no random graph has: each needs a line in the table of ElementwiseTwins,"
                + " LinearTwins, ProductTwins, RowTwins, ImageTwins or AttentionTwins in"
                + " tests/src/test/java/org/hesse/oracle");
    }

    @Test
    void twinsOfAnotherBirthOrShapeAreRefused() {
        Draft d = new Draft(new Dice(new Random(1)));
        Node x = d.parameter(2, 3);
        assertRefused("multiply: its births are PRODUCT, those of its twin [FUNCTION]",
                () -> d.apply(new Multiply(), in -> Functions.power(2, in[0]), x.shape(), x, x));
        assertRefused("tanh: its births are FUNCTION, those of its twin [PRODUCT]",
                () -> d.apply(new Tanh(), in -> in[0].times(in[0]), x.shape(), x));
        assertRefused("relu: its births are NONE, those of its twin [FUNCTION]",
                () -> d.apply(new Relu(), in -> Functions.silu(in[0]), x.shape(), x));
        assertRefused("relu: its shape is [2, 3], that of its twin [3, 2]",
                () -> d.apply(new Relu(), in -> in[0], new int[] {3, 2}, x));
        assertThrows(IllegalArgumentException.class,
                () -> d.apply(new Relu(), in -> in[0].transpose(), x.shape(), x));
    }

    private static void assertRefused(String message, Runnable twin) {
        assertEquals(message, assertThrows(IllegalStateException.class, twin::run).getMessage());
    }

    /** The names of all public ops of the package, be it a folder or in a jar. */
    private static Set<String> ops() throws IOException, URISyntaxException {
        URI affine = Affine.class.getResource("Affine.class").toURI();
        if (!affine.getScheme().equals("jar")) return ops(Path.of(affine).getParent());
        try (FileSystem jar = FileSystems.newFileSystem(affine, Map.of())) {
            return ops(jar.provider().getPath(affine).getParent());
        }
    }

    private static Set<String> ops(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".class"))
                    .map(file -> Affine.class.getPackageName() + "." + file.replace(".class", ""))
                    .filter(EveryOpHasATwinTest::isOp).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isOp(String name) {
        try {
            Class<?> type = Class.forName(name);
            int modifiers = type.getModifiers();
            return Op.class.isAssignableFrom(type) && Modifier.isPublic(modifiers) && !Modifier.isAbstract(modifiers);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
