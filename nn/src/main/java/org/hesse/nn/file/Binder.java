package org.hesse.nn.file;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.nn.Layer;

/** Makes layers, functions and losses from JSON: each a record, by its name and its components. Immutable. */
final class Binder {
    static final int DEEPEST = 64;
    /** The field of the function whose φ″ replaces that of another, beside that one's name. */
    static final String SECOND = "second";
    /** The name of a function in an object of its own. */
    static final String FUNCTION = "fn";

    private final int depth;

    private Binder(int depth) { this.depth = depth; }

    static List<Layer> layers(Json json) throws FormatException { return new Binder(1).list(json); }

    static Loss loss(Json json) throws FormatException { return new Binder(0).whole(json, Room.LOSSES); }

    private List<Layer> list(Json json) throws FormatException {
        if (depth > DEEPEST) throw json.error("layers are nested more than " + DEEPEST + " deep");
        List<Layer> layers = new ArrayList<>();
        for (Json layer : json.list()) layers.add(whole(layer, Room.LAYERS));
        return layers;
    }

    /** An object that is one record and has no other fields. */
    private <T> T whole(Json json, Room<T> room) throws FormatException {
        Set<String> known = new LinkedHashSet<>();
        T bound = record(json, room, "type", known);
        json.only(known);
        return bound;
    }

    /** The record that field `key` names, from the fields beside it. */
    private <T> T record(Json json, Room<T> room, String key, Set<String> known) throws FormatException {
        known.add(key);
        Fields<? extends T> fields = new Fields<>(find(json.at(key), room));
        Object[] values = new Object[fields.count()];
        for (int i = 0; i < values.length; i++) {
            String name = fields.name(i);
            known.add(name);
            if (fields.isRequired(i) || json.object().containsKey(name))
                values[i] = value(json, name, fields.type(i), known);
        }
        try {
            return fields.build(values);
        } catch (IllegalArgumentException e) {
            throw json.error(e);
        }
    }

    private static <T> Class<? extends T> find(Json name, Room<T> room) throws FormatException {
        try {
            return room.find(name.text());
        } catch (IllegalArgumentException e) {
            throw name.error(e);
        }
    }

    private Object value(Json json, String name, Type type, Set<String> known) throws FormatException {
        Json value = json.at(name);
        if (type == int.class) return value.integer();
        if (type == double.class) return value.number();
        if (type == boolean.class) return value.bool();
        if (type == String.class) return value.text();
        // A function's settings stand beside its name, in the layer's own object.
        if (type == Elementwise.class) return function(json, name, known);
        if (isLayers(type)) return new Binder(depth + 1).list(value);
        throw new IllegalStateException("model file: component " + name + " of type " + type + " has no JSON form");
    }

    /** A function, with the second derivative of another if there is a field for that, in an object of its own. */
    private Elementwise function(Json json, String name, Set<String> known) throws FormatException {
        Elementwise function = record(json, Room.FUNCTIONS, name, known);
        known.add(SECOND);
        if (!json.object().containsKey(SECOND)) return function;
        Json second = json.at(SECOND);
        Set<String> fields = new LinkedHashSet<>();
        Elementwise other = record(second, Room.FUNCTIONS, FUNCTION, fields);
        second.only(fields);
        return function.withSecondDerivativeOf(other);
    }

    static boolean isLayers(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == Layer.class;
    }
}
