package org.hesse.hessian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Array;

/**
 * The outputs z of all parts of an objective, one part after the other, and the loss as a function of them:
 * `L = Σ_i w_i ℓ_i(z_i)`. Taken once. Not thread-safe.
 */
final class Outputs {
    /** Part i: numbers `from` to `from + size` of z, `examples` of them along its first axis. */
    record Part(double weight, int from, int size, int examples, OutputLoss loss) {}

    private final List<Part> parts = new ArrayList<>();
    /** Of part 0's. */
    private int[] shape;
    private int size;
    private int examples;

    /** @param caller the method that needs them, for messages */
    Outputs(String caller, Products products) {
        products.forEach((i, weight, sweeps) -> add(weight, OutputLoss.of(caller, sweeps.point())));
    }

    private void add(double weight, OutputLoss loss) {
        Array z = loss.outputs();
        int n = z.rank() == 0 ? 1 : z.dim(0);
        int[] own = z.rank() == 0 ? new int[] {1} : z.shape();
        if (shape == null) shape = own;
        if (!Arrays.equals(own, 1, own.length, shape, 1, shape.length))
            throw new IllegalArgumentException("outputs: those of part " + parts.size() + " have shape "
                    + Array.text(own) + ", those of part 0 " + Array.text(shape) + ": they are not of one model");
        parts.add(new Part(weight, size, z.size(), n, loss));
        size += z.size();
        examples += n;
    }

    List<Part> parts() { return parts; }

    /** The length of all z. */
    int size() { return size; }

    /** n, the examples along the first axis of z, over all parts. */
    int examples() { return examples; }

    /** K, the outputs of one example. */
    int width() { return examples == 0 ? 0 : size / examples; }

    /** z[n, …], a copy. */
    Array values() {
        double[] z = new double[size];
        for (Part part : parts) System.arraycopy(part.loss.z(), 0, z, part.from, part.size);
        int[] all = shape.clone();
        all[0] = examples;
        return Array.of(z, all);
    }

    /** `r = ∂L/∂z`, weights included. */
    double[] residual() {
        double[] r = new double[size];
        for (Part part : parts)
            try (Curvature curvature = part.loss.curvature()) {
                put(part, curvature.gradient(), r);
            }
        return r;
    }

    static void put(Part part, double[] gradient, double[] r) {
        for (int i = 0; i < part.size; i++) r[part.from + i] = part.weight * gradient[i];
    }
}
