package org.hesse.engine.array;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Some parameters of a {@link Layout}, in its order: the rows or columns of a block, or what moves when others freeze.
 *
 * <p>Chosen by names: `*` stands for any characters and `?` for one, commas separate patterns, and `!` in front takes
 * names away: `out.*` is the last layer, `!embed*` all but the embeddings, `fc*.weight,!fc1.*` weights but the first.
 * Immutable and thread-safe.
 */
public final class Selection {
    private final Layout whole;
    private final Layout part;
    private final String patterns;

    private Selection(Layout whole, Layout part, String patterns) {
        this.whole = whole;
        this.part = part;
        this.patterns = patterns;
    }

    /** A pattern that fits no parameter, or nothing left at the end, is an error that names those there are. */
    static Selection of(Layout whole, String patterns) {
        List<String> all = Stream.of(patterns.split(",", -1)).map(String::strip).toList();
        for (String each : all) if (whole.segments().stream().noneMatch(fits(each))) throw nothing(whole, each);
        Predicate<Segment> wanted = any(all.stream().filter(pattern -> !takesAway(pattern)).toList());
        if (all.stream().allMatch(Selection::takesAway)) wanted = segment -> true;
        Predicate<Segment> selected = wanted
                .and(any(all.stream().filter(Selection::takesAway).toList()).negate());
        Layout.Builder part = Layout.builder();
        whole.segments().stream().filter(selected).forEach(segment -> part.add(segment.name(), segment.shape()));
        if (part.build().segments().isEmpty()) throw nothing(whole, patterns);
        return new Selection(whole, part.build(), patterns);
    }

    private static boolean takesAway(String pattern) { return pattern.startsWith("!"); }

    private static Predicate<Segment> any(List<String> patterns) {
        return patterns.stream().map(Selection::fits).reduce(segment -> false, Predicate::or);
    }

    private static Predicate<Segment> fits(String pattern) {
        Predicate<String> name = new Glob(pattern.replaceFirst("^!", ""));
        return segment -> name.test(segment.name());
    }

    private static IllegalArgumentException nothing(Layout whole, String pattern) {
        return new IllegalArgumentException("select: '" + pattern + "' leaves no parameter, there are "
                + whole.segments().stream().map(Segment::name).toList());
    }

    /** Where it was selected from. */
    public Layout whole() { return whole; }

    /** The selected parameters alone. */
    public Layout part() { return part; }

    /** The selected numbers of a vector over all parameters. */
    public double[] gather(double[] all) {
        double[] selected = new double[part.size()];
        gather(all, selected);
        return selected;
    }

    /** `selected = all[selection]`. */
    public void gather(double[] all, double[] selected) {
        check(all, selected);
        for (int i = 0; i < part.count(); i++) {
            Segment s = part.segment(i);
            System.arraycopy(all, whole.segment(s.name()).offset(), selected, s.offset(), s.size());
        }
    }

    /** `all[selection] = selected`; the other numbers stay. */
    public void scatter(double[] selected, double[] all) {
        check(all, selected);
        for (int i = 0; i < part.count(); i++) {
            Segment s = part.segment(i);
            System.arraycopy(selected, s.offset(), all, whole.segment(s.name()).offset(), s.size());
        }
    }

    private void check(double[] all, double[] selected) {
        whole.check("all parameters", all);
        part.check("selected parameters", selected);
    }

    @Override
    public String toString() { return patterns + ": " + part; }
}
