package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;

/**
 * The binary files of CIFAR-10, one behind the other: in each record a label 0..9, then 3·32·32 bytes of red, green and
 * blue, row by row. Bytes 0..255 become 0..1, labels stay what they are.
 *
 * <p>A. Krizhevsky, "The CIFAR-10 dataset", binary version.
 */
record CifarData(List<Path> files) implements DataFormat {
    private static final int NUMBERS = CifarReader.PIXELS;

    /** True for `data_batch_1.bin`, `test_batch.bin.gz` and the like. */
    static boolean isNamed(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains("_batch") && (name.endsWith(".bin") || name.endsWith(".bin.gz"));
    }

    /** Itself, or several with commas between them if all are named so. */
    static List<Path> files(Path file) {
        List<Path> several = Stream.of(file.toString().split(",", -1)).map(file.getFileSystem()::getPath).toList();
        return Files.exists(file) || !several.stream().allMatch(CifarData::isNamed) ? List.of(file) : several;
    }

    @Override
    public Data read(Model model, int limit) throws IOException {
        checkFits(model);
        int[] rows = new int[files.size()];
        int all = 0;
        for (int i = 0; i < rows.length && all < limit; i++) {
            rows[i] = CifarReader.count(files.get(i), limit - all);
            all += rows[i];
        }
        Data data = room(model, all);
        int from = 0;
        for (int i = 0; i < rows.length && from < all; i++) {
            int to = from + rows[i];
            read(files.get(i), model, new Data(data.x().slice(from, to), data.y().slice(from, to)));
            from = to;
        }
        return data;
    }

    private void checkFits(Model model) throws FormatException {
        if (Array.size(model.input()) != NUMBERS)
            throw new FormatException(files.get(0) + ": is CIFAR-10, whose examples have " + NUMBERS
                    + " numbers, [3, 32, 32]; those of the model are " + Array.text(model.input()));
        if (Array.size(Data.target(model)) != 1)
            throw new FormatException(files.get(0) + ": is CIFAR-10, whose targets are class numbers; "
                    + model.loss().name() + " takes " + Array.text(Data.target(model)) + " for each example");
    }

    private Data room(Model model, int rows) throws FormatException {
        try {
            int[] x = Data.batch(rows, model.input());
            int[] y = Data.batch(rows, Data.target(model));
            new Heap().take(8L * Array.size(x) + 8L * Array.size(y));
            return new Data(Array.zeros(x), Array.zeros(y));
        } catch (IllegalArgumentException e) {
            throw new FormatException(files.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** One file, whose records are checked as those of the whole would be. */
    private static void read(Path file, Model model, Data part) throws IOException {
        CifarReader.read(file, part);
        try {
            part.check(model);
        } catch (IllegalArgumentException e) {
            // Pixels are finite and shapes fit: what can be wrong is a label that the loss does not take.
            throw new FormatException(file + ": record " + part.firstWrong(model) + ": " + e.getMessage(), e);
        }
    }
}
