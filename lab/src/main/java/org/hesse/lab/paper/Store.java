package org.hesse.lab.paper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps the numbers of finished trials from one process to the next. Used by one thread at a time. */
public interface Store {
    /** Keeps nothing. */
    Store NONE = new Store() {
        @Override
        public Optional<Numbers> get(String key) { return Optional.empty(); }

        @Override
        public void put(String key, Numbers numbers) {}

        @Override
        public void settle(List<String> keys) {}
    };

    /** The numbers of a trial, if it is done. */
    Optional<Numbers> get(String key);

    /** Keeps them: once this returns they outlast the process, however that ends. */
    void put(String key, Numbers numbers) throws IOException;

    /** All these are done: whatever the order in which they ended, what is kept has this one from now on. */
    void settle(List<String> keys) throws IOException;
}
