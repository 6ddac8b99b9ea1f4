package org.hesse.lab.digits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Traces;

/** The numbers of a measurement by the names that CSV and JSON give them. Stateless and thread-safe. */
public final class Columns {
    private static final Map<String, Function<Measurement, Number>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("epoch", Measurement::epoch);
        ALL.put("step", Measurement::step);
        ALL.put("train_loss", Measurement::loss);
        ALL.put("test_loss", Measurement::testLoss);
        ALL.put("train_accuracy", Measurement::trainAccuracy);
        ALL.put("test_accuracy", Measurement::testAccuracy);
        ALL.put("gradient_norm", Measurement::gradientNorm);
        trace("hessian", Traces::hessian);
        trace("gauss_newton", Traces::gaussNewton);
        trace("nme", Traces::nme);
        trace("nme_activation", Traces::nmeActivation);
        trace("nme_coupling", Traces::nmeCoupling);
        ALL.put("gauss_newton_u_norm", Measurement::gaussNewtonNorm);
        ALL.put("nme_u_norm", Measurement::nmeNorm);
    }

    private Columns() {}

    private static void trace(String name, Function<Traces, Estimate> of) {
        ALL.put("trace_" + name, m -> of.apply(m.traces()).estimate());
        ALL.put("trace_" + name + "_se", m -> of.apply(m.traces()).standardError());
    }

    /** In order. */
    public static List<String> names() { return List.copyOf(ALL.keySet()); }

    /** All numbers of a measurement in that order, epochs and steps as integers. */
    public static Map<String, Object> of(Measurement measurement) {
        Map<String, Object> row = new LinkedHashMap<>();
        ALL.forEach((name, value) -> row.put(name, value.apply(measurement)));
        return row;
    }
}
