/**
 * Known networks by a few numbers, made of the layers that there are.
 *
 * <pre>{@code
 * Model mlp = new Mlp(64, List.of(32, 32), 10).model();          // GELU, softmax cross-entropy
 * Model images = new Resnet(8).width(4).fn(new Gelu()).model();
 * Model tokens = new Transformer(2, 16, 2, 50, 8).model();       // 2 blocks, d = 16, 2 heads, 50 tokens, 8 at a time
 * int parameters = tokens.layout().size();
 * }</pre>
 */
package org.hesse.nn.builders;
