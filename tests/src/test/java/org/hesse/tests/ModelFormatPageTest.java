package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hesse.engine.op.Op;
import org.hesse.nn.Layer;
import org.junit.jupiter.api.Test;

/** `docs/model-format.md` has a row for every layer that a model file can name, with all its fields. */
class ModelFormatPageTest {
    @Test
    void everyLayerHasARowWithItsFields() throws IOException, ClassNotFoundException {
        List<String> rows = Files.readAllLines(Path.of("../docs/model-format.md")).stream()
                .filter(line -> line.startsWith("| `")).toList();
        int layers = 0;
        for (Path source : MainSources.of("nn")) {
            if (!source.getParent().endsWith("layers") || source.endsWith("package-info.java")) continue;
            String name = source.getFileName().toString().replace(".java", "");
            Class<?> type = Class.forName("org.hesse.nn.layers." + name);
            if (!type.isRecord() || !Layer.class.isAssignableFrom(type)) continue;
            check(Op.snakeCase(name), type.getRecordComponents(), rows);
            layers++;
        }
        assertTrue(layers >= 18, "found " + layers + " layers");
    }

    private static void check(String type, RecordComponent[] fields, List<String> rows) {
        List<String> own = rows.stream().filter(row -> row.split("\\|")[1].contains("`" + type + "`")).toList();
        assertEquals(1, own.size(), type);
        for (RecordComponent field : fields)
            assertTrue(own.get(0).contains("`" + field.getName() + "`"), type + ": " + field.getName());
    }
}
