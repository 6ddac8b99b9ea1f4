package org.hesse.lab.paper;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a trial measured, by name: a number or a series of them. Not thread-safe. */
public final class Numbers {
    private final Map<String, double[]> values = new LinkedHashMap<>();

    /** Keeps one number or several, at least one; returns this. */
    public Numbers put(String name, double... numbers) {
        if (numbers.length == 0) throw new IllegalArgumentException("numbers: " + name + " has none");
        values.put(name, numbers.clone());
        return this;
    }

    /** The number of that name, the first of a series. */
    public double get(String name) { return values(name)[0]; }

    /** The series of that name, a copy. */
    public double[] all(String name) { return values(name).clone(); }

    public boolean has(String name) { return values.containsKey(name); }

    /** All names, in the order in which they were put. */
    public Set<String> names() { return values.keySet(); }

    private double[] values(String name) {
        double[] found = values.get(name);
        if (found == null) throw new IllegalArgumentException("numbers: no '" + name + "', there are " + names());
        return found;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, x) -> text.append(name).append(' ').append(Arrays.toString(x)).append('\n'));
        return text.toString();
    }
}
