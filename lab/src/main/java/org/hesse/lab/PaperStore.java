package org.hesse.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hesse.lab.paper.Numbers;
import org.hesse.lab.paper.Store;

/** The finished trials of an experiment of `hesse paper`, in the state of its run. Used by one thread. */
final class PaperStore implements Store {
    private final RunState state;

    PaperStore(RunState state) { this.state = state; }

    @Override
    public Optional<Numbers> get(String key) {
        String place = place(key);
        List<String> names = state.names(place);
        if (names.isEmpty()) return Optional.empty();
        Numbers numbers = new Numbers();
        for (String name : names) numbers.put(name.substring(place.length()), state.get(name).orElseThrow());
        return Optional.of(numbers);
    }

    @Override
    public void put(String key, Numbers numbers) throws IOException {
        for (String name : numbers.names()) state.put(place(key) + name, numbers.all(name));
        state.save();
    }

    @Override
    public void settle(List<String> keys) throws IOException {
        for (String key : keys) {
            Numbers numbers = get(key).orElseThrow();
            state.forget(place(key));
            for (String name : numbers.names()) state.put(place(key) + name, numbers.all(name));
        }
        state.save();
    }

    /** Keys have no blanks: none is the start of another's place. */
    private static String place(String key) { return "trial/" + key + " "; }
}
