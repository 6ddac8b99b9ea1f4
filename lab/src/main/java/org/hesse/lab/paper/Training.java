package org.hesse.lab.paper;

import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.op.Elementwise;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;
import org.hesse.nn.train.CosineSchedule;
import org.hesse.nn.train.Sgd;
import org.hesse.nn.train.Trainer;
import org.hesse.nn.train.TrainingListener;

/**
 * One training run: a model, data, an update rule and a seed, from the initial θ to whatever becomes of it. The same
 * arguments give the same bits. Immutable; run it once, as a rule may have a memory.
 *
 * @param data as {@link Setting#data} or another split
 * @param seed of the initial weights and the order of the batches
 */
public record Training(Setting setting, Model model, Dataset.Split data, UpdateRule rule, long seed) {
    /** Looks at θ between two steps; it is the trainer's, and not to be changed. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Called between two steps.
         *
         * @param step steps taken so far, 0 before the first
         */
        void at(int step, double[] theta);
    }

    /** A run of the setting's own network and data. */
    public static Training of(Setting setting, Elementwise fn, UpdateRule rule, long seed) {
        return new Training(setting, setting.model(fn), setting.data(seed), rule, seed);
    }

    /** Runs to the end, which may be a divergence: a result like another. */
    public Trained run(Progress progress) { return run(progress, Integer.MAX_VALUE, (step, theta) -> {}); }

    /**
     * The same, with a look at θ before the first step and after every so many; not after a divergence.
     *
     * @param progress told of every step
     */
    public Trained run(Progress progress, int every, Observer observer) {
        double[] theta = model.initialize(seed);
        observer.at(0, theta);
        Trainer trainer = new Trainer(rule, new Sgd(setting.momentum()), new CosineSchedule(setting.learningRate()));
        int epochs = setting.steps() / setting.batches(seed).perEpoch();
        Trainer.Result result = trainer.train(theta, setting.batches(seed), epochs, indices -> {
            Dataset batch = data.train().take(indices);
            return model.objective(batch.x(), batch.y());
        }, new TrainingListener() {
            @Override
            public boolean onStep(TrainingListener.Progress at) {
                progress.report(at.step(), at.steps());
                if (at.step() % every == 0) observer.at(at.step(), theta);
                return true;
            }
        });
        return trained(theta, result);
    }

    private Trained trained(double[] theta, Trainer.Result result) {
        Array train = model.outputs(theta, data.train().x());
        Array test = model.outputs(theta, data.test().x());
        return new Trained(theta, result.outcome(), result.message(), result.steps(),
                model.loss().value(train, data.train().y()), Trained.accuracy(train, data.train().y()),
                Trained.accuracy(test, data.test().y()));
    }
}
