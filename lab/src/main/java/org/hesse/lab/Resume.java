package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of long runs that can be interrupted at any moment and go on: `--state` and `--fresh`. */
final class Resume {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--state", paramLabel = "FILE.npz", //
            description = "Keep what is computed so far in this file, and go on from it: the same command ends with the"
                    + " same numbers, interrupted or not (default: COMMAND.state.npz in DIR of --out; removed at the"
                    + " end).")
    private Path file;

    @Option(names = "--fresh", description = "Start over, whatever the state of an earlier run.")
    private boolean fresh;

    /**
     * The state to go on from; what is there of another run is an error.
     *
     * @param inputs which the file must not be one of
     * @param outputs by option, nor one of these: the state is removed in the end
     */
    RunState open(Results results, Map<String, String> key, Console console, List<Path> inputs,
            Map<String, Path> outputs) throws IOException {
        Path place = file != null ? file : results.file(command.name() + ".state.npz").orElse(null);
        if (place == null && fresh)
            throw new ParameterException(command.commandLine(), "--fresh: there is no state without --out or --state");
        if (file != null) OutputFile.of("--state", file, inputs);
        if (place != null) checkApart(place, outputs, results);
        if (place != null) results.claim(Claim.file("state", place));
        RunState state = RunState.of(place, key, fresh);
        if (state.isResumed()) console.note("hesse: goes on from " + place);
        return state;
    }

    private void checkApart(Path place, Map<String, Path> outputs, Results results) throws IOException {
        String named = (file != null ? "--state: " : "--out: the state ") + place;
        for (Map.Entry<String, Path> output : outputs.entrySet())
            if (OutputFile.isSame(place, output.getValue()))
                throw new IOException(named + " is the same file as that of " + output.getKey());
        if (results.isResult(place))
            throw new IOException(named + " has the name of a result in the directory of --out");
    }
}
