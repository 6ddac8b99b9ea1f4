package org.hesse.kernels.vector;

/** One thread's workspaces for convolutions, which grow as needed and are kept. */
final class Room {
    private static final ThreadLocal<Room> OWN = ThreadLocal.withInitial(Room::new);

    /** An image as its {@link Field} says. */
    double[] field = {};
    /** The results of a band of rows, or the panels of ȳ that weights meet. */
    double[] band = {};
    /** A block of a tile's columns of B, and of its rows of A, each with a step for what {@link Patches} overrun. */
    final double[] columns = new double[(Packed.DEPTH + 1) * MicroKernel.COLUMNS];
    final double[] rows = new double[(Packed.DEPTH + 1) * MicroKernel.STRIDE];
    final Patches patches = new Patches();

    /** What a tile starts at where nothing was summed before. */
    final View zeros = new View();
    /** Where a tile's results go. */
    final View results = new View();

    private Room() { zeros.aim(new double[MicroKernel.COLUMNS], 0, 0, false); }

    /** That of the current thread. */
    static Room own() { return OWN.get(); }

    double[] field(int size) {
        field = atLeast(size, field);
        return field;
    }

    double[] band(int size) {
        band = atLeast(size, band);
        return band;
    }

    static double[] atLeast(int size, double[] x) { return x.length < size ? new double[size] : x; }

    static int[] atLeast(int size, int[] x) { return x.length < size ? new int[size] : x; }
}
