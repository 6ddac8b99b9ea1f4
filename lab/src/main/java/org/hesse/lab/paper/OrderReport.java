package org.hesse.lab.paper;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.lab.report.Text;

/** What the errors of all activations say, in words, fields, pictures and a table. Immutable. */
record OrderReport(Map<String, OrderResult> results, double[] rho) {
    private static final String FULL = "gelu";
    private static final String HAT = "gelu_hat";
    private static final String KINKED = "relu";

    void addTo(Findings findings) {
        results.forEach((name, result) -> findings.result(sentence(name, result)));
        if (results.containsKey(FULL) && results.containsKey(HAT)) compareGelus(findings);
        if (results.containsKey(KINKED)) compareKinks(findings);
        findings.picture(new Figure("errors", "e(ρ) by activation, log-log. With its own φ″ the error falls as ρ²,"
                + " without it as ρ; that of ReLU is a staircase, with a step wherever a pre-activation changes sign:"
                + " the third chart counts them along the direction of the first.",
                Order.picture(results, rho).draw()));
        findings.table(new Findings.Table("", "e(ρ): median, least and largest over random directions, and along the"
                + " gradient; kinks crossed on the way", Order.table(results, rho)));
        results.forEach((name, result) -> findings.field(name.replace(':', '_'), fields(result)));
    }

    private String sentence(String name, OrderResult result) {
        return name + ": slope " + result.slope().text(3) + " over " + result.slope().count()
                + " random directions (e = " + Text.of(OrderResult.at(rho, Order.TO, result.medians())) + " at ρ = "
                + Text.tick(Order.TO) + "), " + result.gradientSlope().text(3) + " along the gradient.";
    }

    private void compareGelus(Findings findings) {
        double full = OrderResult.at(rho, Order.TO, results.get(FULL).medians());
        double hat = OrderResult.at(rho, Order.TO, results.get(HAT).medians());
        boolean agrees = Math.abs(results.get(FULL).slope().mean() - 2) <= 0.05
                && Math.abs(results.get(HAT).slope().mean() - 1) <= 0.1;
        findings.comparison((agrees ? "Agrees: the" : "Differs from what is expected, slopes of 2 and 1: the")
                + " same network, with the same gradient, has an error of order " + results.get(FULL).slope().text(2)
                + " with GELU's own φ″ and " + results.get(HAT).slope().text(2) + " with φ″ = 0, and at ρ = "
                + Text.tick(Order.TO) + " one " + Text.of(hat / full) + " times as large: what the update lacks is N's"
                + " activation part, at first order.");
    }

    private void compareKinks(Findings findings) {
        OrderResult relu = results.get(KINKED);
        double crossed = OrderResult.at(rho, 0.1, relu.crossings());
        findings.comparison("ReLU has no such order: at ρ = " + Text.tick(Order.TO) + " a random direction crosses "
                + Text.of(OrderResult.at(rho, Order.TO, relu.crossings())) + " of " + Math.round(relu.units())
                + " kinks on average, at 0.1 " + Text.of(crossed) + ", and each is a jump of the gradient that no φ″"
                + " = 0 foresees. Slope over the fit's range " + relu.slope().text(2)
                + ", of a staircase; from ρ = 0.01 to 1, where kinks are many, the median's is "
                + Text.of(Slope.logLog(rho, relu.medians(), 0.01, 1)) + ": jumps of many directions partly cancel.");
        OrderResult narrow = results.get("relu_hat:100");
        OrderResult wide = results.get("relu_hat:10");
        if (narrow == null || wide == null) return;
        findings.comparison("A bump in place of ReLU's delta helps only where a step crosses about as many kinks as lie"
                + " under it. " + bumps("Random directions", wide.medians(), narrow.medians(), relu.medians()) + " "
                + bumps("Along the gradient", wide.alongGradient(), narrow.alongGradient(), relu.alongGradient())
                + " At small ρ any bump is worse than none: it foresees kinks that are not crossed.");
    }

    private String bumps(String where, double[] wide, double[] narrow, double[] none) {
        StringBuilder text = new StringBuilder(where);
        for (double at : new double[] {0.01, 0.1, 1})
            text.append(at == 0.01 ? ", " : "; ").append("ρ = ").append(Text.tick(at)).append(": ")
                    .append(Text.of(OrderResult.at(rho, at, wide))).append(" (β = 10), ")
                    .append(Text.of(OrderResult.at(rho, at, narrow))).append(" (β = 100), ")
                    .append(Text.of(OrderResult.at(rho, at, none))).append(" (none)");
        return text.append('.').toString();
    }

    private Map<String, Object> fields(OrderResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slope", result.slope().mean());
        fields.put("spread", result.slope().deviation());
        fields.put("directions", result.slope().count());
        fields.put("gradient_slope", result.gradientSlope().mean());
        fields.put("error_at_1e-3", OrderResult.at(rho, Order.TO, result.medians()));
        fields.put("crossings_at_1e-3", OrderResult.at(rho, Order.TO, result.crossings()));
        fields.put("crossings_at_0.1", OrderResult.at(rho, 0.1, result.crossings()));
        return fields;
    }
}
