package org.hesse.testkit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hesse.engine.jet.Jet;
import org.hesse.engine.op.Birth;
import org.junit.jupiter.api.Assertions;

/** The law that curvature is born where the op says: J₁ and J₂ vanish, or J₁ within one input does, or neither. */
final class Births {
    private Births() {}

    static void check(List<Sample> samples) {
        Set<Birth> seen = EnumSet.noneOf(Birth.class);
        Set<Birth> declared = EnumSet.noneOf(Birth.class);
        for (Sample s : samples) {
            if (s.order() < 1) continue;
            Birth birth = s.op().birth();
            declared.add(birth);
            double alone = within(s);
            double all = curvature(s);
            if (birth == Birth.NONE) Assertions.assertEquals(0, all, s + ": declares no birth, yet J₁ or J₂ is not 0");
            if (birth == Birth.PRODUCT) Assertions.assertEquals(0, alone, s + ": is no product, one input is curved");
            if ((birth == Birth.FUNCTION ? alone : all) != 0) seen.add(birth);
        }
        declared.remove(Birth.NONE);
        Assertions.assertEquals(declared, seen, "declared births of which no sample has a J₁");
    }

    /** The largest entry of `J₁ᵀȳ` and `J₂ᵀȳ` with all inputs moving. */
    private static double curvature(Sample s) {
        Harness harness = new Harness(s, Curve.of(s, 0).at(0));
        double largest = 0;
        for (int j = 1; j <= s.order(); j++)
            for (double[] xbar : harness.adjoints(j, Calculus.ybar(s)))
                if (xbar != null) largest = Math.max(largest, Tally.largest(xbar));
        return largest;
    }

    /** The largest entry of `J₁ᵀȳ` at an input that moves alone. */
    private static double within(Sample s) {
        double largest = 0;
        for (int i = 0; i < s.inputs(); i++) {
            if (s.isFixed(i)) continue;
            int others = ~(3 << (2 * i));
            Jet[] x = Curve.of(s, 0).without(others, Curve.Zero.EMPTY);
            largest = Math.max(largest, Tally.largest(new Harness(s, x).adjoints(1, Calculus.ybar(s))[i]));
        }
        return largest;
    }
}
