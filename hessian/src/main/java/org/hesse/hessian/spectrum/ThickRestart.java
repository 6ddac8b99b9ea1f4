package org.hesse.hessian.spectrum;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.algebra.Vectors;

/**
 * Lanczos that starts again from its best Ritz vectors, `Q[n,m] → Q S`, for the k eigenvalues at one end (Wu,
 * Simon, 2000). The projection QᵀAQ is kept as computed, a small dense matrix. Not thread-safe.
 *
 * <p>A pair has converged where its residual is at most tolerance·‖A‖ (see {@link Eigenpairs}). One Krylov space holds
 * one vector of each eigenspace, and hardly more of a crowd of eigenvalues within the tolerance: when pairs have
 * converged, all k or one more of a crowd, the search goes on beside them from a random vector. It ends when that finds
 * none that belongs among the k, until its own first one has converged or is bounded away.
 */
public final class ThickRestart {
    /** The residuals that the projection tells are a little smaller than those computed in the end. */
    private static final double SAFETY = 0.5;
    /** Products from one look to the next, in a room that is larger than the smallest. */
    private static final int LOOK = 20;
    /** Beside k, the products that a second search takes at least. */
    private static final int NEW = 20;

    private final Operator a;
    private final int k;
    /** 1 for the largest, −1 for the smallest. */
    private final int sign;
    private final double tolerance;
    private final long seed;
    private final int room;

    private final Basis basis;
    private double[][] projection;
    /** Bounds of what is left out of A q_i by the projection and the next vector, a number for each vector kept. */
    private final double[] lost;
    private double[] next;
    /** The part of the last vector's product along the next. */
    private double coupling;
    /** Vectors that the last restart left: there are more within a cycle, and after one that was cancelled. */
    private int kept;
    /** The k values at the last random start but the first; null before. */
    private double[] found;
    private int draws;
    /** Pairs that had converged at the last random start, less those that others came before. */
    private int locked;
    /** Products at the last random start. */
    private int drawn;
    /** No eigenvalue lies further out. */
    private double bound;
    private int products;
    private double norm;
    private boolean isDone;

    /**
     * All that a later run needs to go on with the same bits: plain numbers, to be saved. Not to be changed; as
     * thread-safe as its arrays.
     *
     * @param basis the Ritz vectors kept, and as the last one the vector that the next product is of, if there is one
     * @param values of the Ritz vectors
     * @param lost what of the Ritz vectors' residuals is not along the next vector
     * @param found the k values that a second search started beside; empty before
     * @param draws random vectors so far
     * @param drawn products at the last of them
     * @param locked pairs that had converged then
     * @param norm the largest |Ritz value| so far
     */
    public record State(double[][] basis, double[] values, double[] lost, double[] found, int draws, int drawn,
            int locked, int products, double norm, boolean isDone) {}

    /** No product yet; see {@link Eigenpairs#largest}. */
    public ThickRestart(Operator a, int k, boolean largest, double tolerance, long seed) {
        this(a, k, largest, tolerance, seed, leastRoom(k));
    }

    /** The smallest room for k pairs, m = 2k + 20. */
    public static int leastRoom(int k) { return 2 * k + 20; }

    /**
     * The same with more room.
     *
     * @param room m, the vectors kept at a time, at least 2k + 20: with more, fewer products find eigenvalues in a
     *        crowd, as those near zero of a G of low rank are
     */
    public ThickRestart(Operator a, int k, boolean largest, double tolerance, long seed, int room) {
        int n = a.checkSquare("eigenpairs");
        if (k < 1 || k > n)
            throw new IllegalArgumentException("eigenpairs: " + k + " asked for, " + a + " has " + n);
        if (!(tolerance > 0))
            throw new IllegalArgumentException("eigenpairs: the tolerance is " + tolerance + ", not above 0");
        this.a = a;
        this.k = k;
        this.sign = largest ? 1 : -1;
        this.tolerance = tolerance;
        this.seed = seed;
        if (room < leastRoom(k))
            throw new IllegalArgumentException(
                    "eigenpairs: room for " + room + " vectors, " + k + " pairs need at least " + leastRoom(k));
        this.room = Math.min(n, room);
        projection = new double[this.room][this.room];
        lost = new double[this.room];
        basis = new Basis(n, this.room);
        bound = sign * Double.POSITIVE_INFINITY;
        draw();
    }

