package org.hesse.lab.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.nn.builders.Mlp;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.FormatException;

/** What convolutional networks are trained on, as `x[n, channels, H, W]` with 10 classes. Stateless. */
public final class Images {
    /** Pixels a side, and channels, of MNIST's images and of CIFAR-10's. */
    private static final int[] MNIST = {28, 1};
    private static final int[] CIFAR = {32, 3};
    private static final int CLASSES = 10;
    static final int DIGITS_SIDE = 8;
    /** The first of a file: 1,000 are trained on, and so many more test well enough. */
    private static final int MOST = 3000;

    private Images() {}

    /** The embedded digits, of 8×8 pixels. */
    static Dataset digits() {
        Dataset digits = Digits.load();
        return new Dataset(shaped(digits.x(), 1, DIGITS_SIDE), digits.y(), Digits.CLASSES);
    }

    /**
     * The first images of a file as means of 2×2 pixels: of 28×28 pixels, such as MNIST's, or of CIFAR-10.
     *
     * @param scaled what is made of them before
     */
    public static Dataset read(Path file, UnaryOperator<Data> scaled) throws IOException {
        int[] kind = Data.isCifar10(file) ? CIFAR : MNIST;
        Data data = scaled.apply(data(file, kind));
        return new Dataset(shaped(halved(data.x(), kind[0]), kind[1], kind[0] / 2), data.y(), CLASSES);
    }

    /** The reader of files speaks of a model that nobody gave: what is needed instead is said here. */
    private static Data data(Path file, int... kind) throws IOException {
        try {
            int pixels = kind[0] * kind[0] * kind[1];
            return Data.read(file, new Mlp(pixels, List.of(), CLASSES, new Gelu()).model(), MOST);
        } catch (FormatException e) {
            throw new FormatException(e.getMessage() + "; needed are images of 28×28 pixels, one channel, and labels"
                    + " 0..9: IDX, as MNIST's train-images-idx3-ubyte with train-labels-idx1-ubyte beside it, or"
                    + " CIFAR-10's binary files, as data_batch_1.bin", e);
        }
    }

    private static Array shaped(Array x, int channels, int side) {
        return Array.of(x.toArray(), x.dim(0), channels, side, side);
    }

    /** `y[p, i, j] = ¼ Σ x[p, 2i + {0, 1}, 2j + {0, 1}]` for all planes p, with so many pixels a side. */
    static Array halved(Array x, int side) {
        int half = side / 2;
        Array y = Array.zeros(x.dim(0), x.size() / x.dim(0) / 4);
        for (int plane = 0; plane < x.size() / (side * side); plane++)
            for (int p = 0; p < half * half; p++) {
                int corner = plane * side * side + p / half * 2 * side + p % half * 2;
                y.set(plane * half * half + p,
                        (x.get(corner) + x.get(corner + 1) + x.get(corner + side) + x.get(corner + side + 1)) / 4);
            }
        return y;
    }
}
