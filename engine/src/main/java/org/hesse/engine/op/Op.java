package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;

/**
 * A differentiable function of arrays, known to the sweeps by two rules only.
 *
 * <p>Along a path the output is `y(ε) = f(x(ε))` and the Jacobian `J(ε) = f′(x(ε)) = J₀ + εJ₁ + ε²J₂`. `forward(k)`
 * gives `y_k`; `pull(j)` adds `J_jᵀȳ` to the adjoints of the inputs, J_j being what the ordinary pullback becomes with
 * Taylor coefficients in place of values. Three kinds carry nearly all ops: {@link Linear}, {@link Bilinear},
 * {@link Elementwise}. Ops are stateless and thread-safe; what `forward` keeps for `pull` goes into the frame's memo.
 */
public interface Op {
    /** The shape of the output; throws an IllegalArgumentException that names op and sizes if they clash. */
    int[] shape(int[]... inputs);

    /** Where the curvature of this op is born. */
    Birth birth();

    /** True if it can be applied to that many inputs. */
    default boolean takes(int inputs) { return inputs == 1; }

    /** Writes `y_k` from the inputs' coefficients 0..k; leaves it empty where it is a structural zero. */
    void forward(int k, Frame frame);

    /**
     * `x̄_i += J_jᵀ ȳ` for every input i.
     *
     * @param xbar one adjoint an input, null where none is wanted; the same one twice if an input comes twice
     */
    void pull(int j, Frame frame, Array ybar, Accumulator[] xbar);

    /** The op's name in messages, model files and traces: the class name in snake case. */
    default String name() { return snakeCase(getClass().getSimpleName()); }

    /** `BetaGelu` → `beta_gelu`, `Conv2d` → `conv2d`. */
    static String snakeCase(String camelCase) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && !Character.isUpperCase(camelCase.charAt(i - 1))) name.append('_');
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }
}
