package org.hesse.nn.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.nn.Finite;

/**
 * Reads one IDX file, whose first axis counts examples, and believes nothing it says about sizes: memory is taken only
 * for numbers whose bytes the file has, or can have compressed. Not thread-safe.
 */
final class IdxReader implements AutoCloseable {
    private final String name;
    private final Path file;
    private final Unpacked in;
    private final IdxHeader header;

    /** Opens the file of x or of y, and checks that the numbers its header promises can be there. */
    IdxReader(String name, Path file) throws IOException {
        this.name = name;
        this.file = file;
        in = Unpacked.open(file);
        try {
            header = IdxHeader.read(in);
            checkLength();
        } catch (IllegalArgumentException e) {
            in.close();
            throw named(e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private void checkLength() throws IOException {
        long size = Files.size(file);
        long count = (long) rows() * rowSize();
        int bytes = header.type().bytes();
        String needs = "shape " + Array.text(header.shape()) + " needs " + count + " × " + bytes + " bytes, ";
        if (in.packed() && count > size * Unpacked.MOST_INFLATED / bytes)
            throw new IllegalArgumentException(
                    needs + size + " gzip bytes hold at most " + size * Unpacked.MOST_INFLATED);
        long there = size - header.length();
        if (!in.packed() && (count > there / bytes || count * bytes != there))
            throw new IllegalArgumentException(needs + "there are " + there);
    }

    /** The examples that the file says it has. */
    int rows() { return header.shape()[0]; }

    private int rowSize() { return Array.size(Arrays.copyOfRange(header.shape(), 1, header.shape().length)); }

    /**
     * The first `limit` examples, each in this shape; unsigned bytes are divided by `white`.
     *
     * <p>Behind the last example a file must end; behind a limit it is not looked at.
     */
    Array read(int limit, int[] example, double white) throws IOException {
        try {
            int[] batch = batch(limit, example);
            Array array = Array.of(numbers(batch, white), batch);
            if (array.dim(0) == rows() && in.read() >= 0)
                throw new IllegalArgumentException(
                        "has more than the " + array.size() + " numbers of shape " + Array.text(header.shape()));
            Finite.check(name, array);
            return array;
        } catch (IllegalArgumentException e) {
            throw named(e);
        }
    }

    private int[] batch(int limit, int[] example) {
        String shape = name + Array.text(header.shape());
        if (rows() == 0) throw new IllegalArgumentException("has no examples, " + shape);
        if (rowSize() != Array.size(example))
            throw new IllegalArgumentException(shape + " does not fit: " + rowSize() + " numbers an example, the model"
                    + " needs " + Array.size(example) + " as " + Array.text(example));
        return Data.batch(Math.min(limit, rows()), example);
    }

    private double[] numbers(int[] batch, double white) throws IOException {
        int size = Array.size(batch);
        new Heap().take(8L * size);
        double[] numbers = new double[size];
        Numbers stored = new Numbers(in, header.type(), size);
        boolean pixels = header.type().kind() == 'u';
        for (int i = 0; i < size; i++) numbers[i] = pixels ? stored.next() / white : stored.next();
        return numbers;
    }

    private FormatException named(IllegalArgumentException e) {
        return new FormatException(file + ": " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException { in.close(); }
}
