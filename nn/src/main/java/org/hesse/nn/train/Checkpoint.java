package org.hesse.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hesse.engine.array.Array;
import org.hesse.nn.file.FormatException;
import org.hesse.nn.file.Npz;

/**
 * Where a run of training stands after a step: θ, the memories of rule and optimiser, and the key of the run, in one
 * `.npz` file. A run that goes on from it ends with the bits of one that was never cut.
 *
 * <p>The file is complete or absent at any moment. What it holds is in no way believed: a {@link FormatException} names
 * file, entry and both values. Not to be changed; as thread-safe as its arrays.
 *
 * @param theta all parameters
 * @param step how many steps were taken
 * @param rule what {@link org.hesse.engine.objective.Resumable#state} of the update rule gave
 * @param optimizer the same of the optimiser
 * @param key what the run's numbers depend on, by name: settings, hashes of model and data
 */
public record Checkpoint(double[] theta, int step, Map<String, double[]> rule, Map<String, double[]> optimizer,
        Map<String, String> key) {
    /** The format's name and version, which every file has. */
    public static final String FORMAT = "hesse-checkpoint/1";

    private static final String FORMAT_ENTRY = "format";
    private static final String THETA = "theta";
    private static final String STEP = "step";
    private static final String RULE = "rule/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String KEY = "key/";

    /** A step of 0 or more. */
    public Checkpoint {
        if (step < 0) throw new IllegalArgumentException("checkpoint: step must be 0 or more, got " + step);
    }

    /** That of a trainer's run after so many steps, to be asked for while it listens: copies of all there is. */
    public static Checkpoint of(Trainer trainer, double[] theta, int step, Map<String, String> key) {
        return new Checkpoint(theta.clone(), step, trainer.rule().state(), trainer.optimizer().state(), key);
    }

    /** Writes the file: the old one or the new one is there, whole, whenever the process ends. */
    public void write(Path file) throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put(FORMAT_ENTRY, text(FORMAT));
        arrays.put(STEP, Array.scalar(step));
        arrays.put(THETA, Array.of(theta, theta.length));
        rule.forEach((name, a) -> arrays.put(RULE + name, Array.of(a, a.length)));
        optimizer.forEach((name, a) -> arrays.put(OPTIMIZER + name, Array.of(a, a.length)));
        key.forEach((name, value) -> arrays.put(KEY + name, text(value)));
        Npz.write(file, arrays);
    }

    /** Reads a file; whether it is that of this run, {@link #check} says. */
    public static Checkpoint read(Path file) throws IOException {
        Map<String, Array> arrays = Npz.read(file);
        Array format = arrays.remove(FORMAT_ENTRY);
        if (format == null || !text(format).equals(FORMAT))
            throw new FormatException(file + ": format: must be " + FORMAT + ", got "
                    + (format == null ? "none" : "\"" + text(format) + "\""));
        int step = step(file, arrays.remove(STEP));
        double[] theta = theta(file, arrays.remove(THETA));
        Map<String, String> key = new LinkedHashMap<>();
        under(KEY, arrays).forEach((name, a) -> key.put(name, text(a)));
        Map<String, double[]> rule = numbers(file, RULE, arrays);
        Checkpoint read = new Checkpoint(theta, step, rule, numbers(file, OPTIMIZER, arrays), key);
        if (!arrays.isEmpty())
            throw new FormatException(file + ": unknown entries " + new TreeSet<>(arrays.keySet()) + ", there are "
                    + List.of(FORMAT_ENTRY, STEP, THETA, RULE + "…", OPTIMIZER + "…", KEY + "…"));
        return read;
    }

    private static int step(Path file, Array step) throws FormatException {
        if (step == null || step.size() != 1) throw wrongShape(file, STEP, step, "one number");
        double number = step.get(0);
        if (!(number >= 0) || number != (int) number)
            throw new FormatException(file + ": step: must be a whole number, 0 or more, got " + number);
        return (int) number;
    }

    private static double[] theta(Path file, Array theta) throws FormatException {
        if (theta == null || theta.rank() != 1) throw wrongShape(file, THETA, theta, "one axis");
        return finite(file, THETA, theta);
    }

    private static double[] finite(Path file, String entry, Array array) throws FormatException {
        double[] numbers = array.toArray();
        for (int i = 0; i < numbers.length; i++)
            if (!Double.isFinite(numbers[i]))
                throw new FormatException(file + ": " + entry + "[" + i + "] = " + numbers[i] + " is not finite");
        return numbers;
    }

    private static FormatException wrongShape(Path file, String entry, Array found, String needed) {
        return new FormatException(file + ": " + entry + ": must be " + needed + ", is "
                + (found == null ? "missing" : Array.text(found.shape())));
    }

    private static Map<String, double[]> numbers(Path file, String start, Map<String, Array> arrays)
            throws FormatException {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, Array> array : under(start, arrays).entrySet())
            numbers.put(array.getKey(), finite(file, start + array.getKey(), array.getValue()));
        return numbers;
    }

    /** Takes the entries that start so out of the map, without their start. */
    private static Map<String, Array> under(String start, Map<String, Array> arrays) {
        Map<String, Array> under = new LinkedHashMap<>();
        for (String name : List.copyOf(arrays.keySet()))
            if (name.startsWith(start)) under.put(name.substring(start.length()), arrays.remove(name));
        return under;
    }

    /** Throws unless the run of this checkpoint has the same key and as many parameters; all differences are named. */
    public void check(Path file, Map<String, String> expected, int parameters) throws FormatException {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(key.keySet());
        for (String name : names) {
            String there = key.getOrDefault(name, "absent");
            String here = expected.getOrDefault(name, "absent");
            if (!there.equals(here)) differences.add(name + " is " + there + " there and " + here + " here");
        }
        if (differences.isEmpty() && theta.length != parameters)
            differences.add("theta has " + theta.length + " numbers there and " + parameters + " here");
        if (!differences.isEmpty())
            throw new FormatException(file + ": is that of another run: " + String.join("; ", differences));
    }

    /**
     * Gives a trainer of the same settings the memories of this run, and a θ its numbers; the trainer then goes on from
     * {@link #step}.
     *
     * @param file for messages
     */
    public void restore(Path file, Trainer trainer, double[] into) throws FormatException {
        if (into.length != theta.length)
            throw new FormatException(file + ": theta has " + theta.length + " numbers, the model " + into.length);
        restore(file, "rule", () -> trainer.rule().restore(rule));
        restore(file, "optimizer", () -> {
            trainer.optimizer().restore(optimizer);
            trainer.optimizer().checkSize(theta.length);
        });
        System.arraycopy(theta, 0, into, 0, into.length);
    }

    private static void restore(Path file, String what, Runnable restore) throws FormatException {
        try {
            restore.run();
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + what + ": " + e.getMessage(), e);
        }
    }

    /** A text as numbers, the UTF-16 units of its letters. */
    private static Array text(String text) {
        return Array.of(text.chars().asDoubleStream().toArray(), text.length());
    }

    private static String text(Array units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units.size(); i++) text.append((char) units.get(i));
        return text.toString();
    }
}
