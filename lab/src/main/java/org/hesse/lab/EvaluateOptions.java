package org.hesse.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.lab.Course.Measure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what is evaluated along a training, and how often. */
final class EvaluateOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--evaluate", paramLabel = "WHAT", split = ",", //
            description = "Also evaluate, on all examples: trace, eigen, norm, alignment, of the terms of --of"
                    + " (default: losses and accuracies only).")
    private List<String> names = List.of();

    @Option(names = "--every", paramLabel = "N", //
            description = "Steps from one evaluation to the next; the start and the end are evaluated too (default: an"
                    + " epoch).")
    private Integer every;

    @Option(names = "--products", paramLabel = "N", defaultValue = "100", //
            description = "Products of each trace, norm and alignment (default ${DEFAULT-VALUE}).")
    private int products;

    @Option(names = "--top", paramLabel = "K", defaultValue = "1", //
            description = "How many of the largest eigenvalues (default ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--bottom", paramLabel = "K", defaultValue = "1", //
            description = "How many of the smallest (default ${DEFAULT-VALUE}).")
    private int bottom;

    @Mixin
    private Terms terms;

    @Mixin
    private EigenOptions eigen;

    private final List<Measure> measures = new ArrayList<>();

    /** Throws for what does not fit, or is given and not used. */
    void check() {
        for (String name : names) {
            Measure measure = List.of(Measure.values()).stream().filter(m -> m.label().equals(name.strip())).findFirst()
                    .orElseThrow(() -> wrong("--evaluate: unknown '" + name + "', there are " + Measure.labels()));
            if (measures.contains(measure)) throw wrong("--evaluate: " + measure.label() + " is there twice");
            measures.add(measure);
        }
        if (every != null && every < 1) throw wrong("--every: must be at least 1, got " + every);
        if (products < 1) throw wrong("--products: must be at least 1, got " + products);
        if (top < 0 || bottom < 0) throw wrong("--top, --bottom: must be at least 0, got " + top + ", " + bottom);
        if (!measures.contains(Measure.EIGEN)) eigen.refuse("--evaluate eigen", "--top", "--bottom");
        else eigen.check(Math.max(top, bottom));
        if (measures.isEmpty())
            for (String option : List.of("--products", "--of"))
                if (command.commandLine().getParseResult().hasMatchedOption(option))
                    throw wrong(option + ": is for --evaluate");
    }

    /** Steps from one evaluation to the next. */
    int every(int perEpoch) { return every == null ? perEpoch : every; }

    /** What is measured beside losses, with no measure if none was asked for. */
    Course course(int parameters, long seed) {
        if (measures.contains(Measure.EIGEN)) eigen.checkSize(Math.max(top, bottom), parameters);
        return new Course(measures, terms.list(), products, eigen.ends(top, bottom, parameters, seed), seed);
    }

    /** What the evaluated numbers depend on. */
    Map<String, String> key(Course course, int perEpoch) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("--every", String.valueOf(every(perEpoch)));
        key.put("--evaluate", String.join(",", measures.stream().map(Measure::label).toList()));
        if (measures.isEmpty()) return key;
        key.put("--of", terms.toString());
        key.put("--products", String.valueOf(products));
        key.putAll(eigen.key(course.ends()));
        return key;
    }

    private ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }
}
