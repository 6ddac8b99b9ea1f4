package org.hesse.lab;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hesse.nn.data.Standardize;
import org.hesse.nn.file.Data;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the scale of examples, `--mean` and `--std`. */
final class Scale {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--mean", paramLabel = "M", split = ",", //
            description = "Take this from every number of x, or for each channel another: 0.4914,0.4822,0.4465"
                    + " (default: 0).")
    private double[] mean;

    @Option(names = "--std", paramLabel = "D", split = ",", //
            description = "Then divide by this, or for each channel by another: 0.2470,0.2435,0.2616 (default: 1).")
    private double[] deviation;

    boolean isGiven() { return mean != null || deviation != null; }

    /** Those that were given, by name, as they may be typed. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        put(options, "--mean", mean);
        put(options, "--std", deviation);
        return options;
    }

    private static void put(Map<String, String> options, String name, double... values) {
        if (values != null)
            options.put(name, Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Throws for numbers that are no scale, whatever the examples. */
    void check() { standardize(); }

    /** Brings the examples into this scale, in place. */
    Data apply(Data data) {
        if (!isGiven()) return data;
        Standardize scale = standardize();
        try {
            scale.apply(data.x());
            return data;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private Standardize standardize() {
        int channels = mean != null ? mean.length : deviation != null ? deviation.length : 1;
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        try {
            return new Standardize(mean == null ? new double[channels] : mean, deviation == null ? ones : deviation);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private ParameterException wrong(IllegalArgumentException e) {
        return new ParameterException(command.commandLine(), "--mean, --std: " + e.getMessage(), e);
    }
}
