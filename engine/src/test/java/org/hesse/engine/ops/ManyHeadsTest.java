package org.hesse.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Workers;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

/** So many heads that threads share them: what each makes has the bits that it has alone. */
class ManyHeadsTest {
    private static final int N = 16;
    private static final int T = 32;
    private static final int D = 64;
    private static final int HEADS = 4;

    private final double[] q = new Random(1).doubles(N * T * D, -1, 1).toArray();
    private final double[] k = new Random(2).doubles(N * T * D, -1, 1).toArray();

    @Test
    void anExamplesBitsDependOnNeitherThreadsNorOtherExamples() {
        int before = Workers.shared().threads();
        try {
            for (boolean causal : new boolean[] {false, true}) {
                double[] alone = new double[N * T * D];
                for (int i = 0; i < N; i++) System.arraycopy(mix(causal, i, 1), 0, alone, i * T * D, T * D);
                for (int threads = 1; threads <= 4; threads++) {
                    Workers.shared().threads(threads);
                    assertArrayEquals(alone, mix(causal, 0, N), "causal " + causal + ", threads " + threads);
                }
            }
        } finally {
            Workers.shared().threads(before);
        }
    }

    /** `(Q_h K_hᵀ) K_h` of some examples. */
    private double[] mix(boolean causal, int from, int n) {
        Tape tape = new Tape(Layout.builder().add("none", 1, 1).build(), new double[1], 0);
        Var left = tape.constant(Array.view(q, from * T * D, n, T, D));
        Var right = tape.constant(Array.view(k, from * T * D, n, T, D));
        Var scores = tape.apply(new AttentionScores(HEADS, causal), left, right);
        double[] y = tape.apply(new AttentionMix(HEADS, causal), scores, right).value().toArray();
        assertEquals(n * T * D, y.length);
        return y;
    }
}
