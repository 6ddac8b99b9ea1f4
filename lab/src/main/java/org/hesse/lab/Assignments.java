package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers by name, as an option has them: `x=1,y=-2.5e-3`. Stateless. */
final class Assignments {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Assignments() {}

    /** In the order in which they were given; an IllegalArgumentException that starts with the option. */
    static Map<String, Double> parse(String option, String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", -1);
            if (pair.length != 2)
                throw new IllegalArgumentException(option + ": 'name=number' expected, got '" + part.strip() + "'");
            String name = pair[0].strip();
            if (!NAME.matcher(name).matches())
                throw new IllegalArgumentException(option + ": '" + name + "' is no name of a variable");
            if (values.put(name, number(option, name, pair[1].strip())) != null)
                throw new IllegalArgumentException(option + ": '" + name + "' has two values");
        }
        return values;
    }

    private static double number(String option, String name, String text) {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(option + ": " + name + " must be a finite number, got '" + text + "'");
        return value;
    }
}
