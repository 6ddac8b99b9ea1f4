package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.SoftTargetCrossEntropy;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.Dense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDataTest {
    private static final Model CLASSES = model(2, 3, new SoftmaxCrossEntropy());
    private static final Model VALUES = model(2, 2, new Mse());

    @TempDir
    private Path folder;

    private static Model model(int in, int out, Loss loss) { return Model.mlp(in, List.of(), out, new Gelu(), loss); }

    @ParameterizedTest
    @ValueSource(strings = {"1,2.5,0\n-3,4e1,2\n", "1,2.5,0\n-3,4e1,2", "1,2.5,0\r\n-3,4e1,2\r\n",
            "\uFEFF1,2.5,0\n-3,4e1,2\n", " 1\t, 2.5 ,0\n-3,4e1,2\n\n  \n\r\n", "a,b,y\n1,2.5,0\n-3,4e1,2\n",
            "?,\"b\",y\n1,2.5,0\n-3,4e1,2\n", "ä,,\n1,2.5,0\n-3,4e1,2\n",
            "nan,_,\n1,2.5,0\n-3,4e1,2\n"})
    void readsNumbersAndLabels(String text) throws IOException {
        Data data = read(text, CLASSES);
        assertArrayEquals(new int[] {2, 2}, data.x().shape());
        assertArrayEquals(new double[] {1, 2.5, -3, 40}, data.x().toArray());
        assertArrayEquals(new int[] {2}, data.y().shape());
        assertArrayEquals(new double[] {0, 2}, data.y().toArray());
    }

    @Test
    void asksTheLossForTheTargetsShape() throws IOException {
        Data values = read("1,2,3,4\n5,6,7,8\n", VALUES);
        assertArrayEquals(new int[] {2, 2}, values.y().shape());
        assertArrayEquals(new double[] {3, 4, 7, 8}, values.y().toArray());
        Data one = read("1,2,1\n", model(2, 1, new BinaryCrossEntropy()));
        assertArrayEquals(new int[] {1, 1}, one.y().shape());
        Model matrices = new Model(new int[] {2, 2}, List.of(new Dense("a", 3)), new Mse());
        Data rows = read("1,2,3,4,0,1,2,3,4,5\n", matrices);
        assertArrayEquals(new int[] {1, 2, 2}, rows.x().shape());
        assertArrayEquals(new int[] {1, 2, 3}, rows.y().shape());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, rows.y().toArray());
        Model tokens = new Model(new int[] {2, 2}, List.of(new Activation(new Gelu())), new SoftmaxCrossEntropy());
        Data sequence = read("1,2,3,4,1,-100\n", tokens);
        assertArrayEquals(new int[] {1, 2}, sequence.y().shape());
        assertArrayEquals(new double[] {1, -100}, sequence.y().toArray());
        Model soft = new Model(new int[] {2, 2}, List.of(new Activation(new Gelu())), new SoftTargetCrossEntropy());
        assertArrayEquals(new int[] {1, 2, 2}, read("1,2,3,4,0,1,0.5,0.5\n", soft).y().shape());
        Model neither = new Model(new int[] {2, 2}, List.of(new Activation(new Gelu())), new Never());
        assertBad("1,2,3,4,0\n", neither, "never takes neither y[n] nor y of the outputs' shape: never: not y[2];"
                + " never: not y[2, 2, 2]");
    }

    /** A loss that takes no targets at all. */
    private record Never() implements Loss {
        @Override
        public int[] shape(int[]... in) { throw new IllegalArgumentException("never: not y" + Array.text(in[1])); }

        @Override
        public double value(Array z, Array y) { throw new IllegalArgumentException("never"); }

        @Override
        public void residual(int k, Frame frame) { throw new IllegalArgumentException("never"); }
    }

    /** A name beside numbers is a typo, not a header: no example may vanish. */
    @Test
    void aMixedFirstLineIsNoHeader() throws IOException {
        assertBad("1,NA,0\n1,2,3\n", CLASSES, "row 1, column 2: \"NA\" is not a number");
        assertBad("l.5,2,0\n1,2,3\n", CLASSES, "row 1, column 1: \"l.5\" is not a number");
        assertBad("0,1,label\n1,2.5,0\n", CLASSES, "row 1, column 3: \"label\" is not a number");
    }

    /** The second member's header is damaged: its rows may not vanish either. */
    @Test
    void aDamagedMemberOfGzipIsAnError() throws IOException {
        byte[] first = packed("1,2,0\n");
        byte[] second = packed("3,4,1\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Path file = Files.write(folder.resolve("two.csv.gz"), both);
        assertEquals(2, Data.read(file, CLASSES).rows());
        both[first.length] = 0;
        Files.write(file, both);
        Exception e = assertThrows(FormatException.class, () -> Data.read(file, CLASSES));
        assertEquals(file + ": is damaged gzip: bytes that are not gzip follow its end", e.getMessage());
        Files.write(file, Arrays.copyOf(both, first.length + 3));
        assertThrows(FormatException.class, () -> Data.read(file, CLASSES));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsTheFirstRowsOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), "a,b,y\n1,2,0\n3,4,1\n5,6,2\nnot, read\n");
        assertArrayEquals(new double[] {1, 2}, Data.read(file, CLASSES, 1).x().toArray());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Data.read(file, CLASSES, 3).x().toArray());
        assertThrows(FormatException.class, () -> Data.read(file, CLASSES, 4));
    }

    @Test
    void readsTheDigits() throws IOException {
        Path file = folder.resolve("digits.csv.gz");
        try (InputStream in = Digits.class.getResourceAsStream("digits.csv.gz")) {
            Files.copy(in, file);
        }
        Data data = Data.read(file, model(Digits.PIXELS, Digits.CLASSES, new SoftmaxCrossEntropy()));
        Array x = data.x();
        for (int i = 0; i < x.size(); i++) x.set(i, x.get(i) / 16);
        assertEquals(Digits.load().sha256(), new Dataset(x, data.y(), Digits.CLASSES).sha256());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `1,2,0;3,x4,1`          | row 2, column 2: "x4" is not a number
            `a,x,y ;1,2,0;1,2,x`    | row 3, column 3: "x" is not a number
            `1,2.5.1,0`             | row 1, column 2: "2.5.1" is not a number
            `1,,0`                  | row 1, column 2: "" is not a number
            `1;5;2,0`               | row 1: has 1 columns, needs 3: 2 for x and 1 for y
            `1,2,0;1,2,0,`          | row 2: has 4 columns, needs 3: 2 for x and 1 for y
            `a,b;1,2,0`             | row 1: has 2 columns, needs 3: 2 for x and 1 for y
            `1,2,0;1,nan,0`         | row 2, column 2: NaN is not finite
            `-inf,2,0`              | row 1, column 1: -Infinity is not finite
            `a,b,c;1,2,0;1e999,2,0` | row 3, column 1: Infinity is not finite
            `1,2,0;;1,2,0`          | row 2: is blank, row 3 is not: blank rows may only come last
            `;1,2,0`                | row 1: is blank, row 2 is not: blank rows may only come last
            `1,2,0;1,2,1;1,2,3`     | row 3, column 3: softmax_cross_entropy: label y[2] = 3.0 is not one of 0..2
            `a,b,c;1,2,0.5`         | row 2, column 3: softmax_cross_entropy: label y[0] = 0.5 is not one of 0..2
            ``                      | has no rows of numbers
            `;;`                    | has no rows of numbers
            `a,b,c;`                | has no rows of numbers""")
    void namesRowAndColumn(String text, String message) throws IOException {
        assertBad(text.replace(';', '\n'), CLASSES, message);
    }

    @Test
    void namesWhatIsNoTarget() throws IOException {
        assertBad("1,2,0,1\n1,2,0.5,-0.5\n", model(2, 2, new BinaryCrossEntropy()),
                "row 2, columns 3 to 4: binary_cross_entropy: y[3] = -0.5 is not in [0, 1]");
    }

    @Test
    void boundsAField() throws IOException {
        assertBad("1," + "9".repeat(1001) + ",0", CLASSES,
                "row 1, column 2: has more than 1000 characters, too long for a number");
        assertArrayEquals(new double[] {1, 2}, read("1," + " ".repeat(100_000) + "2" + " ".repeat(99) + ",0", CLASSES)
                .x().toArray());
        assertBad("1,\u001b[31m" + "y".repeat(100) + ",0", CLASSES,
                "row 1, column 2: \"?[31m" + "y".repeat(55) + "…\" is not a number");
    }

    @Test
    void refusesWhatIsNotGzip() throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv.gz"), "1,2,0\n");
        assertBad(file, CLASSES, "is not gzip: starts with \"312c\", not \"1f8b\"");
        byte[] packed = Crafted.gzip("1,2,0\n".getBytes(StandardCharsets.US_ASCII));
        packed[packed.length - 8] ^= 1;
        Files.write(file, packed);
        assertBad(file, CLASSES, "is damaged gzip: Corrupt GZIP trailer");
    }

    private Data read(String text, Model model) throws IOException {
        return Data.read(Files.writeString(folder.resolve("data.csv"), text), model);
    }

    private void assertBad(String text, Model model, String message) throws IOException {
        assertBad(Files.writeString(folder.resolve("data.csv"), text), model, message);
    }

    private static void assertBad(Path file, Model model, String message) {
        Exception e = assertThrows(FormatException.class, () -> Data.read(file, model));
        assertEquals(file + ": " + message, e.getMessage());
    }
}
