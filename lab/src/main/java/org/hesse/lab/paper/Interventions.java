package org.hesse.lab.paper;

import java.util.Optional;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Replaced.Derivative;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Relu;

/**
 * The paper's activations with a replaced φ″: `gelu_hat`, φ″ = 0; `relu_hat:β`, `φ″(x) = β/√(2π) e^{−β²x²/2}`, a bump
 * of integral 1 in place of the delta function that relu has at its kink (Dauphin et al., 2024, section 4; their
 * appendix lacks the ½). Stateless and thread-safe.
 */
final class Interventions {
    /** The slope on the left of the leaky relu of the experiments. */
    static final double LEAK = 0.01;
    /** The β of the paper. */
    private static final double PAPER_BETA = 100;
    private static final String RELU_HAT = "relu_hat";
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private Interventions() {}

    /** The function, if the name is one of the experiments' own. */
    static Optional<Elementwise> named(String name) {
        if (name.equals("gelu_hat"))
            return Optional.of(new Gelu().withSecondDerivative(Derivative.ZERO, Derivative.ZERO));
        if (name.equals("leaky_relu")) return Optional.of(new LeakyRelu(LEAK));
        if (name.equals(RELU_HAT)) return Optional.of(reluHat(PAPER_BETA));
        if (name.startsWith(RELU_HAT + ":")) return Optional.of(reluHat(beta(name)));
        return Optional.empty();
    }

    private static double beta(String name) {
        String text = name.substring(RELU_HAT.length() + 1);
        try {
            double beta = Double.parseDouble(text);
            if (beta > 0 && Double.isFinite(beta)) return beta;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(RELU_HAT + ": beta '" + text + "' is not a number", e);
        }
        throw new IllegalArgumentException(RELU_HAT + ": beta must be finite and positive, it is " + text);
    }

    private static Elementwise reluHat(double beta) {
        double c = beta / ROOT_TWO_PI;
        Derivative second = (kernels, n, x, d) -> {
            for (int i = 0; i < n; i++) d[i] = c * Math.exp(-beta * beta * x[i] * x[i] / 2);
        };
        Derivative third = (kernels, n, x, d) -> {
            for (int i = 0; i < n; i++)
                d[i] = -beta * beta * x[i] * c * Math.exp(-beta * beta * x[i] * x[i] / 2);
        };
        return new Relu().withSecondDerivative(second, third);
    }
}
