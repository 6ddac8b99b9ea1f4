package org.hesse.nn.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Real data that are no part of this project: files of `shared/data`, in a folder that the checkout is in. */
final class SharedData {
    private SharedData() {}

    /** The file; where it is absent the test is skipped. */
    static Path file(String name) {
        Path file = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data").resolve(name)).filter(Files::exists).findFirst()
                .orElse(null);
        assumeTrue(file != null, "shared/data/" + name + " is not here: not read");
        return file;
    }
}
