package org.hesse.nn.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;

/**
 * Arrays as PyTorch names and stores them, put under the names of a layout. Not thread-safe.
 *
 * <p>`nn.MultiheadAttention` keeps the weights of q, k and v one below the other in one array, and calls o `out_proj`.
 * Norm layers have statistics beside their parameters, of no use to a layer that computes its own.
 */
final class StateDict {
    private static final List<String> STATISTICS = List.of("running_mean", "running_var", "num_batches_tracked");
    private static final List<String> FUSED = List.of("q", "k", "v");

    private final Map<String, Array> arrays;
    private final Layout layout;
    private final Map<String, Array> fitted = new LinkedHashMap<>();

    private StateDict(Map<String, Array> arrays, Layout layout) {
        this.arrays = arrays;
        this.layout = layout;
    }

    /** The same arrays under the names of the layout; an alias, and one for which it has no place, keeps its name. */
    static Map<String, Array> fit(Map<String, Array> arrays, Layout layout, Set<String> aliases) {
        StateDict dict = new StateDict(arrays, layout);
        arrays.forEach((name, array) -> {
            if (layout.has(name) || aliases.contains(name) || !dict.place(name, array)) dict.fitted.put(name, array);
        });
        return dict.fitted;
    }

    /** True if an array that the layout does not name was put where it belongs, or belongs nowhere. */
    private boolean place(String name, Array array) {
        int dot = name.lastIndexOf('.');
        String layer = name.substring(0, dot + 1);
        String last = name.substring(dot + 1);
        return switch (last) {
            case "in_proj_weight" -> split(layer, "weight", array);
            case "in_proj_bias" -> split(layer, "bias", array);
            case "weight", "bias" -> rename(layer, last, array);
            default -> STATISTICS.contains(last) && (layout.has(layer + "weight") || layout.has(layer + "bias"));
        };
    }

    private boolean split(String layer, String last, Array fused) {
        List<String> names = FUSED.stream().map(part -> layer + part + "." + last).toList();
        if (!names.stream().allMatch(this::isFree) || fused.rank() == 0 || fused.dim(0) % FUSED.size() != 0)
            return false;
        int rows = fused.dim(0) / FUSED.size();
        for (int i = 0; i < FUSED.size(); i++) fitted.put(names.get(i), fused.slice(i * rows, (i + 1) * rows));
        return true;
    }

    private boolean rename(String layer, String last, Array array) {
        if (!layer.endsWith("out_proj.")) return false;
        String name = layer.substring(0, layer.length() - "out_proj.".length()) + "o." + last;
        if (!isFree(name)) return false;
        fitted.put(name, array);
        return true;
    }

    /** The layout has it, and no array comes under the name itself. */
    private boolean isFree(String name) { return layout.has(name) && !arrays.containsKey(name); }
}
