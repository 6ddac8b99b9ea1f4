package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what is evaluated along a training, and how often. */
final class EvaluateOptions {
    private static final String EVALUATE = "--evaluate";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = EVALUATE, paramLabel = "WHAT", split = ",", //
            description = "Also evaluate, on all examples: trace, eigen, norm, alignment, of the terms of --of"
                    + " (default: losses and accuracies only).")
    private List<String> names = List.of();

    @Option(names = "--every", paramLabel = "N", //
            description = "Steps from one evaluation to the next; the start and the end are evaluated too (default: an"
                    + " epoch).")
    private Integer every;

    @Mixin
    private CourseOptions options;

    /** Throws for what does not fit, or is given and not used. */
    void check() {
        if (every != null && every < 1)
            throw new ParameterException(command.commandLine(), "--every: must be at least 1, got " + every);
        options.check(EVALUATE, names);
    }

    /** Steps from one evaluation to the next. */
    int every(int perEpoch) { return every == null ? perEpoch : every; }

    /** What is measured beside losses, with no measure if none was asked for. */
    Course course(int parameters, long seed) { return options.course(parameters, seed); }

    /** What the evaluated numbers depend on. */
    Map<String, String> key(Course course, int perEpoch) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("--every", String.valueOf(every(perEpoch)));
        key.putAll(options.key(EVALUATE, course));
        return key;
    }
}
