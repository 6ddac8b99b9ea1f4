package org.hesse.nn.file;

import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Affine;
import org.hesse.nn.Layer;
import org.hesse.nn.layers.Dense;

/**
 * The package whose records a model file may name: `avg_pool2d` is the record `AvgPool2d`. Immutable and thread-safe.
 *
 * <p>There is no list of them: a new layer or function is one new file. A hostile file reaches nothing else: a name
 * cannot leave the package, and no class is initialised before it is known to be a public record of the right kind.
 */
record Room<T>(Class<T> kind, Package place, ClassLoader loader) {
    static final Room<Layer> LAYERS = room(Layer.class, Dense.class);
    static final Room<Elementwise> FUNCTIONS = room(Elementwise.class, Affine.class);
    static final Room<Loss> LOSSES = room(Loss.class, Affine.class);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern WORD = Pattern.compile("(?:^|_)([a-z0-9])");

    private static <T> Room<T> room(Class<T> kind, Class<?> neighbour) {
        return new Room<>(kind, neighbour.getPackage(), neighbour.getClassLoader());
    }

    /** The record of that name. */
    Class<? extends T> find(String name) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "unknown " + Json.quote(name) + ": names are like \"avg_pool2d\", of a-z, 0-9 and _");
        String className = place.getName() + "." + camelCase(name);
        try {
            Class<?> found = Class.forName(className, false, loader);
            if (holds(found) && Op.snakeCase(found.getSimpleName()).equals(name)) return found.asSubclass(kind);
        } catch (ClassNotFoundException | LinkageError e) {
            throw unknown(name, className, e);
        }
        throw unknown(name, className, null);
    }

    /** The name of a record, by which {@link #find} finds it. */
    String name(Object instance) {
        Class<?> type = instance.getClass();
        if (holds(type)) return Op.snakeCase(type.getSimpleName());
        throw new IllegalArgumentException("model file: " + instance + " cannot be written, its class " + type.getName()
                + " is no public record in " + place.getName());
    }

    private boolean holds(Class<?> type) {
        return type.isRecord() && Modifier.isPublic(type.getModifiers()) && !type.isMemberClass()
                && kind.isAssignableFrom(type) && type.getPackage().equals(place);
    }

    private IllegalArgumentException unknown(String name, String className, Throwable cause) {
        return new IllegalArgumentException("unknown " + Json.quote(name) + ": there is no record " + className
                + " that is a " + kind.getSimpleName(), cause);
    }

    private static String camelCase(String name) {
        return WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
