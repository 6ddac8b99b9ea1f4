package org.hesse.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hesse.hessian.Term;
import org.hesse.hessian.structure.BlockNorms;
import org.hesse.lab.report.BlockPicture;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Picture;
import org.hesse.lab.report.Text;

/** Norms of blocks as lines, as a table, as JSON and as heat maps. As immutable as they are. */
record BlockReport(Map<Term, BlockNorms> norms) {
    private static final int WIDTH = 12;

    private List<String> layers() { return norms.values().iterator().next().layers(); }

    /** A matrix for every term. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        norms.forEach((term, blocks) -> {
            lines.add(line("|" + term.label() + "|", layers()));
            for (int i = 0; i < layers().size(); i++) lines.add(line(layers().get(i), row(blocks, i)));
            lines.add(String.format(Locale.ROOT, "all: %.6g, within layers %.1f%% of its square", blocks.norm(),
                    100 * blocks.diagonalShare()));
        });
        return lines;
    }

    private static List<String> row(BlockNorms blocks, int i) {
        List<String> cells = new ArrayList<>();
        for (int j = 0; j < blocks.layers().size(); j++) cells.add(Text.of(blocks.norm(i, j)));
        return cells;
    }

    private static String line(String name, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", name));
        for (String cell : cells) line.append(String.format(Locale.ROOT, " %" + WIDTH + "s", cell));
        return line.toString();
    }

    CsvTable table() {
        CsvTable table = new CsvTable("term", "row", "column", "norm", "standard_error");
        norms.forEach((term, blocks) -> {
            for (int i = 0; i < layers().size(); i++)
                for (int j = 0; j < layers().size(); j++)
                    table.add(term.label(), layers().get(i), layers().get(j), blocks.norm(i, j), error(blocks, i, j));
        });
        return table;
    }

    /** Of the norm, by the delta method from that of its square; exact zeros are exact. */
    private static double error(BlockNorms blocks, int i, int j) {
        double error = blocks.standardErrors()[i][j];
        return error == 0 ? 0 : error / (2 * blocks.norm(i, j));
    }

    /** Layers, and by term the matrices of norms and standard errors. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("layers", layers());
        Map<String, Object> terms = new LinkedHashMap<>();
        norms.forEach((term, blocks) -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("norm", blocks.norm());
            of.put("diagonal_share", blocks.diagonalShare());
            of.put("norms", List.of(matrix(blocks, false)));
            of.put("standard_errors", List.of(matrix(blocks, true)));
            of.put("products", blocks.products());
            terms.put(term.label(), of);
        });
        fields.put("blocks", terms);
        return fields;
    }

    private static double[][] matrix(BlockNorms blocks, boolean errors) {
        int n = blocks.layers().size();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) matrix[i][j] = errors ? error(blocks, i, j) : blocks.norm(i, j);
        return matrix;
    }

    Picture picture() {
        BlockPicture picture = new BlockPicture(layers());
        norms.forEach((term, blocks) -> picture.add(term, matrix(blocks, false)));
        return picture.draw();
    }
}
