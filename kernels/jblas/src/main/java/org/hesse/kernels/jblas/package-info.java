/**
 * Matrix products by OpenBLAS as jblas brings it, by request only: `-Dhesse.kernels=jblas`; not exported.
 *
 * <p>On Linux it needs `libgfortran.so.5`. Calls are made one at a time: jblas is not safe to call from two threads.
 *
 * <pre>
 * java -Dhesse.kernels=jblas -cp … Program
 * </pre>
 */
package org.hesse.kernels.jblas;
