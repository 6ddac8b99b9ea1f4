package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.Elu;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.GeluHat;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.ReluHat;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.hesse.nn.layers.Activation;
import org.junit.jupiter.api.Test;

/** Interventions in model files: named ones, and the φ″ of any function under any other. */
class SecondDerivativeTest {
    private static Elementwise parse(String fields) throws IOException {
        String text = "{\"format\":\"hesse-model/1\",\"input\":[4],\"layers\":[{\"type\":\"activation\"," + fields
                + "}],\"loss\":{\"type\":\"mse\"}}";
        return ((Activation) ModelFile.parse(text, "m").layers().get(0)).fn();
    }

    private static String message(String fields) {
        return assertThrows(FormatException.class, () -> parse(fields)).getMessage();
    }

    @Test
    void namedOnes() throws IOException {
        assertEquals(new GeluHat(), parse("\"fn\":\"gelu_hat\""));
        assertEquals(new ReluHat(100), parse("\"fn\":\"relu_hat\""));
        assertEquals(new ReluHat(10), parse("\"fn\":\"relu_hat\",\"beta\":10"));
    }

    @Test
    void anyUnderAnyOther() throws IOException {
        assertEquals(new Gelu().withSecondDerivativeOf(new Identity()),
                parse("\"fn\":\"gelu\",\"second\":{\"fn\":\"identity\"}"));
        assertEquals(new BetaGelu(4).withSecondDerivativeOf(new BetaGelu(2)),
                parse("\"fn\":\"beta_gelu\",\"beta\":4,\"second\":{\"fn\":\"beta_gelu\",\"beta\":2}"));
    }

    @Test
    void writtenTheyAreReadAsThemselves() throws IOException {
        for (Elementwise fn : List.of(new GeluHat(), new ReluHat(3), new Tanh().withSecondDerivativeOf(new Elu(2)),
                new Elu(0.5).withSecondDerivativeOf(new Elu()), new Gelu().withSecondDerivativeOf(new ReluHat()))) {
            Model model = new Model(new int[] {4}, List.of(new Activation(fn)), new Mse());
            assertEquals(model.layers(), ModelFile.parse(ModelFile.format(model), "m").layers());
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        assertEquals("m: layers[0].second.fn: unknown \"nope\": there is no record org.hesse.engine.ops.Nope that is"
                + " a Elementwise", message("\"fn\":\"gelu\",\"second\":{\"fn\":\"nope\"}"));
        assertEquals("m: layers[0].second: must be an object, got \"identity\"",
                message("\"fn\":\"gelu\",\"second\":\"identity\""));
        assertEquals("m: layers[0].second.beta: unknown field, the fields are [fn]",
                message("\"fn\":\"gelu\",\"second\":{\"fn\":\"identity\",\"beta\":1}"));
        assertEquals("m: layers[0].second.second: unknown field, the fields are [fn]",
                message("\"fn\":\"gelu\",\"second\":{\"fn\":\"gelu\",\"second\":{\"fn\":\"sin\"}}"));
    }
}
