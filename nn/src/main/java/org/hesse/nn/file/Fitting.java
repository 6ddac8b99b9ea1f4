package org.hesse.nn.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.nn.Finite;

/**
 * Arrays by name beside the segments of a layout, each of which may come under its name or one tied to it. Not
 * thread-safe.
 *
 * @param ties other names, and those of the layout that they stand for
 */
record Fitting(Map<String, Array> arrays, Layout layout, Map<String, String> ties) {
    private static final int MOST_LISTED = 100;

    /** The segment's array, by the first of its names that there is. */
    Array array(Segment segment) { return arrays.get(present(segment).get(0)); }

    /** What is missing, extra, of another shape or not the same under two names, a list; empty if all fits. */
    String differences() {
        List<String> list = new ArrayList<>();
        for (Segment segment : layout.segments()) compare(segment, list);
        List<String> extra = new ArrayList<>();
        arrays.forEach((name, array) -> {
            if (!layout.has(name) && !layout.has(ties.getOrDefault(name, name)))
                extra.add("extra " + Json.cut(name) + Array.text(array.shape()));
        });
        // Cut apart: where all names have another prefix, it is the extra ones that say so.
        List<String> both = cut(list);
        both.addAll(cut(extra));
        return String.join("; ", both);
    }

    private static List<String> cut(List<String> list) {
        List<String> some = new ArrayList<>(list.subList(0, Math.min(list.size(), MOST_LISTED)));
        if (some.size() < list.size()) some.add("… (" + list.size() + ")");
        return some;
    }

    private void compare(Segment segment, List<String> list) {
        List<String> present = present(segment);
        if (present.isEmpty()) list.add("missing " + segment + orAliases(segment));
        String first = null;
        for (String name : present) {
            Array array = arrays.get(name);
            if (!Arrays.equals(array.shape(), segment.shape()))
                list.add(name + " is " + Array.text(array.shape()) + ", not " + Array.text(segment.shape()));
            else
                if (first == null) first = name;
                else same(first, name, list);
        }
    }

    /** Bit by bit: two names of one tensor have no reason to differ even in the sign of a zero. */
    private void same(String first, String name, List<String> list) {
        Array a = arrays.get(first);
        Array b = arrays.get(name);
        for (int i = 0; i < a.size(); i++) {
            if (Double.doubleToLongBits(a.get(i)) == Double.doubleToLongBits(b.get(i))) continue;
            String at = Finite.at(i, a.shape());
            list.add(first + at + " = " + a.get(i) + " and " + name + at + " = " + b.get(i)
                    + " differ, the model ties them to one parameter");
            return;
        }
    }

    private List<String> present(Segment segment) {
        return names(segment).stream().filter(arrays::containsKey).toList();
    }

    /** The segment's own name first. */
    private List<String> names(Segment segment) {
        List<String> names = new ArrayList<>(List.of(segment.name()));
        ties.forEach((alias, name) -> {
            if (name.equals(segment.name())) names.add(alias);
        });
        return names;
    }

    private String orAliases(Segment segment) {
        List<String> names = names(segment);
        return names.size() == 1 ? "" : ", also known as " + String.join(", ", names.subList(1, names.size()));
    }
}
