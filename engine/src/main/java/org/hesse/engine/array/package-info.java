/**
 * Numbers and where they lie: arrays, the layout of θ, and the kernels that compute on them.
 *
 * <p>θ is one flat vector with named segments; gradients, directions and products of the curvature share its layout,
 * and a selection of parameters has one of its own:
 *
 * <pre>{@code
 * Layout layout = Layout.builder().add("fc1.weight", 3, 2).add("fc1.bias", 3).add("out.weight", 2, 3).build();
 * double[] theta = new double[layout.size()];                    // 6 + 3 + 6 numbers
 * Array weight = layout.segment("fc1.weight").of(theta);         // a view: the same numbers, in shape [3, 2]
 * weight.set(5, 0.25);
 * Selection first = layout.select("fc1.*");
 * double[] few = first.gather(theta);                            // 9 numbers, few[5] is 0.25
 * }</pre>
 *
 * <p>{@link org.hesse.engine.array.Kernels} are chosen once, by {@link org.hesse.engine.array.Providers}: `vector`
 * where it loads, else `plain`. Results are the same bits for any number of threads of one provider.
 */
package org.hesse.engine.array;
