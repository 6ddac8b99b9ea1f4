package org.hesse.nn.file;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.hesse.engine.op.Op;

/**
 * A record's components as fields of a model file: `labelSmoothing` is `label_smoothing`. Immutable and thread-safe.
 *
 * <p>Defaults come from the record itself: its shortest public constructor that takes the first components and leaves
 * out the rest says which fields may be absent, and what they are then. `Dense(name, out)` makes `bias` optional.
 */
final class Fields<T> {
    private final RecordComponent[] components;
    private final Constructor<T> all;
    private final Constructor<T> shortest;

    Fields(Class<T> type) {
        components = type.getRecordComponents();
        all = constructor(type, components.length);
        shortest = Stream.iterate(0, n -> n + 1).map(n -> constructor(type, n)).filter(Objects::nonNull).findFirst()
                .orElseThrow();
    }

    int count() { return components.length; }

    String name(int i) { return Op.snakeCase(components[i].getName()); }

    Type type(int i) { return components[i].getGenericType(); }

    boolean isRequired(int i) { return i < shortest.getParameterCount(); }

    /** The record with these values, null for a field that is absent. */
    T build(Object[] values) {
        Object[] full = defaults(values);
        for (int i = 0; i < full.length; i++) if (values[i] != null) full[i] = values[i];
        return make(all, full);
    }

    Object[] values(Object instance) {
        return Arrays.stream(components).map(component -> value(component, instance)).toArray();
    }

    /** What all fields are if only the required ones are given. */
    Object[] defaults(Object[] values) {
        return values(make(shortest, Arrays.copyOf(values, shortest.getParameterCount())));
    }

    private static Object value(RecordComponent component, Object instance) {
        try {
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T make(Constructor<T> constructor, Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) throw wrong;
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public constructor of the first n components, null if there is none. */
    private Constructor<T> constructor(Class<T> type, int n) {
        Class<?>[] types = Arrays.stream(components).limit(n).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types);
        } catch (NoSuchMethodException e) {
            if (n == components.length) throw new IllegalStateException(type + " has no public constructor", e);
            return null;
        }
    }
}
