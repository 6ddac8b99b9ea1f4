package org.hesse.lab;

import java.util.Iterator;
import java.util.stream.Stream;
import org.hesse.lab.paper.Experiment;
import org.hesse.lab.paper.Experiments;

/** The names of all experiments, for help and completion. Stateless. */
final class PaperNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Stream.concat(Experiments.all().stream().map(Experiment::id), Stream.of(Experiments.ALL)).iterator();
    }
}
