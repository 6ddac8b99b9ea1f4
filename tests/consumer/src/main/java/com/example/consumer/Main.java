package com.example.consumer;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Providers;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.hesse.hessian.spectrum.DenseSpectrum;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.data.Digits;
import org.hesse.nn.file.ModelFile;

/** Prints the kernels in use, and what an outsider computes: products and eigenvalues of a network on digits. */
public final class Main {
    private Main() {}

    public static void main(String... args) throws Exception {
        Model model = ModelFile.parse(ModelFile.format(
                Model.mlp(Digits.PIXELS, List.of(4), Digits.CLASSES, new Gelu(), new SoftmaxCrossEntropy())), "text");
        Dataset batch = Digits.load().first(32);
        double[] theta = model.initialize(0);
        System.out.println(Providers.kernels().name());
        try (Curvature curvature = Curvature.at(model.objective(batch.x(), batch.y()), theta)) {
            Split split = curvature.split(model.initialize(1));
            print(split.gradient());
            print(split.hessian());
            print(split.gaussNewton());
            print(split.nme());
        }
        // Of few parameters, by a library that the module path has to find too.
        Model small = Model.mlp(2, List.of(3), 2, new Gelu(), new SoftmaxCrossEntropy());
        Array x = Array.of(new double[] {1, 0, 0, 1}, 2, 2);
        Array y = Array.of(new double[] {0, 1}, 2);
        try (Curvature curvature = Curvature.at(small.objective(x, y), small.initialize(0))) {
            print(DenseSpectrum.eigenvalues(curvature.nme()));
        }
    }

    private static void print(double... numbers) { System.out.println(Arrays.toString(numbers)); }
}
