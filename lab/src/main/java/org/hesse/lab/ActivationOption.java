package org.hesse.lab;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hesse.engine.op.Elementwise;
import org.hesse.nn.Model;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option `--activation`: another function, or another φ″ alone, in place of all activations of a model. */
final class ActivationOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private String name;
    private UnaryOperator<Elementwise> change = fn -> fn;

    @Option(names = "--activation", paramLabel = "NAME", //
            description = "In place of all activations of the model: gelu, beta_gelu:4, or tanh/relu_hat:10, tanh with"
                    + " the second derivative of relu_hat; /relu_hat:10 leaves the model's functions and gradients as"
                    + " they are and replaces their second derivatives only.")
    void setName(String text) {
        name = text.strip();
        try {
            if (name.startsWith("/")) {
                Elementwise second = Activations.parse(name.substring(1));
                change = fn -> fn.withSecondDerivativeOf(second);
            } else {
                Elementwise other = Activations.parse(name);
                change = fn -> other;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** As it was typed, if it was. */
    Optional<String> name() { return Optional.ofNullable(name); }

    /** The model with these activations; itself, if none were named. */
    Model in(Model model) {
        if (name == null) return model;
        boolean[] isAny = {false};
        try {
            Model changed = model.withActivations(fn -> {
                isAny[0] = true;
                return change.apply(fn);
            });
            if (isAny[0]) return changed;
        } catch (IllegalArgumentException e) {
            throw wrong("--activation: " + name + ": " + e.getMessage());
        }
        throw wrong("--activation: the model has no activation that " + name + " could take the place of");
    }

    private ParameterException wrong(String message) { return new ParameterException(command.commandLine(), message); }
}
