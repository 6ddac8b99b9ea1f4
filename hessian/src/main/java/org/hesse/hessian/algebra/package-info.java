/** What the other packages do with vectors and small matrices; not exported. */
package org.hesse.hessian.algebra;
