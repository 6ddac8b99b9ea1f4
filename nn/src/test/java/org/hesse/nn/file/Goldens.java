package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The reference networks of `shared/goldens` that dense layers and activations make up. */
final class Goldens {
    static final List<String> CASES = List.of("mlp_gelu_ce", "mlp_relu_mse", "mlp_tanh_bce", "mlp_silu_softplus_mse",
            "mlp_beta_gelu_ce", "linear_ce", "deep_linear_mse");

    private Goldens() {}

    static Path file(String name) {
        try {
            return Path.of(Goldens.class.getResource("/org/hesse/nn/goldens/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) {
        try (InputStream in = Goldens.class.getResourceAsStream("/org/hesse/nn/goldens/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
