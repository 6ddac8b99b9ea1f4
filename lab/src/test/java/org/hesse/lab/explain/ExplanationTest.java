package org.hesse.lab.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.lab.Activations;
import org.hesse.lab.timing.RandomCase;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is explained are the derivatives: against closed forms, and against the library's products of the same loss. */
class ExplanationTest {
    private static final double TIGHT = 1e-12;
    private static final double X = 1.25;
    private static final double Y = 0.75;
    private static final double VX = 0.5;
    private static final double VY = -2;

    private static Explanation explain(String source) {
        Map<String, Double> at = new LinkedHashMap<>();
        at.put("x", X);
        at.put("y", Y);
        return new Formula(source, Activations::parse).explain(at, Map.of("x", VX, "y", VY), 2);
    }

    private static void assertProduct(Explanation e, String column, double... expected) {
        double[] product = e.products().get(column);
        assertArrayEquals(expected, product, TIGHT * (1 + Math.abs(expected[0]) + Math.abs(expected[1])), column);
        for (int i = 0; i < 2; i++) {
            double[] last = e.nodes().get(i).numbers().get(column);
            if (last == null) assertEquals(0.0, product[i]);
            else assertEquals(product[i], last[0], "the node's " + column);
        }
    }

    /** Hv of a function with second derivatives xx, xy, yy. */
    private static double[] hv(double xx, double xy, double yy) {
        return new double[] {xx * VX + xy * VY, xy * VX + yy * VY};
    }

    /** With s = sin(xy), c = cos(xy): ∇ = (yc + 2x, xc), xx = 2 − y²s, xy = c − xys, yy = −x²s. */
    @Test
    void productAndFunctions() {
        Explanation e = explain("sin(x*y) + x^2");
        double s = Math.sin(X * Y);
        double c = Math.cos(X * Y);
        assertEquals(s + X * X, e.loss(), TIGHT);
        assertProduct(e, "gradient", Y * c + 2 * X, X * c);
        assertProduct(e, "hessian", hv(2 - Y * Y * s, c - X * Y * s, -X * X * s));
        assertProduct(e, "nme_coupling", hv(0, c, 0));
        assertProduct(e, "nme_activation", hv(2 - Y * Y * s, -X * Y * s, -X * X * s));
        assertProduct(e, "gauss_newton", 0, 0);
        assertFalse(e.isLossCurved());
    }

    /** x/y = x·(1/y): xy = −1/y² by the product, yy = 2x/y³ by the reciprocal. */
    @Test
    void quotient() {
        Explanation e = explain("x/y");
        assertProduct(e, "gradient", 1 / Y, -X / (Y * Y));
        assertProduct(e, "nme_coupling", hv(0, -1 / (Y * Y), 0));
        assertProduct(e, "nme_activation", hv(0, 0, 2 * X / (Y * Y * Y)));
        assertProduct(e, "hessian", hv(0, -1 / (Y * Y), 2 * X / (Y * Y * Y)));
    }

    /** L = ½(z − 1)², z = tanh(2x + y), z₁ = (1 − z²)(2v_x + v_y): G v = z₁∇z, N v = (z − 1)(−2z)(1 − z²)·…. */
    @Test
    void lossThatMarksItsOutput() {
        Explanation e = explain("mse(tanh(2*x + y), 1)");
        double z = Math.tanh(2 * X + Y);
        double slope = 1 - z * z;
        double a1 = 2 * VX + VY;
        assertEquals((z - 1) * (z - 1) / 2, e.loss(), TIGHT);
        assertProduct(e, "gauss_newton", slope * a1 * slope * 2, slope * a1 * slope);
        assertProduct(e, "nme", (z - 1) * -2 * z * slope * a1 * 2, (z - 1) * -2 * z * slope * a1);
        assertTrue(e.isLossCurved());
        Node tanh = e.nodes().stream().filter(node -> node.name().equals("z")).findFirst().orElseThrow();
        assertEquals("output", tanh.kind());
        assertEquals("tanh(b)", tanh.text());
        assertEquals(slope * a1, tanh.numbers().get("tangent")[0], TIGHT);
        assertEquals(-z * slope * a1 * a1, tanh.numbers().get("second")[0], TIGHT);
        assertEquals(z - 1, tanh.numbers().get("gradient")[0], TIGHT);
        assertEquals(slope * a1, tanh.numbers().get("gauss_newton")[0], TIGHT);
        assertNull(tanh.numbers().get("nme"), "nothing of N is born in the loss");
    }

