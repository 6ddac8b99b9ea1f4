package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;

/**
 * Examples and targets, `x[n, …]` and `y[n, …]`, as files have them. They are not copied, and only read here; as
 * thread-safe as they are.
 */
public record Data(Array x, Array y) {
    /** Numbers of outputs in one piece of {@link #check}. */
    private static final int CHECKED = 1 << 20;

    /** Reads and checks a batch for a model: shapes, rows, finite numbers, targets that the loss accepts. */
    public static Data read(Path file, Model model) throws IOException { return read(file, model, Integer.MAX_VALUE); }

    /**
     * The same of the first examples only; memory for the others is not taken.
     *
     * @param file `.npz`, `.csv`, `.csv.gz`, IDX or CIFAR-10, see `docs/model-format.md`
     * @param limit at least 1; a file that has fewer is read whole
     */
    public static Data read(Path file, Model model, int limit) throws IOException {
        if (limit < 1) throw new IllegalArgumentException("data: limit must be at least 1, got " + limit);
        if (Files.isDirectory(file)) throw new FormatException(file + ": is a directory");
        return DataFormat.of(file).read(model, limit);
    }

    /** The files that {@link #read} opens for this path: two for IDX, several for CIFAR-10, otherwise itself. */
    public static List<Path> files(Path file) { return DataFormat.files(file); }

    /** True if {@link #read} takes the file for CIFAR-10, by its name. */
    public static boolean isCifar10(Path file) { return CifarData.isNamed(files(file).get(0)); }

    /** Writes both arrays, as float64. */
    public void write(Path file) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("y", y);
        Npz.write(file, arrays);
    }

    /** The number of examples. */
    public int rows() { return x.dim(0); }

    /** Throws unless this is a batch for the model, labels in range included. */
    public void check(Model model) {
        model.check(x, y);
        // The loss knows what its targets may be, and checks them when it is evaluated: at z = 0 here, piece by piece,
        // so that many rows of targets do not take many rows of outputs.
        int step = Math.max(1, CHECKED / Array.size(model.output()));
        for (int from = 0; from < rows(); from += step) check(model, from, Math.min(rows(), from + step));
    }

    private void check(Model model, int from, int to) {
        try {
            model.loss().value(Array.zeros(model.outputs(to - from)), y.slice(from, to));
        } catch (IllegalArgumentException e) {
            if (from == 0) throw e;
            throw new IllegalArgumentException("rows " + from + " to " + (to - 1) + ": " + e.getMessage(), e);
        }
    }

    /** The first example that alone is no batch for the model, the number of examples if there is none. */
    int firstWrong(Model model) {
        int i = 0;
        while (i < rows() && row(i).fits(model)) i++;
        return i;
    }

    private boolean fits(Model model) {
        try {
            check(model);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The i-th example alone, on the same numbers. */
    Data row(int i) { return new Data(row(x, i), row(y, i)); }

    private static Array row(Array a, int i) {
        int[] shape = a.shape();
        int size = a.size() / shape[0];
        shape[0] = 1;
        return Array.view(a.data(), a.offset() + i * size, shape);
    }

    /** The shape of one example's target, as the loss takes it: one number, one a row of an output, or one an entry. */
    static int[] target(Model model) {
        int[] output = model.output();
        String scalar = refusal(model, new int[0]);
        if (scalar.isEmpty()) return new int[0];
        int[] rows = Arrays.copyOf(output, output.length - 1);
        if (refusal(model, rows).isEmpty()) return rows;
        String whole = refusal(model, output);
        if (whole.isEmpty()) return output;
        throw new IllegalArgumentException(model.loss().name() + " takes neither y[n] nor y of the outputs' shape: "
                + scalar + "; " + whole);
    }

    private static String refusal(Model model, int[] target) {
        try {
            model.loss().shape(model.outputs(2), batch(2, target));
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The shape of so many examples of one shape. */
    static int[] batch(int rows, int[] example) {
        return IntStream.concat(IntStream.of(rows), IntStream.of(example)).toArray();
    }
}
