package org.hesse.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.op.Birth;
import org.hesse.engine.op.Stackable;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * What a {@link Pull} does at each node for each channel and lane, listed once; running it allocates nothing. Adjoints
 * that are only passed on by a {@link Stackable} op are so together. Not thread-safe.
 */
final class Schedule {
    private final Push push;
    private final int lanes;
    private final Map<Channel, Adjoints[]> adjoints;
    /** By node: the passing steps of a stackable op, those apart that want adjoints of other inputs. */
    private final Pull.Step[][][] stacks;
    /** By node: all other steps. */
    private final Pull.Step[][] steps;
    /** By lane and node: the adjoints that nobody needs once the node is done. */
    private final Accumulator[][][] done;

    /** @param push null for the gradient channel alone, which is then among those to be swept */
    Schedule(Point point, Push push, int lanes, Map<Channel, Adjoints[]> adjoints) {
        this.push = push;
        this.lanes = lanes;
        this.adjoints = adjoints;
        int nodes = point.nodes().size();
        stacks = new Pull.Step[nodes][][];
        steps = new Pull.Step[nodes][];
        done = new Accumulator[lanes][nodes][];
        for (Var node : point.nodes()) list(node);
    }

    private void list(Var node) {
        int id = node.id();
        boolean isComputed = node.op() != null && node.isActive();
        List<Pull.Step> list = isComputed ? steps(node) : List.of();
        List<List<Pull.Step>> together = new ArrayList<>();
        List<Pull.Step> others = new ArrayList<>();
        for (Pull.Step step : list) {
            if (node.op() instanceof Stackable && step.term().j() == 0) stack(together, step);
            else others.add(step);
        }
        stacks[id] = together.stream().map(s -> s.toArray(Pull.Step[]::new)).toArray(Pull.Step[][]::new);
        steps[id] = others.toArray(Pull.Step[]::new);
        for (int l = 0; l < lanes; l++) done[l][id] = isComputed ? bars(l, node) : new Accumulator[0];
    }

    private static void stack(List<List<Pull.Step>> together, Pull.Step step) {
        for (List<Pull.Step> stack : together)
            if (stack.get(0).wantsAs(step)) {
                stack.add(step);
                return;
            }
        together.add(new ArrayList<>(List.of(step)));
    }

    /** Term by term, and each for all lanes before the next: what it reads of the point is then read once. */
    private List<Pull.Step> steps(Var node) {
        List<Pull.Step> list = new ArrayList<>();
        adjoints.forEach((channel, to) -> {
            if (!isSwept(channel)) return;
            for (int l = 0; l < lanes; l++)
                list.add(new Pull.Step(l, channel, channel.passing(), node, node.frame(), to[l].bar(node),
                        to[l].ofInputs(node)));
            if (node.op().birth() != Birth.NONE) addBirths(list, node, channel, to);
        });
        list.removeIf(Pull.Step::isIdle);
        return list;
    }

    private void addBirths(List<Pull.Step> list, Var node, Channel channel, Adjoints... to) {
        for (Channel.Term term : channel.terms()) {
            if (!term.where().test(node)) continue;
            Adjoints[] from = adjoints.get(term.source());
            for (int l = 0; l < lanes; l++)
                list.add(new Pull.Step(l, channel, term, node, push.frame(l, node, term.path()), from[l].bar(node),
                        to[l].ofInputs(node)));
        }
    }

    /** With a push, the gradient channel is a source that the point has already. */
    boolean isSwept(Channel channel) { return push == null || !channel.equals(Channel.GRADIENT); }

    /** All of a node's adjoints but ā, which stays with the point. */
    private Accumulator[] bars(int lane, Var node) {
        return adjoints.entrySet().stream().filter(entry -> !entry.getKey().equals(Channel.GRADIENT))
                .map(entry -> entry.getValue()[lane].bar(node))
                .toArray(Accumulator[]::new);
    }

    /** From the last node to the first, the lanes of one group; observed, each step is taken by itself. */
    void run(int active, int group, int groups, Consumer<Pull.Step> observer) {
        for (int i = steps.length - 1; i >= 0; i--) {
            for (Pull.Step[] stack : stacks[i]) {
                if (observer == null && stack.length > 1) Stack.own().pull(stack, active, group, groups);
                else run(stack, active, group, groups, observer);
            }
            run(steps[i], active, group, groups, observer);
            for (int l = group; l < lanes; l += groups) for (Accumulator bar : done[l][i]) bar.release();
        }
    }

    private static void run(Pull.Step[] steps, int active, int group, int groups, Consumer<Pull.Step> observer) {
        for (Pull.Step step : steps) if (step.isOf(active, group, groups)) step.run(observer);
    }

    /** After a failure: the next run must not add to what this one left. */
    void release() {
        for (Accumulator[][] lane : done) for (Accumulator[] bars : lane) for (Accumulator bar : bars) bar.release();
    }
}
