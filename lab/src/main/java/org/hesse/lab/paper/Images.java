package org.hesse.lab.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.nn.builders.Mlp;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.FormatException;

/** What convolutional networks are trained on, as `x[n, 1, H, W]` with 10 classes. Stateless. */
public final class Images {
    /** Pixels a side of MNIST's images. */
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    static final int DIGITS_SIDE = 8;
    /** The first of a file: 1,000 are trained on, and so many more test well enough. */
    private static final int MOST = 3000;

    private Images() {}

    /** The embedded digits, of 8×8 pixels. */
    static Dataset digits() {
        Dataset digits = Digits.load();
        return new Dataset(shaped(digits.x(), DIGITS_SIDE), digits.y(), Digits.CLASSES);
    }

    /** The first images of a file of 28×28 pixels, such as MNIST's, as means of 2×2 pixels: 14×14. */
    public static Dataset read(Path file) throws IOException {
        Data data = data(file);
        return new Dataset(shaped(halved(data.x(), SIDE), SIDE / 2), data.y(), CLASSES);
    }

    /** The reader of files speaks of a model that nobody gave: what is needed instead is said here. */
    private static Data data(Path file) throws IOException {
        try {
            return Data.read(file, new Mlp(SIDE * SIDE, List.of(), CLASSES, new Gelu()).model(), MOST);
        } catch (FormatException e) {
            throw new FormatException(e.getMessage() + "; needed are images of 28×28 pixels, one channel, and labels"
                    + " 0..9: IDX, as MNIST's train-images-idx3-ubyte with train-labels-idx1-ubyte beside it", e);
        }
    }

    private static Array shaped(Array x, int side) { return Array.of(x.toArray(), x.dim(0), 1, side, side); }

    /** `y[n, i, j] = ¼ Σ x[n, 2i + {0, 1}, 2j + {0, 1}]`, of images with so many pixels a side. */
    static Array halved(Array x, int side) {
        int half = side / 2;
        Array y = Array.zeros(x.dim(0), half * half);
        for (int n = 0; n < x.dim(0); n++)
            for (int p = 0; p < half * half; p++) {
                int corner = n * side * side + p / half * 2 * side + p % half * 2;
                y.set(n * half * half + p,
                        (x.get(corner) + x.get(corner + 1) + x.get(corner + side) + x.get(corner + side + 1)) / 4);
            }
        return y;
    }
}
