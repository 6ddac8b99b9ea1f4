package org.hesse.lab.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One summand of a formula. Immutable and thread-safe.
 *
 * @param between what stands between factors: `·`, or a blank for matrices
 * @param born true where curvature is born
 */
record Product(List<Factor> factors, String between, boolean born) {
    static final String DOT = "·";

    /** A product of those factors; none at all if one of them is a structural zero. */
    static List<Product> of(String between, Factor... factors) {
        if (Arrays.stream(factors).anyMatch(Objects::isNull)) return List.of();
        return List.of(new Product(List.of(factors), between, false));
    }

    /** The same as a birth. */
    Product asBirth() { return new Product(factors, between, true); }

    private String symbols() { return factors.stream().map(Factor::symbol).collect(Collectors.joining(between)); }

    private String numbers() {
        String rest = factors.stream().skip(1).map(Factor::within).map(n -> between + n).collect(Collectors.joining());
        return factors.get(0).number() + rest;
    }

    /** The sum as it is written, births marked. */
    static String symbols(List<Product> sum) {
        return join(sum.stream().map(p -> p.marked(p.symbols())).toList(), sum);
    }

    /** The sum with its numbers put in; null if one of them has no short form. */
    static String numbers(List<Product> sum) {
        if (sum.stream().flatMap(p -> p.factors.stream()).anyMatch(f -> f.number() == null)) return null;
        return join(sum.stream().map(p -> p.marked(p.numbers())).toList(), sum);
    }

    private String marked(String text) { return born ? "<mark>" + text + "</mark>" : text; }

    /** `a + −b` is `a − b`. */
    private static String join(List<String> texts, List<Product> sum) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String bare = text.replaceFirst("^<mark>", "");
            boolean minus = i > 0 && bare.startsWith("−");
            all.append(i == 0 ? "" : minus ? " − " : " + ");
            all.append(!minus ? text : sum.get(i).marked(strip(bare)));
        }
        return all.toString();
    }

    private static String strip(String bare) { return bare.substring(1).replace("</mark>", ""); }
}
