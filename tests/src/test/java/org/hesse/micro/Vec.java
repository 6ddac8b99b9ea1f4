package org.hesse.micro;

/** Inner products `⟨u, v⟩`, and sums `u + cv`. */
final class Vec {
    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) sum += u[i] * v[i];
        return sum;
    }

    static double[] plus(double[] u, double c, double[] v) {
        double[] sum = u.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += c * v[i];
        return sum;
    }
}
