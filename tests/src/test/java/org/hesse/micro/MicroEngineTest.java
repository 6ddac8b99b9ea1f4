package org.hesse.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Sin;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.spectrum.DenseSpectrum;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

/** The engine of the lessons has the numbers of the real one, part by part, and is as small as they say. */
class MicroEngineTest {
    private static final int WIDTH = 4;
    private static final List<Fn> FUNCTIONS = List.of(Fn.SIN, Fn.TANH, Fn.GELU, Fn.RELU);
    private static final List<Elementwise> THE_SAME = List.of(new Sin(), new Tanh(), new Gelu(), new Relu());

    /** One node of a random graph, on both sides. */
    private record Twin(Node micro, Var real) {}

    @Test
    void randomGraphs() {
        int compared = 0;
        for (int n = 0; n < 300; n++) if (compareGraph(new Random(n), "graph " + n)) compared++;
        System.out.println(compared + " of 300 graphs compared");
        assertTrue(compared >= 200, compared + " graphs");
    }

    /** Sums, products and functions of four parameters; false if numbers grow so that rounding decides. */
    private static boolean compareGraph(Random random, String name) {
        double[] theta = random.doubles(WIDTH, -1.5, 1.5).toArray();
        double[] v = random.doubles(WIDTH, -1, 1).toArray();
        long seed = random.nextLong();
        Tape micro = new Tape();
        List<Node> leaves = DoubleStream.of(theta).mapToObj(micro::leaf).toList();
        List<Program> programs = new ArrayList<>();
        Layout.Builder layout = Layout.builder();
        for (int i = 0; i < WIDTH; i++) layout.add("x" + i);
        Objective objective = new Batch(layout.build(), real -> {
            List<Twin> twins = new ArrayList<>();
            for (int i = 0; i < WIDTH; i++) twins.add(new Twin(leaves.get(i), real.parameter("x" + i)));
            return grow(twins, real, new Random(seed), leaves, programs);
        });
        try (Curvature curvature = Curvature.at(objective, theta)) {
            if (micro.nodes.stream().anyMatch(node -> Math.abs(node.value()) > 30)) return false;
            compare(name, Split.of(programs.get(0), v), curvature.fineSplit(v));
            return true;
        }
    }

    private static Var grow(List<Twin> twins, org.hesse.engine.tape.Tape real, Random random, List<Node> theta,
            List<Program> programs) {
        for (int k = 0; k < 12; k++) twins.add(step(pick(twins, random), pick(twins, random), real, random));
        Twin z = twins.get(twins.size() - 1);
        for (int k = 6; k < 12; k++) z = apply(z, twins.get(k), real, false);
        real.output(z.real);
        Twin loss = z;
        for (int k = 0; k < 3; k++) loss = step(loss, z, real, random);
        programs.add(new Program(theta, List.of(z.micro), loss.micro));
        return real.apply(new Sum(), loss.real);
    }

    private static Twin pick(List<Twin> twins, Random random) { return twins.get(random.nextInt(twins.size())); }

    private static Twin step(Twin a, Twin b, org.hesse.engine.tape.Tape real, Random random) {
        int which = random.nextInt(8);
        if (which >= 4) return apply(a, b, real, which < 6);
        return new Twin(a.micro.apply(FUNCTIONS.get(which)), real.apply(THE_SAME.get(which), a.real));
    }

    private static Twin apply(Twin a, Twin b, org.hesse.engine.tape.Tape real, boolean times) {
        Op op = times ? new Multiply() : new Add();
        return new Twin(times ? a.micro.times(b.micro) : a.micro.plus(b.micro), real.apply(op, a.real, b.real));
    }

    private static void compare(String name, Split micro, org.hesse.hessian.Split real) {
        double scale = Stream.of(real.gaussNewton(), real.nmeActivation(), real.nmeCoupling())
                .flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
        double close = 1e-12 * Math.max(scale, 1);
        assertArrayEquals(real.gaussNewton(), micro.gaussNewton(), close, name);
        assertArrayEquals(real.nmeActivation(), micro.activation(), close, name);
        assertArrayEquals(real.nmeCoupling(), micro.coupling(), close, name);
        assertArrayEquals(real.nme(), micro.nme(), close, name);
        assertArrayEquals(real.hessian(), micro.hessian(), close, name);
    }

