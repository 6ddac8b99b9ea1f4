/**
 * The curvature of an objective at a point, `H = G + N`, as operators that are known by their products.
 *
 * <pre>{@code
 * try (Curvature curvature = Curvature.at(model.objective(x, y), theta)) {
 *     double[] product = curvature.nme().apply(v);
 *
 *     // Operators are made of operators: here N on the last layer alone, damped.
 *     Selection last = curvature.layout().select("out.*");
 *     Operator damped = curvature.nme().block(last, last).shift(1e-3);
 *
 *     // G = Jᵀ H_z J, piece by piece; and the Fisher matrices, one forward and one reverse sweep a product.
 *     Operator j = curvature.jacobian();
 *     double[] gv = j.transposed().apply(curvature.lossHessian().apply(j.apply(v)));
 *     double[] fv = curvature.empiricalFisher().apply(v);
 *
 *     // Where N is born, layer by layer.
 *     double[] inFirst = curvature.attribution().operator("fc1").apply(v);
 *
 *     // tr G to the last digit: a sweep for each example and output.
 *     double trace = ExactDiagonal.gaussNewton(curvature, Progress.NONE).trace();
 * }
 * }</pre>
 *
 * <p>`estimate` has traces and norms from random probes, `structure` norms of blocks, classes and ranks, `verify` the
 * laws that all of this must obey.
 */
package org.hesse.hessian;
