package org.hesse.nn;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/**
 * Another layer, which it lets declare, and of which it notes what that declares; the layers inside are noted too. Not
 * thread-safe.
 */
final class Noted implements Layer {
    private final Layer layer;
    private final int place;
    private final Map<String, List<Noted>> inside = new LinkedHashMap<>();
    private final Layer copy;
    private Outline outline;

    private Noted(Layer layer, int place) {
        this.layer = layer;
        this.place = place;
        this.copy = copy();
    }

    static List<Noted> all(List<?> layers) {
        List<Noted> noted = new ArrayList<>();
        for (Object layer : layers) noted.add(new Noted((Layer) layer, noted.size()));
        return noted;
    }

    /** The same record with noted layers in place of its own; itself if it has none, or cannot be taken apart. */
    private Layer copy() {
        if (!layer.getClass().isRecord()) return layer;
        try {
            RecordComponent[] components = layer.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = components[i].getAccessor().invoke(layer);
                if (!isLayers(components[i])) continue;
                List<Noted> noted = all((List<?>) values[i]);
                inside.put(components[i].getName(), noted);
                values[i] = List.copyOf(noted);
            }
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return inside.isEmpty() ? layer : (Layer) layer.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            // A record that is not for all to see: its layers are not either.
            inside.clear();
            return layer;
        }
    }

    private static boolean isLayers(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == Layer.class;
    }

    @Override
    public int[] declare(Parameters parameters, int[] in) {
        int first = parameters.segments().size();
        int firstBuffer = parameters.bufferSegments().size();
        int[] out = copy.declare(parameters, in);
        Map<String, List<Outline>> parts = new LinkedHashMap<>();
        inside.forEach((name, layers) -> parts.put(name, layers.stream().map(Noted::outline).toList()));
        outline = new Outline(layer, layer.label(place), Outline.list(in), Outline.list(out),
                Outline.behind(parameters.segments(), first),
                Outline.behind(parameters.bufferSegments(), firstBuffer), parts);
        return out;
    }

    Outline outline() { return outline; }

    @Override
    public Var apply(Tape tape, Var x) { return layer.apply(tape, x); }

    @Override
    public String label(int place) { return layer.label(place); }
}
