package org.hesse.lab.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an option can name, with settings behind a colon: `psam:rho=0.1,power=2`; by their order too, `psam:0.1`.
 *
 * <p>The list itself is what a help shows: each entry as it is declared, settings without a default first. Errors are
 * IllegalArgumentExceptions that name the option and all that there is. Immutable once all are added.
 */
final class Choices<T> implements Iterable<String> {
    /** One of them, made from its settings. */
    private record Choice<T>(String usage, Map<String, String> defaults, Function<Settings, T> make) {}

    private final String option;
    private final Map<String, Choice<T>> all = new LinkedHashMap<>();

    Choices(String option) { this.option = option; }

    /** Adds one, declared as `psam:rho,power=1`: rho must be given; returns this. */
    Choices<T> add(String usage, Function<Settings, T> make) {
        String[] parts = usage.split(":", 2);
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String setting : parts.length == 1 ? new String[0] : parts[1].split(",")) {
            String[] pair = setting.split("=", 2);
            defaults.put(pair[0], pair.length == 1 ? null : pair[1]);
        }
        all.put(parts[0], new Choice<>(usage, defaults, make));
        return this;
    }

    /** As they are declared, in order. */
    @Override
    public Iterator<String> iterator() { return usages().iterator(); }

    private List<String> usages() { return all.values().stream().map(Choice::usage).toList(); }

    /** What is made of that which the text names. */
    <R> R parse(String text, Function<T, R> use) {
        Choice<T> choice = find(text);
        try {
            return use.apply(choice.make.apply(settings(choice, text)));
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw new IllegalArgumentException(message.startsWith(option) ? message : option + ": " + message, e);
        }
    }

    /** The same with all settings by their names: what is equal so is the same. */
    String canonical(String text) {
        Settings settings = settings(find(text), text);
        List<String> pairs = new ArrayList<>();
        settings.values().forEach((name, value) -> pairs.add(name + "=" + canonicalValue(value)));
        return name(text) + (pairs.isEmpty() ? "" : ":" + String.join(",", pairs));
    }

    private static String canonicalValue(String value) {
        try {
            double number = Double.parseDouble(value);
            // A whole one without a point, or it could not be given again where only whole ones are taken.
            boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return isWhole ? String.valueOf((long) number) : String.valueOf(number);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static String name(String text) { return text.strip().split(":", 2)[0]; }

    private Choice<T> find(String text) {
        Choice<T> choice = all.get(name(text));
        if (choice == null)
            throw new IllegalArgumentException(option + ": unknown '" + name(text) + "', there are "
                    + String.join(", ", usages()));
        return choice;
    }

    private Settings settings(Choice<T> choice, String text) {
        Map<String, String> values = new LinkedHashMap<>(choice.defaults);
        String[] parts = text.strip().split(":", 2);
        List<String> names = List.copyOf(values.keySet());
        String[] given = parts.length == 1 ? new String[0] : parts[1].split(",", -1);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            String[] pair = given[i].split("=", 2);
            String name = pair.length == 2 ? pair[0] : i < names.size() ? names.get(i) : given[i];
            if (!values.containsKey(name))
                throw new IllegalArgumentException(
                        option + ": " + parts[0] + " has no setting '" + name + "', it is " + choice.usage);
            if (seen.contains(name))
                throw new IllegalArgumentException(option + ": " + name + " is there twice in '" + text.strip() + "'");
            seen.add(name);
            values.put(name, pair[pair.length - 1].strip());
        }
        values.forEach((name, value) -> {
            if (value == null)
                throw new IllegalArgumentException(option + ": " + parts[0] + " needs " + name + ", it is "
                        + choice.usage);
        });
        return new Settings(option + ": " + parts[0], values);
    }

    /** The settings of one choice, all of which have a value. */
    record Settings(String owner, Map<String, String> values) {
        String text(String name) { return values.get(name); }

        double number(String name) {
            try {
                return Double.parseDouble(text(name));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(owner + ": " + name + ": '" + text(name) + "' is not a number", e);
            }
        }

        int count(String name) {
            try {
                return Integer.parseInt(text(name));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        owner + ": " + name + ": '" + text(name) + "' is not a whole number", e);
            }
        }
    }
}
