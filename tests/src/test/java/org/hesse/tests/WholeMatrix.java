package org.hesse.tests;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A matrix of whole numbers, with exact products and ranks. */
record WholeMatrix(BigInteger[][] a) {
    static WholeMatrix of(long[][] rows) {
        return new WholeMatrix(Stream.of(rows)
                .map(row -> Arrays.stream(row).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new))
                .toArray(BigInteger[][]::new));
    }

    int rows() { return a.length; }

    int columns() { return a[0].length; }

    WholeMatrix times(WholeMatrix b) {
        BigInteger[][] product = new BigInteger[rows()][b.columns()];
        for (int i = 0; i < rows(); i++)
            for (int j = 0; j < b.columns(); j++) {
                product[i][j] = BigInteger.ZERO;
                for (int k = 0; k < columns(); k++) product[i][j] = product[i][j].add(a[i][k].multiply(b.a[k][j]));
            }
        return new WholeMatrix(product);
    }

    WholeMatrix minus(WholeMatrix b) {
        BigInteger[][] difference = new BigInteger[rows()][columns()];
        for (int i = 0; i < rows(); i++)
            for (int j = 0; j < columns(); j++) difference[i][j] = a[i][j].subtract(b.a[i][j]);
        return new WholeMatrix(difference);
    }

    WholeMatrix transpose() {
        BigInteger[][] t = new BigInteger[columns()][rows()];
        for (int i = 0; i < rows(); i++) for (int j = 0; j < columns(); j++) t[j][i] = a[i][j];
        return new WholeMatrix(t);
    }

    boolean hasFullRank() { return rank() == Math.min(rows(), columns()); }

    /** By elimination without fractions (Bareiss, 1968): all numbers on the way are minors, all divisions exact. */
    int rank() {
        BigInteger[][] m = Stream.of(a).map(BigInteger[]::clone).toArray(BigInteger[][]::new);
        BigInteger last = BigInteger.ONE;
        int rank = 0;
        for (int column = 0; column < columns() && rank < rows(); column++) {
            int pivot = rank;
            while (pivot < rows() && m[pivot][column].signum() == 0) pivot++;
            if (pivot == rows()) continue;
            BigInteger[] row = m[pivot];
            m[pivot] = m[rank];
            m[rank++] = row;
            for (int i = rank; i < rows(); i++) eliminate(m[i], row, column, last);
            last = row[column];
        }
        return rank;
    }

    private static void eliminate(BigInteger[] row, BigInteger[] pivot, int column, BigInteger last) {
        for (int j = column + 1; j < row.length; j++)
            row[j] = row[j].multiply(pivot[column]).subtract(row[column].multiply(pivot[j])).divide(last);
        row[column] = BigInteger.ZERO;
    }

    /** True if no product of neighbours has a smaller rank than the smallest of its factors. */
    static boolean productsKeepRank(List<WholeMatrix> word) {
        for (int from = 0; from < word.size(); from++) {
            WholeMatrix product = word.get(from);
            int smallest = product.rank();
            for (WholeMatrix next : word.subList(from + 1, word.size())) {
                product = product.times(next);
                smallest = Math.min(smallest, next.rank());
                if (product.rank() != smallest) return false;
            }
        }
        return true;
    }
}
