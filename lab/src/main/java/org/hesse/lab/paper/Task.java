package org.hesse.lab.paper;

import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Elementwise;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;

/** What a sweep trains: a network by its activation, on data by the seed. Implementations are thread-safe. */
interface Task {
    /** Its name in tables: `mlp`, `conv_bn`. */
    String name();

    /** Tells the trials of this task from those of another, its data included where they may differ. */
    default String key() { return name(); }

    Setting setting();

    Model model(Elementwise fn);

    /** The split of a seed, with some labels of the training part replaced. */
    Dataset.Split data(long seed);

    /** Data, network and training in words. */
    String text();

    /** How many of the training examples, the first ones, make the loss whose curvature is followed. */
    int followed();

    /** A run by a rule. */
    default Training training(Elementwise fn, UpdateRule rule, long seed) {
        return new Training(setting(), model(fn), data(seed), rule, seed);
    }

    /** The loss of the first training examples, as one batch. */
    static Objective loss(Training training, int examples) {
        Dataset first = training.data().train().first(Math.min(examples, training.data().train().size()));
        return training.model().objective(first.x(), first.y());
    }

    /** The multilayer perceptron of a setting, on its digits. */
    record Perceptron(String name, Setting setting) implements Task {
        Perceptron(Setting setting) { this("mlp", setting); }

        @Override
        public Model model(Elementwise fn) { return setting.model(fn); }

        @Override
        public Dataset.Split data(long seed) { return setting.data(seed); }

        @Override
        public String text() { return setting.text(); }

        @Override
        public int followed() { return setting.examples(); }
    }
}
