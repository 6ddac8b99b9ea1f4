package org.hesse.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a pattern such as `checkpoints/w_*.npz`, in natural order: `w_2` before `w_10`. Stateless.
 *
 * <p>`*` stands for any characters but a slash, `?` for one, `{a,b}` for either, `[0-9]` for one of these, as shells
 * have it.
 */
final class Checkpoints {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");
    /** A run of digits, or of others. */
    private static final Pattern PIECE = Pattern.compile("\\d+|\\D+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Checkpoints() {}

    /** At least one; an error that names the pattern otherwise. */
    static List<Path> of(Path pattern) throws IOException {
        if (Files.isRegularFile(pattern)) return List.of(pattern);
        Path root = root(pattern);
        if (!Files.isDirectory(root)) throw new NoSuchFileException(pattern.toString());
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.normalize());
        int depth = Math.max(1, pattern.normalize().getNameCount() - root.normalize().getNameCount() + 1);
        try (Stream<Path> files = Files.walk(root, depth)) {
            List<Path> found = files.filter(file -> matcher.matches(file.normalize())).filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString, Checkpoints::compare)).toList();
            if (found.isEmpty()) throw new IOException(pattern + ": no file has such a name");
            return found;
        }
    }

    /** The directory in front of the first part with a special character. */
    private static Path root(Path pattern) {
        Path root = pattern;
        while (root != null && SPECIAL.matcher(root.toString()).find()) root = root.getParent();
        return root == null ? Path.of("") : root;
    }

    /** Runs of digits by their value, all else by its letters. */
    static int compare(String a, String b) {
        List<String> as = pieces(a);
        List<String> bs = pieces(b);
        for (int i = 0; i < Math.min(as.size(), bs.size()); i++) {
            int order = comparePieces(as.get(i), bs.get(i));
            if (order != 0) return order;
        }
        return as.size() == bs.size() ? a.compareTo(b) : Integer.compare(as.size(), bs.size());
    }

    private static int comparePieces(String a, String b) {
        boolean areNumbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return areNumbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    /**
     * Where each stands on an axis: at the last number of its path, `w_200.npz` at 200, if these rise; else at 0, 1, 2,
     * and so on.
     */
    static double[] places(List<Path> files) {
        double[] places = files.stream().mapToDouble(Checkpoints::number).toArray();
        boolean rise = !Double.isNaN(places[0]);
        for (int i = 1; i < places.length; i++) rise &= places[i] > places[i - 1];
        if (!rise) for (int i = 0; i < places.length; i++) places[i] = i;
        return places;
    }

    /** NaN if there is none. */
    private static double number(Path file) {
        String name = file.toString().replaceFirst("\\.[A-Za-z]+$", "");
        return NUMBER.matcher(name).results().map(MatchResult::group).reduce((first, last) -> last)
                .map(Double::parseDouble).orElse(Double.NaN);
    }
}