    /** (xy − 3)², its output marked: Gv = 2z₁(y, x), Nv = 2(z − 3)(v_y, v_x), all of it coupling. */
    @Test
    void outputThatIsMarked() {
        Explanation e = explain("(output(x*y) - 3)^2");
        double z1 = VX * Y + X * VY;
        assertProduct(e, "gauss_newton", 2 * z1 * Y, 2 * z1 * X);
        assertProduct(e, "nme", 2 * (X * Y - 3) * VY, 2 * (X * Y - 3) * VX);
        assertProduct(e, "nme_coupling", 2 * (X * Y - 3) * VY, 2 * (X * Y - 3) * VX);
        assertProduct(e, "nme_activation", 0, 0);
        List<String> births = e.nodes().stream().flatMap(node -> node.births().stream()).toList();
        assertEquals(List.of("N coupling", "G"), births);
    }

    /** x^y = exp(y log x): xx = y(y−1)x^{y−2}, xy = x^{y−1}(1 + y log x), yy = x^y log²x; `e` is a name like any. */
    @Test
    void definitionsAndPowers() {
        Explanation e = explain("e = log(x); exp(y*e) + 0*e");
        double p = Math.pow(X, Y);
        double log = Math.log(X);
        assertProduct(e, "gradient", Y * p / X, p * log);
        assertProduct(e, "hessian", hv(Y * (Y - 1) * p / X / X, p / X * (1 + Y * log), p * log * log));
        assertArrayEquals(explain("x^y").products().get("hessian"), e.products().get("hessian"), TIGHT);
        assertEquals("e", e.nodes().get(2).name());
    }

    /** f = x³y: vᵀHv = 6xy v_x² + 6x² v_x v_y, so half its gradient is (3y v_x² + 6x v_x v_y, 3x v_x²). */
    @Test
    void thirdDerivatives() {
        Explanation e = explain("x^3*y");
        double[] third = {3 * Y * VX * VX + 6 * X * VX * VY, 3 * X * VX * VX};
        assertProduct(e, "third", third);
        assertProduct(e, "third_nme", third);
        assertProduct(e, "third_gn", 0, 0);
    }

    /** L₁ = ⟨∇L, v⟩ and 2L₂ = vᵀHv; H = G + N and N = activation + coupling, at the variables and at every node. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sin(x*y) + x^2", "x/y - gelu(x)", "mse(tanh(2*x + y)*y, 1)",
            "huber(sigmoid(x)*y, 0.2)", "binary_cross_entropy(x*x - y, 1)", "(output(softplus(x)/y) - 1)^4",
            "beta_gelu(x, 3)*exp(-y)", "exp(output(x*tanh(y)))/2"})
    void laws(String source) {
        Explanation e = explain(source);
        Node loss = e.nodes().get(e.nodes().size() - 1);
        double[] gradient = e.products().get("gradient");
        double[] hessian = e.products().get("hessian");
        assertEquals(gradient[0] * VX + gradient[1] * VY, loss.numbers().get("tangent")[0], TIGHT * 10);
        assertEquals(hessian[0] * VX + hessian[1] * VY, 2 * loss.numbers().get("second")[0], TIGHT * 100);
        for (Node node : e.nodes()) {
            assertSum(node, "hessian", "gauss_newton", "nme");
            assertSum(node, "nme", "nme_activation", "nme_coupling");
            assertSum(node, "third", "third_gn", "third_nme");
        }
    }

    /** The numbers put into a formula make its result, and what is added there makes the sum that is left. */
    @ParameterizedTest
    @ValueSource(strings = {"x*x + y", "a = x*y; a*a - sin(a)", "x/y - 2*gelu(x)", "mse(tanh(2*x + y)*y, 1)",
            "huber(sigmoid(x)*y, 0.2)", "binary_cross_entropy(x*x - y, 1)", "(output(softplus(x)/y) - 1)^4",
            "-x^3*y", "(output(x*y) - 3)^2", "exp(output(x*tanh(y)))/2"})
    void formulasGiveTheirResults(String source) {
        Explanation e = explain(source);
        int checked = 0;
        Map<String, Double> sums = new LinkedHashMap<>();
        for (Step step : e.steps())
            for (Line line : step.lines()) {
                double result = evaluated(line.result()).orElseThrow();
                OptionalDouble numbers = line.numbers() == null ? OptionalDouble.empty() : evaluated(line.numbers());
                if (numbers.isPresent()) {
                    assertEquals(result, numbers.getAsDouble(), 1e-4 * (1 + Math.abs(result)), line.toString());
                    checked++;
                }
                String place = line.column().key() + " " + line.left();
                assertEquals(line.adds(), step.sweep() >= Explainer.GRADIENT && sums.containsKey(place),
                        line.toString());
                double total = line.total() == null ? result : evaluated(line.total()).orElseThrow();
                assertEquals(sums.merge(place, result, Double::sum), total, 1e-5 * (1 + Math.abs(total)),
                        line.toString());
            }
        assertTrue(checked > 10, "formulas with numbers: " + checked);
    }

