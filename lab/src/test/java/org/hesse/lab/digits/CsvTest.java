package org.hesse.lab.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final String NAMES = "epoch,step,train_loss,test_loss,train_accuracy,test_accuracy,gradient_norm,"
            + "trace_hessian,trace_hessian_se,trace_gauss_newton,trace_gauss_newton_se,trace_nme,trace_nme_se,"
            + "trace_nme_activation,trace_nme_activation_se,trace_nme_coupling,trace_nme_coupling_se,"
            + "gauss_newton_u_norm,nme_u_norm";

    private final Run run = Runs.of(Runs.small(2, 4, 1));
    private final List<String> lines = Csv.text(run, List.of("# seed: 1")).lines().toList();

    @Test
    void startsWithProvenanceAndNames() {
        assertEquals(List.of("# seed: 1", "# outcome: finished 42 steps", NAMES), lines.subList(0, 3));
    }

    @Test
    void hasARowAMeasurementWithAllDigits() {
        assertEquals(3 + 3, lines.size());
        for (int i = 0; i < 3; i++) {
            Measurement m = run.measurements().get(i);
            String[] fields = lines.get(3 + i).split(",", -1);
            assertEquals(NAMES.split(",", -1).length, fields.length);
            assertEquals(String.valueOf(i), fields[0]);
            assertEquals(m.loss(), Double.parseDouble(fields[2]));
            assertEquals(m.traces().nmeCoupling().standardError(), Double.parseDouble(fields[16]));
            assertEquals(m.nmeNorm(), Double.parseDouble(fields[18]));
        }
    }
}