    /**
     * Says what is known of A: no eigenvalue lies beyond `bound`, above it or, in a search for the smallest, below.
     * Where all k pairs lie there, within the tolerance, none is looked for further out; returns this.
     */
    public ThickRestart within(double bound) {
        this.bound = bound;
        return this;
    }

    /** Goes on from a {@link #state()} of the same operator, k, end, tolerance and seed. */
    public static ThickRestart resume(Operator a, int k, boolean largest, double tolerance, long seed, State state) {
        return resume(a, k, largest, tolerance, seed, leastRoom(k), state);
    }

    /** The same with more room, as much as before. */
    public static ThickRestart resume(Operator a, int k, boolean largest, double tolerance, long seed, int room,
            State state) {
        ThickRestart restart = new ThickRestart(a, k, largest, tolerance, seed, room);
        restart.take(state);
        return restart;
    }

    private void take(State state) {
        kept = state.values.length;
        int vectors = state.basis.length;
        // What filled the whole space and is done has no vector to go on with.
        boolean isWhole = state.isDone && vectors == kept;
        if (vectors != (isWhole ? kept : kept + 1) || state.lost.length != kept || vectors > room
                || (state.found.length > 0 && state.found.length != k))
            throw new IllegalArgumentException("eigenpairs: a state of " + kept + " values, " + state.lost.length
                    + " of what was lost, " + state.found.length + " found and " + vectors + " vectors, for " + k
                    + " pairs of " + a.rows());
        for (double[] v : state.basis) Vectors.check("eigenpairs", "a vector of the state", a.rows(), v);
        for (int i = 0; i < kept; i++) {
            basis.add(state.basis[i].clone());
            projection[i][i] = state.values[i];
            lost[i] = state.lost[i];
        }
        next = isWhole ? null : state.basis[kept].clone();
        found = state.found.length == 0 ? null : state.found.clone();
        draws = state.draws;
        locked = state.locked;
        drawn = state.drawn;
        products = state.products;
        norm = state.norm;
        isDone = state.isDone;
    }

    /**
     * A copy of all there is, between two restarts.
     *
     * @throws IllegalStateException within a cycle, or after one that was cancelled: the next one ends it
     */
    public State state() {
        if (basis.size() != kept)
            throw new IllegalStateException("eigenpairs: a state within a cycle, " + basis.size()
                    + " vectors, the last restart left " + kept);
        double[][] vectors = Arrays.copyOf(basis.toArrays(), next == null ? kept : kept + 1);
        if (next != null) vectors[kept] = next.clone();
        double[] values = IntStream.range(0, kept).mapToDouble(i -> projection[i][i]).toArray();
        return new State(vectors, values, Arrays.copyOf(lost, kept), found == null ? new double[0] : found.clone(),
                draws, drawn, locked, products, norm, isDone);
    }

    /** Products so far, without those of the residuals that {@link #pairs} computes. */
    public int products() { return products; }

    /**
     * Products until the room is full or the pairs are found, and a restart. After one that `progress` cancelled, or
     * that ended in an exception of the operator, it goes on where that was, to the same bits.
     *
     * @param budget of all products, the k of the residuals in the end among them; at least 2k
     * @return true if another can follow: false where the pairs are found or the budget has ended
     */
    public boolean cycle(int budget, Progress progress) {
        if (budget < 2 * k)
            throw new IllegalArgumentException("eigenpairs: a budget of " + budget + " products, " + k
                    + " pairs need at least " + 2 * k);
        boolean isOpen = basis.size() > kept;
        if (isDone || (!isOpen && products + k >= budget)) return false;
        boolean isFull = isOpen && isFull();
        while (!isFull && products + k < budget) {
            coupling = step();
            progress.report(products, budget);
            isFull = isFull();
        }
        Ritz ritz = Ritz.of(projection, basis.size(), sign, coupling, lost);
        norm = Math.max(norm, ritz.norm());
        // Of fewer products than k a new start could leave fewer than k vectors.
        restart(ritz, products + 2 * k <= budget);
        return !isDone && products + k < budget;
    }

    private boolean isFull() { return next == null || basis.size() == room || isEnough(); }

