package org.hesse.lab.paper;

/**
 * Names of functions whose φ and φ′ are another's: `gelu_hat` and `relu_hat:β`, which have a φ″ of their own (Dauphin
 * et al., 2024, section 4), and `tanh/relu_hat:10`, which has that of the second. What does not look at φ″ is with
 * them what it is with the other. Stateless and thread-safe.
 */
final class Interventions {
    private static final String OWN_SECOND = "(_hat(:[^/]*)?)?(/.*)?$";

    private Interventions() {}

    /** The function whose values and gradients it has, by name; itself, if its φ″ is its own. */
    static String base(String activation) { return activation.replaceFirst(OWN_SECOND, ""); }

    /** True if φ″ is not that of the function. */
    static boolean isReplaced(String activation) { return !base(activation).equals(activation); }
}
