package org.hesse.lab.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One thing that is timed. Immutable.
 *
 * @param directions that one call computes
 * @param call allocates no more than its caller would have to
 */
public record Entry(String name, int directions, Consumer<Workbench> call) {
    private Entry(String name, Consumer<Workbench> call) { this(name, 1, call); }

    /** All there are, the gradient first; those of several directions only if there are several. */
    public static List<Entry> all(int lanes) {
        List<Entry> all = new ArrayList<>(List.of(new Entry("gradient", Workbench::gradient),
                new Entry("hessian", Workbench::hessian), new Entry("hessian_stored", Workbench::hessianStored),
                new Entry("gauss_newton_stored", Workbench::gaussNewtonStored), new Entry("split", Workbench::split),
                new Entry("split_stored", Workbench::splitStored), new Entry("quadratic", Workbench::quadratic),
                new Entry("quadratic_stored", Workbench::quadraticStored)));
        if (lanes > 1) all.add(new Entry("split_stored_lanes", lanes, Workbench::splitStoredLanes));
        if (lanes > 1) all.add(new Entry("split_stored_singles", lanes, Workbench::splitStoredSingles));
        return all;
    }
}
