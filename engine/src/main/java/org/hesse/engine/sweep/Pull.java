package org.hesse.engine.sweep;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Frame;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The reverse sweep: any set of channels in one pass, `c̄ = J₀ᵀc̄ + Σ J_jᵀs̄` from the loss back to the parameters.
 *
 * <p>What each node does for each channel is listed once, when the pull is made; running it allocates nothing. Channels
 * that only feed others compute no parameter products. Adjoints of all channels and directions that one op passes on go
 * through it together where it can do so ({@link org.hesse.engine.op.Stackable}). Not thread-safe.
 */
public final class Pull {
    /**
     * `x̄ += J_jᵀ s̄`: one term of one channel at one node, for one direction. What it refers to changes with every
     * run; not thread-safe.
     *
     * @param term with j = 0 and the channel itself as its source where an adjoint is only passed on
     * @param frame what the op sees on the term's path
     * @param ybar s̄, the source's adjoint of the node
     * @param xbar the channel's adjoints of the node's inputs, null where none is wanted
     */
    public record Step(int lane, Channel channel, Channel.Term term, Var node, Frame frame, Accumulator ybar,
            Accumulator[] xbar) {
        /** True if its lane holds a direction and is one of that group of so many. */
        boolean isOf(int active, int group, int groups) { return lane < active && lane % groups == group; }

        /** True if it wants adjoints of the same inputs as another one at its node. */
        boolean wantsAs(Step other) {
            boolean same = true;
            for (int i = 0; i < xbar.length; i++) same &= (xbar[i] == null) == (other.xbar[i] == null);
            return same;
        }

        /** True if nothing is wanted of it. */
        boolean isIdle() {
            for (Accumulator bar : xbar) if (bar != null) return false;
            return true;
        }

        void run(Consumer<Step> observer) {
            if (ybar.isEmpty()) return;
            node.op().pull(term.j(), frame, ybar.value(), xbar);
            if (observer != null) observer.accept(this);
        }
    }

    private final Point point;
    private final Push push;
    private final int lanes;
    /** One a lane; the gradient channel, which all directions have in common, has the same one in every lane. */
    private final Map<Channel, Adjoints[]> adjoints = new LinkedHashMap<>();
    private final List<Channel> wanted;
    /** What is left at the parameters, lane by lane. */
    private final Adjoints[][] read;
    private final Schedule schedule;
    private final Groups sweep = new Groups(this::sweep);
    private Consumer<Step> observer;

    /**
     * A sweep that leaves the given channels at the parameters, for as many directions as were pushed.
     *
     * @throws IllegalStateException if one tells model from loss and the recording has no output mark
     * @throws IllegalArgumentException if one needs jets of a higher order than are pushed
     */
    public Pull(Push push, Channel... wanted) {
        this(push.point(), push, List.of(wanted), Adjoints.gradient(push.point(), false, true));
        if (this.wanted.contains(Channel.GRADIENT)) adjoints.get(Channel.GRADIENT)[0].into(gradient(point));
        else adjoints(point);
    }

    private Pull(Point point, Push push, List<Channel> wanted, Adjoints first) {
        this.point = point;
        this.push = push;
        this.lanes = push == null ? 1 : push.lanes();
        this.wanted = wanted;
        Adjoints[] gradient = new Adjoints[lanes];
        Arrays.fill(gradient, first);
        adjoints.put(Channel.GRADIENT, gradient);
        for (Channel channel : wanted) include(channel, wanted);
        schedule = new Schedule(point, push, lanes, adjoints);
        read = new Adjoints[lanes][];
        for (int l = 0; l < lanes; l++) {
            int lane = l;
            read[l] = wanted.stream().filter(schedule::isSwept).map(c -> adjoints.get(c)[lane])
                    .toArray(Adjoints[]::new);
        }
    }

    /**
     * ∇L, by the gradient channel alone; computed once for a point, which keeps it and all its adjoints ā.
     *
     * @throws NonFiniteException naming the first node whose adjoint is infinite or NaN
     */
    public static double[] gradient(Point point) { return gradient(point, null); }

    /** The same, observed as by {@link #observe}; nothing is swept, nor seen, where the point has its gradient. */
    public static double[] gradient(Point point, Consumer<Step> observer) {
        if (point.gradient() != null) return point.gradient();
        double[] gradient = point.pool().shelf(point.layout().size()).take();
        try {
            Pull pull = pullGradient(point, Adjoints.gradient(point, true, !hasAdjoints(point)));
            pull.into(Channel.GRADIENT, gradient);
            pull.observe(observer);
            pull.run();
            checkFinite(point, gradient);
        } catch (RuntimeException | Error e) {
            forget(point);
            point.pool().shelf(gradient.length).give(gradient);
            throw e;
        }
        point.keepGradient(gradient);
        return gradient;
    }

