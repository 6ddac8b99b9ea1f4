package org.hesse.nn.builders;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hesse.engine.op.Loss;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;
import org.hesse.nn.file.ModelFile;

/**
 * A family of networks with its settings: `new Resnet(20).width(32).classes(100).model()`. Implementations are records,
 * immutable and thread-safe.
 */
public interface Architecture {
    /** The shape of one example. */
    int[] input();

    /** All layers, the one that makes the outputs last. */
    List<Layer> layers();

    /** A classifier by softmax cross-entropy. */
    default Model model() { return model(new SoftmaxCrossEntropy()); }

    default Model model(Loss loss) { return new Model(input(), layers(), loss); }

    /** Writes the model file of {@link #model()}; it is complete or absent. */
    default void write(Path file) throws IOException { ModelFile.write(file, model()); }
}