    /** True if what is there makes a restart end a search: looked at from time to time, as it takes O(m³). */
    private boolean isEnough() {
        int m = basis.size();
        if (m < leastRoom(k) || (m - leastRoom(k)) % LOOK != 0) return false;
        Ritz ritz = Ritz.of(projection, m, sign, coupling, lost);
        double enough = SAFETY * tolerance * Math.max(norm, ritz.norm());
        return ritz.converged(k, enough).length == k && (isNew(ritz, enough) || isLast(ritz, enough));
    }

    private boolean isNew(Ritz ritz, double enough) { return found == null || ritz.outdoes(found, sign, enough); }

    /** True if no eigenvalue can belong among the k pairs found, by the known bound or by a second search. */
    private boolean isLast(Ritz ritz, double enough) {
        if (sign * (bound - ritz.values()[k - 1]) <= enough) return true;
        return !isNew(ritz, enough) && products - drawn >= k + NEW && ritz.bounded(k, sign, enough);
    }

    /** Takes the next vector in; returns the part of its product that leads out. */
    private double step() {
        int j = basis.size();
        double[] w = a.apply(next);
        products++;
        Vectors.checkFinite(a, w);
        double length = Vectors.norm(w);
        if (!Double.isFinite(length))
            throw new ArithmeticException("eigenpairs: product " + products + " has length " + length);
        basis.add(next);
        double[] c = new double[j + 1];
        basis.project(w, c);
        for (int i = 0; i <= j; i++) {
            projection[i][j] = c[i];
            projection[j][i] = c[i];
        }
        double rest = Vectors.norm(w);
        boolean isClosed = rest <= Basis.ROUND_OFF * Math.max(norm, length) || basis.size() == a.rows();
        lost[j] = isClosed ? rest : 0;
        if (isClosed) {
            draw();
            return 0;
        }
        Vectors.divide(w, rest);
        next = w;
        return rest;
    }

    /** A random vector to go on with, if there is anything left to find. */
    private void draw() { next = basis.size() == a.rows() ? null : basis.random(seed, draws++); }

    /**
     * In a crowd of eigenvalues a Krylov space holds one vector of them all, found as soon as any; so when a pair has
     * converged whose neighbour is no vector of its own, the search for the others starts anew beside it, too.
     */
    private void restart(Ritz ritz, boolean mayStart) {
        // Two thirds of the room are left for new vectors.
        int old = (room - k) / 3;
        double enough = SAFETY * tolerance * norm;
        boolean isWhole = next == null;
        int[] converged = ritz.converged(k, isWhole ? Double.POSITIVE_INFINITY : enough);
        int most = Math.min(old, ritz.size() - k);
        boolean isFound = converged.length == k;
        isDone = isWhole || (isFound && isLast(ritz, enough));
        boolean isCrowd = !isFound && mayStart && converged.length > locked && ritz.isCrowded(k, enough);
        boolean again = !isDone && (isFound ? isNew(ritz, enough) : isCrowd);
        locked = again ? converged.length : Math.min(locked, converged.length);
        if (again && isFound) found = Arrays.copyOf(ritz.values(), k);
        if (isDone) keep(ritz, converged, false);
        else if (again) keep(ritz, ritz.with(converged, ritz.known(most, enough)), true);
        else {
            int far = ritz.known(most / 2, enough);
            keep(ritz, ritz.with(IntStream.range(0, Math.min(ritz.size() - far, k + old - far)).toArray(), far), false);
        }
    }

    /** @param again true to go on from a random vector: what the next vector had is lost then */
    private void keep(Ritz ritz, int[] places, boolean again) {
        basis.rotate(IntStream.of(places).mapToObj(i -> ritz.s()[i]).toArray(double[][]::new));
        kept = places.length;
        projection = new double[room][room];
        double[] left = again ? ritz.residuals() : ritz.lost();
        for (int i = 0; i < kept; i++) {
            projection[i][i] = ritz.values()[places[i]];
            lost[i] = left[places[i]];
        }
        if (!again) return;
        drawn = products;
        draw();
    }

    /** The k pairs as they are after the last restart, by k more products for their residuals, several in a sweep. */
    public Eigenpairs pairs() {
        if (kept < k) throw new IllegalStateException("eigenpairs: " + kept + " vectors, no cycle yet");
        double[] values = IntStream.range(0, k).mapToDouble(i -> projection[i][i]).toArray();
        double[][] vectors = Arrays.copyOf(basis.toArrays(), k);
        return Eigenpairs.of(a, values, vectors, tolerance * norm, products, seed, isDone);
    }
}
