/**
 * The layers: one file each, known to model files by name.
 *
 * <p>Names prefix parameters as in PyTorch's `state_dict`: `conv1.weight`. Shapes are checked where the model is built:
 *
 * <pre>{@code
 * Layer block = new Residual(List.of(new Conv2d("conv2", 4, 3, 1, 1), new Activation(new Gelu())));
 * Model convolutional = new Model(new int[] {1, 8, 8}, List.of( //
 *         new Conv2d("conv1", 4, 3, 1, 1), new Activation(new Gelu()), //
 *         block, new GlobalAvgPool2d(), new Dense("out", 10)), new SoftmaxCrossEntropy());
 * double[] theta = convolutional.initialize(0);
 * }</pre>
 */
package org.hesse.nn.layers;
