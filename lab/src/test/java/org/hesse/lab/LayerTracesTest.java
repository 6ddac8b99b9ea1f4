package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Term;
import org.hesse.hessian.estimate.BlockTraces;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTracesTest {
    @TempDir
    private Path directory;

    private RunState state() throws IOException {
        return RunState.of(directory.resolve("s.npz"), Map.of("a", "b"), false);
    }

    private static Map<Term, BlockTraces> traces(RunState state) throws IOException {
        Model model = Model.mlp(3, List.of(4), 2, new Gelu(), new SoftmaxCrossEntropy());
        Array x = Array.of(new double[] {1, -2, 0.5, 0, 3, -1}, 2, 3);
        try (Curvature curvature = Curvature.at(model.objective(x, Array.of(new double[] {0, 1}, 2)),
                model.initialize(0));
                Products bar = new Products(new ProgressLine("", 1, new PrintWriter(Writer.nullWriter()), true))) {
            return new LayerTraces(5, 7).of(curvature, Terms.USUAL, curvature.layout(), state, bar);
        }
    }

    /** A run that goes on has the same numbers, and they are those of the state. */
    @Test
    void areTakenFromTheState() throws IOException {
        Map<Term, BlockTraces> first = traces(state());
        assertEquals(traces(RunState.none()), first);
        RunState again = state();
        assertEquals(first, traces(again));
        double[] samples = again.get("trace/nme").orElseThrow();
        assertEquals(4 * 5, samples.length, "five probes of four parameters");
        samples[0] += 1000;
        again.put("trace/nme", samples);
        assertEquals(first.get(Term.NME).total().estimate() + 200, traces(again).get(Term.NME).total().estimate(),
                1e-12 * 200);
    }

    /** After any number of probes, those that are left are the same to the bit. */
    @Test
    void probesThatAreLeftAreThoseOfAWholeRun() throws IOException {
        Map<Term, BlockTraces> whole = traces(RunState.none());
        RunState full = state();
        traces(full);
        for (int kept = 0; kept < 5; kept++) {
            for (Term term : Terms.USUAL) {
                double[] all = full.get("trace/" + term.label()).orElseThrow();
                int count = all.length / 4;
                double[] some = new double[4 * kept];
                for (int b = 0; b < 4; b++) System.arraycopy(all, b * count, some, b * kept, kept);
                full.put("trace/" + term.label(), some);
            }
            assertEquals(whole, traces(full), kept + " probes kept");
        }
    }
}
