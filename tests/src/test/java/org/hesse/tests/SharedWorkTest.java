package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Warm;
import org.hesse.engine.array.Workers;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Split;
import org.hesse.nn.Model;
import org.hesse.nn.builders.Resnet;
import org.hesse.nn.layers.Activation;
import org.hesse.nn.layers.AvgPool2d;
import org.hesse.nn.layers.Conv2d;
import org.hesse.nn.layers.Dense;
import org.hesse.nn.layers.Flatten;
import org.hesse.nn.layers.MaxPool2d;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks large enough for two threads to share the work: a warmed product allocates nothing, in neither. */
class SharedWorkTest {
    private static final int LANES = 3;

    private int threads;

    @BeforeEach
    void two() {
        threads = Workers.shared().threads();
        Workers.shared().threads(2);
    }

    @AfterEach
    void asBefore() { Workers.shared().threads(threads); }

    /** Each has layers of several million multiply-adds; kernels share work from one million on. */
    static Stream<Networks.Case> cases() {
        Model mlp = Model.mlp(96, List.of(128, 128), 10, new Gelu(), new SoftmaxCrossEntropy());
        Model images = new Model(new int[] {3, 12, 12}, List.of(new Conv2d("c1", 16, 3, 1, 1),
                new Activation(new Gelu()), new MaxPool2d(2, 2), new Conv2d("c2", 24, 3, 1, 1),
                new Activation(new Gelu()), new AvgPool2d(2, 2), new Flatten(), new Dense("out", 10)),
                new SoftmaxCrossEntropy());
        Model norms = new Resnet(8).width(8).images(3, 16).fn(new Gelu()).model();
        return Stream.of(Networks.of(mlp, 192, 5), Networks.of(images, 64, 6), Networks.of(norms, 16, 7),
                Blocks.encoder(16, 48, 32, false), Blocks.encoder(16, 48, 32, true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void warmedProductsAllocateNothing(Networks.Case c) {
        try (Curvature curvature = Curvature.at(c.objective(), c.theta())) {
            Map<String, Runnable> products = products(curvature, c);
            assertEquals(6, products.size());
            products.forEach((name, product) -> assertEquals(0, Warm.shared(product), name));
        }
    }

    /** Of a point that is stored. */
    private static Map<String, Runnable> products(Curvature curvature, Networks.Case c) {
        double[][] lanes = new double[LANES][];
        Split[] splits = new Split[LANES];
        Arrays.setAll(lanes, l -> Vectors.plus(c.v(), l, c.u()));
        Arrays.setAll(splits, l -> Split.coarse(curvature.layout()));
        Split fine = Split.fine(curvature.layout());
        double[] out = new double[c.v().length];
        double[] forms = new double[3];
        Operator hessian = curvature.hessian();
        Operator gaussNewton = curvature.gaussNewton();
        Map<String, Runnable> products = new LinkedHashMap<>();
        products.put("Hv", () -> hessian.apply(c.v(), out));
        products.put("Gv", () -> gaussNewton.apply(c.v(), out));
        products.put("split", () -> curvature.split(c.v(), splits[0]));
        products.put("fine split", () -> curvature.split(c.v(), fine));
        products.put("lanes", () -> curvature.split(lanes, splits));
        products.put("quadratic forms", () -> curvature.quadratic(c.v(), forms));
        return products;
    }
}
