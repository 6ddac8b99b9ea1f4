package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.op.Op;
import org.hesse.testkit.OpContract;
import org.junit.jupiter.api.Test;

/** An op without a contract test fails here; what it lacks is said by name. */
class EveryOpHasAContractTest {
    @Test
    void everyPublicOpHasOne() throws IOException, URISyntaxException {
        List<Class<?>> ops = ops();
        assertFalse(ops.isEmpty(), "no ops were found");
        List<String> missing = new ArrayList<>();
        for (Class<?> op : ops) if (!hasContract(op)) missing.add(op.getSimpleName());
        assertEquals(List.of(), missing, "ops whose <Name>Test does not list samples of them under OpContract");
    }

    /** All public classes of the compiled package that are ops. */
    private static List<Class<?>> ops() throws IOException, URISyntaxException {
        Path classes = Path.of(Affine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> ops = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve("org/hesse/engine/ops"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".class")) continue;
                Class<?> type = find(name.substring(0, name.length() - ".class".length()));
                if (isOp(type)) ops.add(type);
            }
        }
        return ops;
    }

    private static boolean isOp(Class<?> type) {
        int modifiers = type.getModifiers();
        return Op.class.isAssignableFrom(type) && Modifier.isPublic(modifiers) && !Modifier.isAbstract(modifiers);
    }

    private static boolean hasContract(Class<?> op) {
        Class<?> test = find(op.getSimpleName() + "Test");
        if (test == null || !OpContract.class.isAssignableFrom(test)) return false;
        try {
            OpContract contract = (OpContract) test.getDeclaredConstructor().newInstance();
            return contract.samples().anyMatch(sample -> op.isInstance(sample.op()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(test + " needs a constructor without arguments", e);
        }
    }

    /** The class of that name in this package, null if there is none. */
    private static Class<?> find(String name) {
        try {
            return Class.forName(EveryOpHasAContractTest.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
