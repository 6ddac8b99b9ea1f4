package org.hesse.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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
        int depth = Math.max(1, pattern.normalize().getNameCount() - root.normalize().getNameCount() + 1);
        Walk walk = new Walk(pattern.normalize());
        Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), depth, walk);
        if (walk.found.isEmpty()) throw new IOException(pattern + ": no file has such a name");
        walk.found.sort(Comparator.comparing(Path::toString, Checkpoints::compare));
        return List.copyOf(walk.found);
    }

    /** Gathers the files of a pattern, through symbolic links too. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path pattern;
        private final PathMatcher matcher;
        private final List<Path> found = new ArrayList<>();

        Walk(Path pattern) {
            this.pattern = pattern;
            matcher = matcher(pattern);
        }

        private static PathMatcher matcher(Path pattern) {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && matcher.matches(file.normalize())) found.add(file);
            return FileVisitResult.CONTINUE;
        }

        /** What cannot be read is an error where the pattern leads there; a link to what is above it never is. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (!(e instanceof FileSystemLoopException) && isOnTheWay(file.normalize())) throw e;
            return FileVisitResult.CONTINUE;
        }

        private boolean isOnTheWay(Path file) {
            int names = file.getNameCount();
            if (names > pattern.getNameCount()) return false;
            Path start = pattern.subpath(0, names);
            return matcher(pattern.getRoot() == null ? start : pattern.getRoot().resolve(start)).matches(file);
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