    /** The adjoints ā of inner nodes alone: all that other channels are fed with, a product less a layer than ∇L. */
    static void adjoints(Point point) {
        if (hasAdjoints(point)) return;
        try {
            pullGradient(point, Adjoints.gradient(point, false, true)).run();
        } catch (RuntimeException | Error e) {
            forget(point);
            throw e;
        }
    }

    private static Pull pullGradient(Point point, Adjoints adjoints) {
        Pull pull = new Pull(point, null, List.of(Channel.GRADIENT), adjoints);
        if (!hasAdjoints(point)) point.lossNode().adjoint().add().set(0, 1);
        return pull;
    }

    private static boolean hasAdjoints(Point point) { return !point.lossNode().adjoint().isEmpty(); }

    private static void forget(Point point) {
        for (Var node : point.nodes()) node.adjoint().release();
    }

    /**
     * Whom the next runs show each step that added something, right after it did; null for nobody. Directions in
     * several lanes may be shown by several threads. What a step refers to is the sweep's own: to be read, not kept.
     */
    public void observe(Consumer<Step> observer) { this.observer = observer; }

    /** Where the next runs leave a wanted channel, instead of in a vector of the pull's own. */
    public void into(Channel channel, double[] vector) { into(0, channel, vector); }

    /** The same for one of several directions. */
    public void into(int lane, Channel channel, double[] vector) {
        point.layout().check(channel.name(), vector);
        if (!schedule.isSwept(channel))
            throw new IllegalArgumentException(channel + ": it lies with the point already");
        adjoints(channel)[lane].into(vector);
    }

    /** The channel at the parameters as the last run left it; overwritten by the next one. */
    public double[] result(Channel channel) { return result(0, channel); }

    /** The same of one of several directions. */
    public double[] result(int lane, Channel channel) { return adjoints(channel)[lane].result(); }

    /** Pulls all channels once, along the directions last pushed. */
    public void run() {
        point.nodes();
        int active = push == null ? 1 : push.directions();
        checkTargets(active);
        // A gradient that failed has taken them with it.
        if (push != null) adjoints(point);
        for (int l = 0; l < active; l++) for (Adjoints channel : read[l]) channel.begin(point.layout().size());
        try {
            sweep.over(active);
        } catch (RuntimeException | Error e) {
            schedule.release();
            throw e;
        }
        for (int l = 0; l < active; l++) for (Adjoints channel : read[l]) channel.end();
    }

    private void sweep(int active, int group, int groups) {
        schedule.run(active, group, groups, observer);
    }

    /** One channel would overwrite another, or a direction that it is pulled along. */
    private void checkTargets(int active) {
        if (push != null) push.direction(0);
        for (int l = 0; l < active; l++)
            for (int i = 0; i < read[l].length; i++)
                if (read[l][i].result() != null && isTaken(read[l][i].result(), l, i, active))
                    throw new IllegalArgumentException(wanted + ": one would overwrite a direction or another");
    }

    private boolean isTaken(double[] target, int lane, int place, int active) {
        boolean taken = false;
        for (int l = 0; l < active; l++) {
            taken |= push != null && target == push.direction(l);
            for (int i = 0; i < read[l].length; i++)
                taken |= (l < lane || (l == lane && i < place)) && target == read[l][i].result();
        }
        return taken;
    }

    private Adjoints[] adjoints(Channel channel) {
        if (!wanted.contains(channel)) throw new IllegalArgumentException(channel + ": this pull has " + wanted);
        return adjoints.get(channel);
    }

    /** Adds a channel after those that feed it. */
    private void include(Channel channel, List<Channel> wanted) {
        if (adjoints.containsKey(channel)) return;
        if (channel.split() && point.output() == null)
            throw new IllegalStateException(
                    channel + ": the recording has no output(z) that tells the model from the loss");
        if (channel.order() > push.order())
            throw new IllegalArgumentException(
                    channel + ": needs jets of order " + channel.order() + ", pushed were " + push.order());
        if (channel.bends() && !push.bends())
            throw new IllegalArgumentException(
                    channel + ": needs second coefficients in the model, they were not pushed");
        for (Channel.Term term : channel.terms()) include(term.source(), wanted);
        boolean isRead = wanted.contains(channel);
        adjoints.put(channel,
                Stream.generate(() -> Adjoints.of(point, isRead)).limit(lanes).toArray(Adjoints[]::new));
    }

    private static void checkFinite(Point point, double[] g) {
        if (Double.isFinite(point.kernels().dot(g.length, g, 0, g, 0))) return;
        for (int i = point.nodes().size() - 1; i >= 0; i--) {
            Var node = point.nodes().get(i);
            Array a = node.parameter() != null ? node.parameter().of(g) : node.adjoint().value();
            for (int e = 0; a != null && e < a.size(); e++)
                if (!Double.isFinite(a.get(e)))
                    throw new NonFiniteException("gradient: the first non-finite adjoint is that of " + node + "[" + e
                            + "] = " + a.get(e));
        }
    }
}
