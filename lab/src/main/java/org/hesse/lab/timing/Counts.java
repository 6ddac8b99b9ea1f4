package org.hesse.lab.timing;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;

/**
 * What one call of an entry takes, counted. Immutable.
 *
 * @param gemms matrix products
 * @param multiplyAdds in them
 * @param peakBytes of the buffers in use at once, those of a stored point among them
 */
public record Counts(long gemms, long multiplyAdds, long peakBytes) {
    /** Runs the entry apart, its buffers in a pool of its own; the process then has its kernels again. */
    public static Counts of(Entry entry, RandomCase at) {
        Kernels kernels = Providers.kernels();
        CountingKernels counting = new CountingKernels(kernels);
        Pool pool = new Pool();
        Providers.use(counting.kernels());
        try (Workbench bench = new Workbench(at.objective(pool), at.theta(), at.v())) {
            entry.call().accept(bench);
            // The first call may have had to store a point.
            counting.clear();
            entry.call().accept(bench);
        } finally {
            Providers.use(kernels);
        }
        return new Counts(counting.gemms(), counting.multiplyAdds(), Double.BYTES * pool.mostInUse());
    }
}
