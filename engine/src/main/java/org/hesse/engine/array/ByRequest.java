package org.hesse.engine.array;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A provider of {@link Kernels} that is made only when asked for by its name, given here: one that loads native code,
 * say. Thread-safe, as annotations are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ByRequest {
    /** What {@link Kernels#name} returns. */
    String value();
}
