package org.hesse.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hesse.hessian.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Pictures are there, are what they say, and show what differs. */
class PicturesTest {
    private static final List<Term> TERMS = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);

    static Stream<Supplier<Picture>> all() {
        return Stream.of(() -> density(0.1), () -> density(Double.NaN), () -> scree(1), () -> scree(0),
                () -> blocks(3), () -> blocks(40), PicturesTest::bars, () -> course(5), () -> course(1),
                () -> curves(3), () -> curves(9), () -> plane(0), () -> plane(3));
    }

    private static Picture density(double error) {
        DensityPicture picture = new DensityPicture();
        for (Term term : TERMS) {
            double scale = 1e-3 * (1 + TERMS.indexOf(term));
            double[] grid = IntStream.range(0, 200).mapToDouble(i -> scale * (i - 50)).toArray();
            double[] density = IntStream.range(0, 200).mapToDouble(i -> Math.exp(-0.01 * (i - 50) * (i - 50)))
                    .toArray();
            double[] errors = IntStream.range(0, 200).mapToDouble(i -> error * density[i]).toArray();
            picture.add(term, new DensityPicture.Curve(grid, density, errors, 1e-5));
        }
        return picture.draw();
    }

    private static Picture scree(double scale) {
        ScreePicture picture = new ScreePicture();
        picture.add(Term.HESSIAN, scale * 3, scale * -0.1, 0, scale * 1e-3);
        return picture.add(Term.NME, "largest,", true, scale * 2, scale, 0).draw();
    }

    private static Picture blocks(int layers) {
        BlockPicture picture = new BlockPicture(
                IntStream.range(0, layers).mapToObj(i -> "stage1.block" + i + ".conv").toList());
        for (Term term : TERMS) {
            double[][] norms = new double[layers][layers];
            for (int i = 0; i < layers; i++)
                for (int j = 0; j < layers; j++) norms[i][j] = i == j && term == Term.NME ? 0 : Math.exp(-i - j);
            picture.add(term, norms);
        }
        return picture.draw();
    }

    private static Picture bars() {
        BarPicture picture = new BarPicture(List.of("a", "b"));
        picture.add(Term.GAUSS_NEWTON, new double[] {3, 1}, new double[] {0.1, 0.2});
        picture.add(Term.NME, new double[] {-1, 0.5}, new double[] {0, 0});
        return picture.draw();
    }

    private static Picture course(int checkpoints) {
        double[] at = IntStream.range(0, checkpoints).mapToDouble(i -> 10 * i).toArray();
        CoursePicture picture = new CoursePicture(at).add("Loss", at, null);
        Map<Term, double[]> values = new EnumMap<>(Term.class);
        for (Term term : TERMS)
            values.put(term, IntStream.range(0, checkpoints).mapToDouble(i -> TERMS.indexOf(term) + i).toArray());
        return picture.add("Trace", values, Map.of()).draw();
    }

    private static Picture curves(int count) {
        CurvePicture picture = new CurvePicture(2);
        for (int chart = 0; chart < 2; chart++) {
            picture.chart("Chart", CurvePicture.Axis.log("x"),
                    chart == 0 ? CurvePicture.Axis.log("y") : CurvePicture.Axis.linear("y"));
            double[] x = {0.1, 1, 10, 100};
            for (int c = 0; c < count; c++)
                picture.add("curve number " + c, x, new double[] {1e-3, 1, 10 * c, Double.NaN},
                        new double[] {0.1, 0.1, 100, 0});
            picture.guide("to compare", x, new double[] {1, 2, 3, 4}).points("marks", x, x).line("line", x, x);
        }
        return picture.draw();
    }

    private static Picture plane(int decades) {
        double[][] values = new double[30][30];
        for (int i = 0; i < 30; i++) for (int j = 0; j < 30; j++) values[i][j] = i == j ? 0 : Math.exp(-0.1 * i);
        return new PlanePicture(2).add("Plane", 3, values, decades).add("Other", 1, values, 0).draw();
    }

    /** What a logarithmic axis cannot show is left out, all of a curve if need be. */
    @Test
    void curvesLeaveOutWhatCannotBeShown() {
        CurvePicture picture = new CurvePicture(1).chart("", CurvePicture.Axis.log(""), CurvePicture.Axis.log(""));
        double[] x = {1, 2};
        byte[] one = picture.add("a", x, x).draw().svg();
        picture.add("zeros", x, new double[2]).add("nothing", x, new double[] {Double.NaN, -1});
        assertArrayEquals(one, picture.draw().svg());
        assertThrows(IllegalArgumentException.class, () -> picture.add("short", x, new double[1]));
    }

    /** Coordinates are cut after two decimals, labels are not; ids get a prefix, words do not. */
    @Test
    void labelsSayWhatTheyDo() {
        Picture picture = new PlanePicture(1).add("a part0 of 1.2345", 0.375, new double[][] {{0, 0.00125}}, 0).draw();
        String svg = new String(picture.svg(), UTF_8);
        assertTrue(svg.contains(">0.375</text>") && svg.contains(">0.00125</text>"), svg);
        assertTrue(picture.inline("id", "").contains(">a part0 of 1.2345</text>"));
        String clipped = curves(1).inline("id", "");
        assertTrue(clipped.contains("\"id-part0\"") && clipped.contains("url(#id-part0)"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void pngAndSvgOfOneSize(Supplier<Picture> draw) throws Exception {
        BufferedImage image = image(draw.get());
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(withoutDoctype(draw.get().svg())));
        Element root = svg.getDocumentElement();
        assertEquals("svg", root.getTagName());
        assertEquals("0 0 " + image.getWidth() / 2 + " " + image.getHeight() / 2, root.getAttribute("viewBox"));
        int letters = root.getElementsByTagName("path").getLength() + root.getElementsByTagName("text").getLength();
        assertTrue(letters > 10, "labels at least");
        Set<Integer> colours = new HashSet<>();
        int ink = 0;
        for (int x = 0; x < image.getWidth(); x++)
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y));
                if (image.getRGB(x, y) != -1) ink++;
            }
        assertTrue(colours.size() > 20, colours.size() + " colours");
        assertTrue(100L * ink > (long) image.getWidth() * image.getHeight(), ink + " pixels are not white");
    }

    private static byte[] withoutDoctype(byte[] svg) {
        return new String(svg, UTF_8).replaceFirst("<!DOCTYPE[^>]*>", "").getBytes(UTF_8);
    }

    /** A run that goes on after an interruption leaves the same files. */
    @ParameterizedTest
    @MethodSource("all")
    void theSameTwice(Supplier<Picture> draw) {
        assertArrayEquals(draw.get().png(), draw.get().png());
        assertArrayEquals(draw.get().svg(), draw.get().svg());
    }

    @Test
    void theBandShowsTheError() throws IOException {
        assertNotEquals(ink(density(0.5), 1), ink(density(Double.NaN), 1));
    }

    /** Ten values of 9 are a line near the top, where an axis to 10 ends, from left to right. */
    @Test
    void theLegendCoversNoPoints() throws IOException {
        double[] values = IntStream.range(0, 10).mapToDouble(i -> 9).toArray();
        BufferedImage image = image(new ScreePicture().add(Term.NME, "largest,", true, values)
                .add(Term.NME, "smallest,", false, 1, 1).draw());
        int line = Look.UPPER.getRGB();
        int left = image.getWidth() / 4;
        int y = IntStream.range(0, image.getHeight() / 2).filter(row -> image.getRGB(left, row) == line).findFirst()
                .orElseThrow();
        for (int x = left; x <= 3 * left; x++) assertEquals(line, image.getRGB(x, y), "at " + x);
    }

    /** Zeros are white, the least norm is not. */
    @Test
    void blocksShowZeros() throws IOException {
        BufferedImage image = image(blocks(3));
        int panel = image.getWidth() / 3;
        // The middle of the upper left cell, a little below its number.
        int x = 2 * (120 + 320 / 6);
        int y = 2 * (48 + 320 / 6 + 20);
        assertEquals(-1, image.getRGB(2 * panel + x, y), "N's is zero");
        assertNotEquals(-1, image.getRGB(x, y), "H's is not");
        assertNotEquals(-1, image.getRGB(panel - 2 * 84 - 2 * 53, 2 * (48 + 320 - 53 + 20)), "the least");
    }

    private static BufferedImage image(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }

    private static int ink(Picture picture, int step) throws IOException {
        BufferedImage image = image(picture);
        int ink = 0;
        for (int x = 0; x < image.getWidth(); x += step)
            for (int y = 0; y < image.getHeight(); y += step) if (image.getRGB(x, y) != -1) ink++;
        return ink;
    }
}
