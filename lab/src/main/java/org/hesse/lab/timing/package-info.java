/**
 * How long the products of a model take beside its gradient, with counted matrix products: `hesse time`.
 *
 * <pre>
 * hesse time model.json --batch 256
 * </pre>
 */
package org.hesse.lab.timing;
