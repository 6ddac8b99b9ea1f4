/**
 * Networks: layers in order, their parameters in one θ, and a loss.
 *
 * <pre>{@code
 * Model model = new Model(new int[] {2},
 *         List.of(new Dense("fc1", 3), new Activation(new Gelu()), new Dense("out", 2)), new SoftmaxCrossEntropy());
 * double[] theta = model.initialize(0);                          // He normal, by seed
 * Array logits = model.outputs(theta, x);
 * double[] gradient = new double[theta.length];
 * double loss = model.objective(x, y).gradient(theta, gradient);
 * List<Outline> outline = Outline.of(model);                     // each layer with shapes and parameters
 * }</pre>
 *
 * <p>Models are immutable and hold no weights: θ is the caller's. A layer is a record that declares its parameters and
 * applies ops; see {@link org.hesse.nn.Layer}.
 */
package org.hesse.nn;
