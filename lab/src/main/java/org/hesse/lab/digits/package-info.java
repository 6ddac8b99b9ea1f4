/**
 * The experiment of `hesse digits`: trains on the embedded digits and follows G and N; writes CSV and one page of HTML.
 *
 * <pre>
 * hesse digits --hidden 32 --epochs 10 --out run
 * </pre>
 */
package org.hesse.lab.digits;
