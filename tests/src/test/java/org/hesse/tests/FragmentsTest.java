package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session of `hesse jshell` knows the public types of the library by their simple names. */
class FragmentsTest {
    /** Where an op and a layer have one name it is the layer, where an op and an operator have it is the op. */
    @Test
    void importsAreNotAmbiguous() throws IOException {
        List<String> types = new ArrayList<>();
        for (String module : List.of("engine", "hessian", "nn"))
            for (Path file : MainSources.of(module)) {
                String name = file.getFileName().toString().replace(".java", "");
                if (Files.readString(file).matches("(?s).*\npublic [^{]*\\b" + name + "\\b.*")
                        && !file.toString().contains("algebra") && !file.toString().contains("jet"))
                    types.add(name);
            }
        assertTrue(types.size() > 120, types.size() + " types");
        try (Fragments session = new Fragments()) {
            session.type("Object[] all = {" + String.join(".class, ", types) + ".class};");
            assertEquals("$2 ==> " + types.size() + "\n", session.type("all.length"));
            assertTrue(session.type("Conv2d.class.getName()").contains("org.hesse.nn.layers.Conv2d"));
        }
    }

    @Test
    void showsValuesAsJShellDoes() throws IOException {
        try (Fragments session = new Fragments()) {
            assertEquals("$2 ==> 3.0\n", session.type("int x = 2;\nx + 1.0"));
            assertEquals("x ==> 2\n", session.type("x"));
        }
    }

    @Test
    void whatIsWrongFails() throws IOException {
        try (Fragments session = new Fragments()) {
            assertThrows(AssertionError.class, () -> session.type("nonsense(1);"));
            assertThrows(AssertionError.class, () -> session.type("int y = 1 / 0;"));
        }
    }
}
