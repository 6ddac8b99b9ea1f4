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

/** The options of how a {@link Course} is measured; what is, commands ask for by options of their own. */
final class CourseOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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

    /**
     * Takes the names of what is measured; throws for what does not fit, or is given and not used.
     *
     * @param option that asked for them
     */
    void check(String option, List<String> names) {
        for (String name : names) measures.add(measure(option, name.strip()));
        refuseUnused(option);
        if (products < 1) throw wrong("--products: must be at least 1, got " + products);
        if (top < 0) throw wrong("--top: must be at least 0, got " + top);
        if (bottom < 0) throw wrong("--bottom: must be at least 0, got " + bottom);
        if (measures.contains(Measure.EIGEN)) eigen.check(Math.max(top, bottom));
        else eigen.refuse(option + " eigen", "--top", "--bottom");
    }

    private Measure measure(String option, String name) {
        Measure measure = List.of(Measure.values()).stream().filter(m -> m.label().equals(name)).findFirst()
                .orElseThrow(() -> wrong(option + ": unknown '" + name + "', there are " + Measure.labels()));
        if (measures.contains(measure)) throw wrong(option + ": " + name + " is there twice");
        return measure;
    }

    private void refuseUnused(String option) {
        if (isGiven("--products") && measures.stream().allMatch(m -> m == Measure.EIGEN))
            throw wrong("--products: is for " + option + " trace, norm, alignment, got " + products);
        if (isGiven("--of") && measures.stream().allMatch(m -> m == Measure.ALIGNMENT))
            throw wrong("--of: " + (measures.isEmpty()
                    ? "is for " + option + " trace, eigen, norm"
                    : option + " alignment is of G and N") + ", got " + terms);
    }

    private boolean isGiven(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** For so many parameters; without a measure if none was asked for. */
    Course course(int parameters, long seed) {
        if (measures.contains(Measure.EIGEN)) eigen.checkSize(Math.max(top, bottom), parameters);
        return new Course(measures, terms.list(), products, eigen.ends(top, bottom, parameters, seed), seed);
    }

    /**
     * What the numbers depend on.
     *
     * @param option that asked for them
     */
    Map<String, String> key(String option, Course course) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put(option, String.join(",", measures.stream().map(Measure::label).toList()));
        if (measures.isEmpty()) return key;
        key.put("--of", terms.toString());
        key.put("--products", String.valueOf(products));
        key.putAll(eigen.key(course.ends()));
        return key;
    }

    private ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }
}
