package org.hesse.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hesse.hessian.Term;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option `--of`: which terms of the curvature a command looks at, in the order of {@link Term}. */
final class Terms {
    static final List<Term> USUAL = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private List<Term> terms = USUAL;

    @Option(names = "--of", paramLabel = "TERM", split = ",", //
            description = "Terms to look at: hessian, gauss_newton, nme, nme_activation, nme_coupling"
                    + " (default: hessian,gauss_newton,nme).")
    void setTerms(List<String> names) {
        List<Term> parsed = new ArrayList<>();
        for (String name : names) {
            Term term = parse(name.strip());
            if (parsed.contains(term)) throw wrong("--of: " + term.label() + " is there twice");
            parsed.add(term);
        }
        // The order of typing means nothing: the same terms are the same run.
        terms = parsed.stream().sorted().toList();
    }

    private Term parse(String name) {
        return Arrays.stream(Term.values()).filter(term -> term.label().equals(name)).findFirst()
                .orElseThrow(() -> wrong("--of: unknown term '" + name + "', there are "
                        + labels(List.of(Term.values()), ", ")));
    }

    private ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }

    List<Term> list() { return terms; }

    /** As it could be typed: `hessian,nme`. */
    @Override
    public String toString() { return labels(terms, ","); }

    private static String labels(List<Term> terms, String between) {
        return terms.stream().map(Term::label).collect(Collectors.joining(between));
    }
}
