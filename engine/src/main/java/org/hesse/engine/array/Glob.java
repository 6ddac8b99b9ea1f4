package org.hesse.engine.array;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names by a pattern: `*` stands for any characters and `?` for one. Immutable and thread-safe. */
public record Glob(String pattern) implements Predicate<String> {
    @Override
    public boolean test(String name) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, name);
    }
}
