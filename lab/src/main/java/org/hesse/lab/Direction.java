package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hesse.engine.array.Layout;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Probes;
import org.hesse.nn.file.Weights;

/**
 * What `--direction` names: `random`, standard normal by a seed; `gradient`, ∇L at θ; else a file with one array for
 * each parameter. Immutable.
 */
record Direction(String name) {
    static final String RANDOM = "random";
    static final String GRADIENT = "gradient";

    /** The file, if it is one. */
    Optional<Path> file() {
        return name.equals(RANDOM) || name.equals(GRADIENT) ? Optional.empty() : Optional.of(Path.of(name));
    }

    boolean isRandom() { return name.equals(RANDOM); }

    /**
     * v in the layout; null for the gradient, which is known only {@linkplain #at at the point}.
     *
     * @param ties other names that parameters may have in the file, see {@link org.hesse.nn.Model#ties}
     */
    double[] read(Layout layout, Map<String, String> ties, long seed) throws IOException {
        if (file().isPresent()) return Weights.read(file().get(), layout, ties);
        if (!isRandom()) return null;
        double[] v = new double[layout.size()];
        Probes.gaussian(seed, 0, v);
        return v;
    }

    /** What was {@linkplain #read read}, or else the gradient. */
    static double[] at(Curvature curvature, double[] read) { return read != null ? read : curvature.gradient(); }
}
