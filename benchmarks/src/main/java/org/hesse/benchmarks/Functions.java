package org.hesse.benchmarks;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.hessian.Probes;
import org.jblas.DoubleMatrix;
import org.jblas.MatrixFunctions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How fast are elementary functions of many numbers? Kernels `plain` and `vector` beside libraries that have the
 * function: EJML exp and log, jblas exp, log and tanh, both by loops over `Math`. `normal` is Φ and its density.
 */
public class Functions extends Timed {
    private static final int SIZE = 1 << 16;

    /** Those that there are. */
    @Param({"exp plain", "exp vector", "exp ejml", "exp jblas", "log plain", "log vector", "log ejml", "log jblas",
            "tanh plain", "tanh vector", "tanh jblas", "erf plain", "erf vector", "normal plain", "normal vector"})
    private String by;

    @Param("1")
    private int threads;

    private double[] x;
    private double[] y;
    private double[] density;
    private String function;
    private Runnable call;

    /** Normal x, their sizes for the logarithm; checks every number. */
    @Setup
    @Override
    public void setUp() {
        function = by.split(" ")[0];
        String library = by.split(" ")[1];
        x = new double[SIZE];
        Probes.gaussian(0, 0, x);
        if (function.equals("log")) for (int i = 0; i < SIZE; i++) x[i] = Math.abs(x[i]);
        y = new double[SIZE];
        density = new double[SIZE];
        call = switch (library) {
            case "ejml" -> ejml();
            case "jblas" -> jblas();
            default -> kernels(library);
        };
        call.run();
        check();
    }

    private Runnable kernels(String name) {
        Case.compute(name, threads);
        Kernels kernels = Providers.kernels();
        return switch (function) {
            case "exp" -> () -> kernels.exp(SIZE, x, y);
            case "log" -> () -> kernels.log(SIZE, x, y);
            case "tanh" -> () -> kernels.tanh(SIZE, x, y);
            case "erf" -> () -> kernels.erf(SIZE, x, y);
            default -> () -> kernels.normal(SIZE, 1, x, y, density);
        };
    }

    private Runnable ejml() {
        DMatrixRMaj from = DMatrixRMaj.wrap(1, SIZE, x);
        DMatrixRMaj to = DMatrixRMaj.wrap(1, SIZE, y);
        return switch (function) {
            case "exp" -> () -> CommonOps_DDRM.elementExp(from, to);
            case "log" -> () -> CommonOps_DDRM.elementLog(from, to);
            default -> throw new IllegalArgumentException("ejml has no " + function);
        };
    }

    /** They write over their argument, which is copied first. */
    private Runnable jblas() {
        DoubleMatrix to = new DoubleMatrix(1, SIZE, y);
        Runnable inPlace = switch (function) {
            case "exp" -> () -> MatrixFunctions.expi(to);
            case "log" -> () -> MatrixFunctions.logi(to);
            case "tanh" -> () -> MatrixFunctions.tanhi(to);
            default -> throw new IllegalArgumentException("jblas has no " + function);
        };
        return () -> {
            System.arraycopy(x, 0, y, 0, SIZE);
            inPlace.run();
        };
    }

    /** Against Math; erf by its series, and `Φ(x) = ½(1 + erf(x/√2))`. */
    private void check() {
        DoubleUnaryOperator reference = switch (function) {
            case "exp" -> Math::exp;
            case "log" -> Math::log;
            case "tanh" -> Math::tanh;
            case "erf" -> Functions::erf;
            default -> a -> 0.5 * (1 + erf(a / Math.sqrt(2)));
        };
        same(function, y, reference);
        if (function.equals("normal")) same("density", density, a -> Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI));
    }

    private void same(String what, double[] values, DoubleUnaryOperator reference) {
        for (int i = 0; i < SIZE; i++) {
            double wanted = reference.applyAsDouble(x[i]);
            if (!(Math.abs(values[i] - wanted) <= 1e-14 * Math.max(1, Math.abs(wanted))))
                throw new IllegalStateException(what + "(" + x[i] + ") = " + values[i] + ", should be " + wanted);
        }
    }

    /** `2/√π e^{−x²} Σ 2ᵏ x^{2k+1} / (2k+1)!!`: positive terms for one sign of x, so that nothing cancels. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
            term *= 2 * x * x / (2 * k + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    @Benchmark
    public double[] values() {
        call.run();
        return y;
    }
}
