package org.hesse.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The classes of the preferred vectors. A cast to one costs nothing and tells the compiler what it cannot see: the
 * class of a sum that a loop has left, and of bits taken for other numbers. Stateless.
 *
 * <p>It calls nothing on a vector of unknown class without a guard. Where guards failed often while classes were
 * warming up, by chance and in methods that all vectors share, it no longer trusts them, and makes objects of vectors.
 */
final class Exact {
    @SuppressWarnings("unchecked")
    static final Class<DoubleVector> DOUBLES = (Class<DoubleVector>) (Class<?>) DoubleVector.SPECIES_PREFERRED
            .vectorType();
    @SuppressWarnings("unchecked")
    static final Class<LongVector> LONGS = (Class<LongVector>) (Class<?>) LongVector.SPECIES_PREFERRED.vectorType();

    private Exact() {}
}
