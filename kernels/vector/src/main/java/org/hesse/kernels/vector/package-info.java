/**
 * Kernels in the Vector API of the JDK, found by the engine under the name `vector`; not exported.
 *
 * <p>On the class path the JVM needs `--add-modules jdk.incubator.vector`, on the module path nothing. Without it the
 * engine computes with `plain`, and says so once.
 *
 * <pre>{@code
 * Providers.use("vector");                             // or -Dhesse.kernels=vector; an error if it cannot load
 * String name = Providers.kernels().name();
 * }</pre>
 */
package org.hesse.kernels.vector;
