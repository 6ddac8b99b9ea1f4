package org.hesse.lab.paper;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.objective.Progress;

/**
 * Trains a task by every arm for every seed. Immutable.
 *
 * @param seeds how many
 * @param probes of each step of a trace penalty
 * @param follow how often, and by how many probes, the traces along training are estimated
 */
record Sweep(Context context, Task task, int seeds, int probes, TraceCourse.Plan follow) {
    /** The trials of all arms, and what comes of them. */
    Cells run(String what, List<Arm> arms) {
        List<Trial> trials = new ArrayList<>();
        for (Arm arm : arms) for (int s = 0; s < seeds; s++) trials.add(trial(arm, context.settings().seed(s)));
        List<Numbers> all = context.run(what, trials);
        List<Cell> cells = new ArrayList<>();
        for (int a = 0; a < arms.size(); a++)
            cells.add(new Cell(arms.get(a), all.subList(a * seeds, (a + 1) * seeds)));
        return new Cells(cells);
    }

    private Trial trial(Arm arm, long seed) {
        return new Trial(arm.key(task.key(), seed), progress -> train(arm, seed, progress));
    }

    private Numbers train(Arm arm, long seed, Progress progress) {
        Training training = task.training(context.function(arm.activation()),
                arm.method().rule(arm.strength(), probes, seed), seed);
        if (follow.isNone()) return training.run(progress).numbers();
        TraceCourse course = new TraceCourse(Task.loss(training, task.followed()), follow, seed);
        return course.addTo(training.run(progress, follow.every(), course).numbers());
    }
}
