package org.hesse.nn.layers;

import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.ops.Gelu;
import org.hesse.testkit.Program;
import org.hesse.testkit.ProgramContract;

class BlockTest implements ProgramContract {
    @Override
    public Stream<Program> programs() {
        Dense wide = new Dense("wide", 6);
        Dense out = new Dense("out", 3);
        return Stream.of(
                Layers.program(new Block(List.of(wide, new Activation(new Gelu()), out), List.of(new Dense("skip", 3))),
                        5, 4),
                Layers.program(new Block(List.of(new Dense("same", 4), new Activation(new Gelu()))), 5, 4));
    }
}