    /** A sum of products of numbers, by our own grammar; none where a function is left. */
    private static OptionalDouble evaluated(String html) {
        return Folding.value(Parser.parse(html.replaceAll("</?mark>", "")).result(), name -> false);
    }

    private static void assertSum(Node node, String all, String one, String other) {
        assertEquals(number(node, all), number(node, one) + number(node, other),
                TIGHT * (1 + Math.abs(number(node, one))), node.name() + ": " + all);
    }

    private static double number(Node node, String column) {
        double[] numbers = node.numbers().get(column);
        return numbers == null ? 0 : numbers[0];
    }

    /** A 2-2-1 network: the products of `Curvature`, and each parameter's numbers where they are read. */
    @Test
    void network() {
        Model model = Model.mlp(2, List.of(2), 1, new Tanh(), new Mse());
        RandomCase drawn = RandomCase.draw(model, 1, 1, 3);
        Batch batch = drawn.objective();
        double[] v = drawn.v()[0];
        Explanation e = Network.explain("net.json", batch, drawn.theta(), v, 1);
        try (Curvature curvature = Curvature.at(batch, drawn.theta())) {
            Split split = curvature.fineSplit(v);
            assertClose(split.gradient(), e, "gradient");
            assertClose(split.hessian(), e, "hessian");
            assertClose(split.gaussNewton(), e, "gauss_newton");
            assertClose(split.nme(), e, "nme");
            assertClose(split.nmeActivation(), e, "nme_activation");
            assertClose(split.nmeCoupling(), e, "nme_coupling");
        }
        assertEquals(9, e.layout().size());
        assertEquals(List.of("x", "fc1.weight", "fc1.bias", "a", "b", "out.weight", "out.bias", "z", "y", "L"),
                e.nodes().stream().map(Node::name).toList());
        assertEquals("affine(x, fc1.weight, fc1.bias)", e.nodes().get(3).text());
        assertEquals("fc1.weight[1, 0]", e.nodes().get(1).entry(2));
        assertEquals(List.of("N activation", "N coupling", "G"),
                e.nodes().stream().flatMap(node -> node.births().stream()).toList());
    }

    private static void assertClose(double[] expected, Explanation e, String column) {
        assertArrayEquals(expected, e.products().get(column), TIGHT, column);
        int at = 0;
        for (Node node : e.nodes()) {
            if (!node.kind().equals("variable")) continue;
            double[] numbers = node.numbers().get(column);
            for (int i = 0; i < node.size(); i++)
                assertEquals(expected[at++], numbers == null ? 0 : numbers[i], TIGHT, node.name() + " " + column);
        }
        assertEquals(expected.length, at);
    }
}
