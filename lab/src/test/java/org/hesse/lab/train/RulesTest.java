package org.hesse.lab.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.hessian.Term;
import org.hesse.hessian.rule.Asam;
import org.hesse.hessian.rule.Gnp;
import org.hesse.hessian.rule.GradientPenalty;
import org.hesse.hessian.rule.Gsam;
import org.hesse.hessian.rule.Sam;
import org.hesse.hessian.rule.SampledGaussNewtonPenalty;
import org.hesse.hessian.rule.TracePenalty;
import org.hesse.hessian.rule.Usam;
import org.hesse.hessian.rule.WeightNoise;
import org.hesse.nn.train.Adam;
import org.hesse.nn.train.CosineSchedule;
import org.hesse.nn.train.Nesterov;
import org.hesse.nn.train.Sgd;
import org.hesse.nn.train.WarmUp;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Map<String, UpdateRule> RECORDS = Map.of("sam:0.1", new Sam(0.1), "usam:rho=0.2",
            new Usam(0.2), "psam:0.1", GradientPenalty.psam(0.1), "psam:0.1,2", GradientPenalty.pusam(0.1),
            "psam:terms=gauss_newton,rho=0.1", GradientPenalty.psam(0.1, Term.GAUSS_NEWTON),
            "psam:rho=0.3,power=1.5,terms=gn+activation",
            new GradientPenalty(0.3, 1.5, EnumSet.of(Term.GAUSS_NEWTON, Term.NME_ACTIVATION)),
            "psam:0.1,terms=gn+coupling", GradientPenalty.psam(0.1, Term.GAUSS_NEWTON, Term.NME_COUPLING),
            "gnp:0.1,radius=0.05", new Gnp(0.1, 0.05), "asam:1", new Asam(1), "gsam:0.1,0.4", new Gsam(0.1, 0.4));

    private static final Map<String, Class<?>> WITH_NOISE = Map.of("weight_noise:1e-3", WeightNoise.class,
            "hessian_trace:0.1", TracePenalty.class, "gn_trace:0.1,probes=3", TracePenalty.class,
            "nme_trace:strength=0.1", TracePenalty.class, "label_sampled_gn:0.1", SampledGaussNewtonPenalty.class);

    @Test
    void namesAreThoseOfTheClasses() {
        RECORDS.forEach((text, rule) -> assertEquals(rule, Rules.parse(text, 1), text));
        WITH_NOISE.forEach((text, type) -> assertInstanceOf(type, Rules.parse(text, 1), text));
        assertSame(UpdateRule.GRADIENT, Rules.parse(" sgd ", 1));
        Set<String> seen = new TreeSet<>(List.of("sgd"));
        for (Set<String> texts : List.of(RECORDS.keySet(), WITH_NOISE.keySet()))
            for (String text : texts) seen.add(text.split(":")[0]);
        List<String> listed = new ArrayList<>();
        new Rules().forEach(usage -> listed.add(usage.split(":")[0]));
        assertEquals(seen, new TreeSet<>(listed), "every rule of the list is tried here");
    }

    /** However they are written, with defaults or without: the same run has the same key. */
    @Test
    void equalSettingsHaveEqualTexts() {
        String canonical = "psam:rho=0.1,power=1,terms=hessian";
        for (String text : List.of("psam:0.1", "psam:rho=1e-1", "psam:power=1,rho=0.10", canonical))
            assertEquals(canonical, Rules.canonical(text));
        assertEquals("sgd", Rules.canonical("sgd"));
        String split = "psam:rho=0.1,power=1,terms=gauss_newton+nme_activation";
        for (String text : List.of("psam:0.1,terms=gn+activation", "psam:0.1,terms=nme_activation+gauss_newton", split))
            assertEquals(split, Rules.canonical(text));
    }

    /** What results say of a rule can be given to the next run. */
    @Test
    void canonicalTextsCanBeParsed() {
        RECORDS.forEach((text, rule) -> assertEquals(rule, Rules.parse(Rules.canonical(text), 1), text));
        WITH_NOISE.forEach((text, type) -> assertInstanceOf(type, Rules.parse(Rules.canonical(text), 1), text));
    }

    @Test
    void optimizersAndSchedules() {
        assertInstanceOf(Sgd.class, Optimizers.parse("sgd", 0));
        assertInstanceOf(Nesterov.class, Optimizers.parse("nesterov:0.8", 0.1));
        assertInstanceOf(Adam.class, Optimizers.parse("adam:epsilon=1e-6", 0));
        assertEquals(new CosineSchedule(0.1, 0.01), Schedules.parse("cosine:0.01", 0.1, 0));
        assertEquals(new WarmUp(5, new CosineSchedule(0.1)), Schedules.parse("cosine", 0.1, 5));
        assertEquals(0.3, Schedules.parse("constant", 0.3, 0).learningRate(7, 9));
    }
}
