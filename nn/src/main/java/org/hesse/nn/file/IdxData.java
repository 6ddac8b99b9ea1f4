package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hesse.nn.Model;

/** Two IDX files, as MNIST has them: images, whose bytes 0..255 become 0..1, and labels, which stay what they are. */
record IdxData(Path images, Path labels) implements DataFormat {
    /** What the images' file has in its name, and the labels' in its place. */
    static final String IMAGES = "images-idx3";
    static final String LABELS = "labels-idx1";

    private static final double WHITE = 255;

    /** Images and labels, if the path is two with a comma between them or has a partner by its name; else itself. */
    static List<Path> files(Path file) {
        // A comma may be part of the name of one file.
        String[] pair = file.toString().split(",", -1);
        if (pair.length == 2 && !pair[0].isEmpty() && !pair[1].isEmpty() && !Files.exists(file))
            return List.of(file.getFileSystem().getPath(pair[0]), file.getFileSystem().getPath(pair[1]));
        Path name = file.getFileName();
        if (name == null || !name.toString().contains(IMAGES)) return List.of(file);
        return List.of(file, file.resolveSibling(name.toString().replace(IMAGES, LABELS)));
    }

    @Override
    public Data read(Model model, int limit) throws IOException {
        try (IdxReader x = new IdxReader("x", images); IdxReader y = new IdxReader("y", labels)) {
            if (x.rows() != y.rows())
                throw new FormatException(
                        labels + ": has " + y.rows() + " rows of targets, " + images + " has " + x.rows() + " of x");
            Data data = new Data(x.read(limit, model.input(), WHITE), y.read(limit, Data.target(model), 1));
            data.check(model);
            return data;
        } catch (IllegalArgumentException e) {
            // The readers name what they find; what is left is a target that the loss does not take.
            throw new FormatException(labels + ": " + e.getMessage(), e);
        }
    }
}
