package org.hesse.engine.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Segment;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

/** What an observer sees is the whole sweep: its steps alone give the result again, to the last bit. */
class ObservedSweepTest {
    private final Map<Channel, double[]> replayed = new HashMap<>();
    private final Map<String, Accumulator> parameters = new HashMap<>();
    private final List<Pull.Step> seen = new ArrayList<>();

    /** The step's own rule once more, into the parameters' part of a vector of ours. */
    private void replay(Pull.Step step) {
        seen.add(step);
        List<Var> inputs = step.node().inputs();
        Accumulator[] xbar = new Accumulator[inputs.size()];
        for (int i = 0; i < xbar.length; i++)
            if (inputs.get(i).parameter() != null) xbar[i] = ours(step.channel(), inputs.get(i).parameter());
        step.node().op().pull(step.term().j(), step.frame(), step.ybar().value(), xbar);
    }

    private Accumulator ours(Channel channel, Segment parameter) {
        double[] vector = replayed.computeIfAbsent(channel, c -> new double[TwoLayers.LAYOUT.size()]);
        return parameters.computeIfAbsent(channel + parameter.name(), n -> {
            Accumulator sum = Accumulator.segment(parameter);
            sum.aim(vector, false);
            return sum;
        });
    }

    @Test
    void theStepsGiveTheResultAgain() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 2)) {
            double[] v = TwoLayers.direction(2);
            push.along(v);
            double[] gradient = Pull.gradient(point, this::replay);
            assertArrayEquals(gradient, replayed.get(Channel.GRADIENT));
            Pull pull = new Pull(push, TwoLayers.ALL);
            pull.observe(this::replay);
            pull.run();
            for (Channel channel : TwoLayers.ALL)
                assertArrayEquals(pull.result(channel), replayed.get(channel), channel.name());
            assertTrue(seen.size() > TwoLayers.ALL.length, "steps: " + seen.size());
        }
    }

    /** What goes through an op together has the bits that it has step by step, as an observer sees it. */
    @Test
    void nobodyIsNeededForTheSameBits() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 2, 2)) {
            push.along(TwoLayers.direction(2), TwoLayers.direction(3));
            Pull pull = new Pull(push, TwoLayers.ALL);
            pull.observe(seen::add);
            pull.run();
            double[][][] observed = {TwoLayers.everything(0, push, pull), TwoLayers.everything(1, push, pull)};
            pull.observe(null);
            pull.run();
            for (int l = 0; l < 2; l++) assertArrayEquals(observed[l], TwoLayers.everything(l, push, pull));
        }
    }

    /** J₀ᵀ passes a channel's own adjoint on; curvature comes from another's, and only where the channel says. */
    @Test
    void aStepSaysWhichTermOfWhichChannelItIs() {
        try (Point point = TwoLayers.record(true); Push push = new Push(point, 1)) {
            push.along(TwoLayers.direction(2));
            Pull pull = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME);
            pull.observe(this::replay);
            pull.run();
        }
        for (Pull.Step step : seen) {
            boolean passed = step.term().j() == 0;
            assertEquals(passed ? step.channel() : Channel.GRADIENT, step.term().source());
            assertTrue(passed || step.node().isLoss() == step.channel().equals(Channel.GAUSS_NEWTON),
                    step.channel() + " at " + step.node());
        }
    }

    /** The point keeps its gradient: nothing is swept a second time. */
    @Test
    void aGradientThatIsThereIsNotSwept() {
        try (Point point = TwoLayers.record(true)) {
            Pull.gradient(point, seen::add);
            int once = seen.size();
            Pull.gradient(point, seen::add);
            assertEquals(once, seen.size());
            // Loss, second affine, tanh, first affine and the curved part of the loss: each active op, once.
            assertEquals(5, once);
        }
    }
}