    @Test
    void networks() {
        Random random = new Random(7);
        for (int i = 0; i < FUNCTIONS.size(); i++) {
            Model model = Model.mlp(3, List.of(5, 4), 2, THE_SAME.get(i), new SoftmaxCrossEntropy());
            double[] theta = random.doubles(model.layout().size(), -1, 1).toArray();
            double[] v = random.doubles(theta.length, -1, 1).toArray();
            double[] x = random.doubles(6 * 3, -1, 1).toArray();
            double[] y = random.ints(6, 0, 2).asDoubleStream().toArray();
            try (Curvature c = Curvature.at(model.objective(Array.of(x, 6, 3), Array.of(y, 6)), theta)) {
                Program p = crossEntropy(Net.of(theta, FUNCTIONS.get(i), 3, 5, 4, 2), x, y);
                assertEquals(c.loss(), p.loss().value(), 1e-13);
                assertArrayEquals(c.gradient(), p.along().gradient(), 1e-12);
                compare("network " + i, Split.of(p, v), c.fineSplit(v));
            }
        }
    }

    private static Program crossEntropy(Net net, double[] x, double[] y) {
        int in = net.widths()[0];
        List<List<Node>> z = new ArrayList<>();
        for (int i = 0; i < y.length; i++) z.add(net.outputs(Arrays.copyOfRange(x, i * in, (i + 1) * in)));
        Node loss = net.tape().leaf(0);
        for (int i = 0; i < y.length; i++)
            loss = loss.plus(Net.logSoftmax(z.get(i)).get((int) y[i]).times(-1.0 / y.length));
        return new Program(net.theta(), z.stream().flatMap(List::stream).toList(), loss);
    }

    /** Of a network's H, all 20 of them, and by 20 steps of Lanczos the same: it is symmetric, and none is double. */
    @Test
    void eigenvalues() {
        Model model = Model.mlp(2, List.of(4), 2, new Gelu(), new SoftmaxCrossEntropy());
        double[] theta = model.initialize(3);
        double[] x = {1, 0, 0, 1, -1, 2, 0.5, -1};
        double[] y = {0, 1, 1, 0};
        Program p = crossEntropy(Net.of(theta, Fn.GELU, 2, 4, 2), x, y);
        int n = theta.length;
        Spectrum h = new Spectrum(n, v -> p.along(v).pull(node -> true));
        double[][] matrix = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            matrix[i] = h.a().apply(unit);
        }
        try (Curvature c = Curvature.at(model.objective(Array.of(x, 4, 2), Array.of(y, 4)), theta)) {
            double[] exact = DenseSpectrum.eigenvalues(c.hessian());
            double[] start = new Random(1).doubles(n).toArray();
            double largest = Math.max(exact[n - 1], -exact[0]);
            assertArrayEquals(exact, Spectrum.eigenvalues(matrix), 1e-12 * largest);
            double[] ritz = Spectrum.eigenvalues(h.lanczos(start, n));
            assertEquals(exact[n - 1], ritz[n - 1], 1e-12 * largest);
            assertEquals(exact[0], ritz[0], 1e-12 * largest);
            assertEquals(c.hessian().dense().get(0), matrix[0][0], 1e-12 * largest);
        }
    }

    /** A form of a diagonal matrix in signs is its trace, whatever the signs. */
    @Test
    void formsOfADiagonalMatrixAreItsTrace() {
        Spectrum a = new Spectrum(3, v -> new double[] {v[0], 2 * v[1], -5 * v[2]});
        assertArrayEquals(new double[] {-2, -2, -2, -2}, a.forms(4, 1));
    }

    /** Along (1, 0) the slope of a Dual is the first entry of the gradient. */
    @Test
    void dualsAgreeWithTheTape() {
        Dual x = new Dual(0.7, 1);
        Dual y = new Dual(-1.3, 0);
        Tape tape = new Tape();
        Node a = tape.leaf(0.7);
        Node b = tape.leaf(-1.3);
        Node f = a.times(b).apply(Fn.EXP).plus(a.apply(Fn.GELU)).times(b.apply(Fn.TANH)).plus(b);
        Dual g = x.times(y).apply(Fn.EXP).plus(x.apply(Fn.GELU)).times(y.apply(Fn.TANH)).plus(y);
        assertEquals(f.value(), g.value());
        assertEquals(tape.adjoints(f)[a.id()], g.slope(), 1e-15);
    }

    @Test
    void hasAtMost200Lines() throws IOException {
        long lines = 0;
        for (String type : List.of("Vec", "Fn", "Dual", "Node", "Tape", "Sweep", "Program", "Split", "Net", "Spectrum"))
            lines += Files.readAllLines(Path.of("src/test/java/org/hesse/micro", type + ".java")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("package")).count();
        System.out.println("micro engine: " + lines + " lines");
        assertTrue(lines <= 200, lines + " lines");
    }
}
