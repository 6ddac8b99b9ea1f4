package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.hesse.engine.array.Array;
import org.hesse.nn.Model;

/** Comma-separated text, one example a row: the numbers of x, then the target. */
record CsvData(Path file) implements DataFormat {
    @Override
    public Data read(Model model, int limit) throws IOException {
        try (InputStream in = Unpacked.open(file)) {
            CsvRows rows = new CsvRows(file, in, Array.size(model.input()), Array.size(Data.target(model)));
            while (rows.count() < limit && rows.next()) {}
            return checked(rows, model);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ": " + e.getMessage(), e);
        }
    }

    private Data checked(CsvRows rows, Model model) throws FormatException {
        if (rows.count() == 0) throw new FormatException(file + ": has no rows of numbers");
        Data data = new Data(rows.x(model.input()), rows.y(Data.target(model)));
        try {
            data.check(model);
        } catch (IllegalArgumentException e) {
            // What can still be wrong is a target: that of the first row that is wrong alone too.
            int row = data.firstWrong(model);
            String place = row < data.rows() ? rows.targetOf(row) + ": " : "";
            throw new FormatException(file + ": " + place + e.getMessage(), e);
        }
        return data;
    }
}
