package org.hesse.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.builders.Transformer;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.BatchNorm;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Residual;
import org.junit.jupiter.api.Test;

class OutlineTest {
    @Test
    void layersInsideLayersAreThereToo() {
        Layer inner = new Residual(List.of(new Dense("a", 4), new Activation(new Gelu())),
                List.of(new Dense("s", 4, false)));
        Model model = new Model(new int[] {3, 2},
                List.of(new Residual(List.of(inner, new BatchNorm("n", 1e-5, true), new Dense("b", 2)))), new Mse());
        List<Outline> all = Outline.of(model);
        Outline outer = all.get(0);
        assertEquals(model.layers().get(0), outer.layer());
        assertEquals("0:residual", outer.label());
        assertEquals(List.of(3, 2), outer.output());
        assertEquals(model.layout().segments().toString(), outer.parameters().toString());
        assertEquals(model.layout().size(), outer.size());
        assertEquals("[n.running_mean[3], n.running_var[3]]", outer.buffers().toString());
        assertEquals(List.of("layers", "shortcut"), List.copyOf(outer.inside().keySet()));
        Outline first = outer.inside().get("layers").get(0);
        assertEquals(inner, first.layer());
        assertEquals(List.of(3, 4), first.output());
        assertEquals("[a.weight[4, 2], a.bias[4], s.weight[4, 2]]", first.parameters().toString());
        Outline shortcut = first.inside().get("shortcut").get(0);
        assertEquals("s", shortcut.label());
        assertEquals(List.of(3, 2), shortcut.input());
        assertEquals(8, shortcut.size());
        assertEquals(Map.of(), shortcut.inside());
        assertEquals(List.of(), outer.inside().get("layers").get(0).inside().get("layers").get(1).parameters());
    }

    @Test
    void sizesAddUp() {
        for (Model model : List.of(new Resnet(20).model(), new Transformer(2, 8, 2, 11, 5).model())) {
            assertEquals(model.layout().size(), sum(Outline.of(model)));
            List<Outline> layers = Outline.of(model);
            assertEquals(Outline.list(model.output()), layers.get(layers.size() - 1).output());
        }
    }

    /** The parameters of all layers that have none inside. */
    private static int sum(List<Outline> layers) {
        return layers.stream().mapToInt(layer -> layer.inside().isEmpty()
                ? layer.size()
                : layer.inside().values().stream().mapToInt(OutlineTest::sum).sum()).sum();
    }

    /** A record that cannot be taken apart is shown as a whole. */
    private record Hidden(List<Layer> layers) implements Layer {
        @Override
        public int[] declare(Parameters parameters, int[] in) {
            return new Sequential(layers).declare(parameters, in);
        }

        @Override
        public Var apply(Tape tape, Var x) {
            return new Sequential(layers).apply(tape, x, "hidden");
        }
    }

    @Test
    void whatIsHiddenStaysSo() {
        Outline hidden = Outline.of(new Model(new int[] {2}, List.of(new Hidden(List.of(new Dense("a", 3)))),
                new Mse())).get(0);
        assertEquals(9, hidden.size());
        assertEquals(List.of(3), hidden.output());
        assertEquals(Map.of(), hidden.inside());
    }
}
