package org.hesse.engine.array;

/**
 * The polynomials that elementary functions are made of, for every provider of {@link Kernels}; coefficients lowest
 * first.
 *
 * <p>They interpolate at the Chebyshev points of their interval; v = P/Q is a least-squares fit at the Chebyshev points
 * of 1/(z + 1), ¾ ≤ z ≤ 41, reweighted with the last denominator until it settles (Loeb 1957). All were solved in
 * 60-digit arithmetic and rounded to double: their own error, that rounding included, is below 2⁻⁵⁶ of the function.
 * Immutable and thread-safe.
 */
public enum Polynomial {
    /** `(eˣ − 1 − x − x²/2) / x³` in powers of x, |x| ≤ ½. */
    EXPM1(0.16666666666666666, 0.041666666666666664, 0.00833333333333336, 0.0013888888888888905,
            0.00019841269841146993, 2.4801587301510543e-05, 2.755731943362024e-06, 2.7557319354970364e-07,
            2.505194670972162e-08, 2.0876655966148874e-09, 1.6116496514371548e-10, 1.1506646643626771e-11),
    /** `(ln((1 + s)/(1 − s))/s − 2) / s²` in powers of s², for (1 + s)/(1 − s) between √½ and √2. */
    LOG(0.6666666666666666, 0.4000000000000088, 0.28571428570803614, 0.22222222391714003,
            0.1818179564012366, 0.15386239703317603, 0.1326877312518755, 0.130866262887013),
    /** `(tanh x / x − 1) / x²` in powers of x², |x| ≤ 0.6. */
    TANH(-0.3333333333333333, 0.13333333333333205, -0.05396825396808531, 0.021869488527368107,
            -0.008863235292803289, 0.0035921242500086925, -0.0014557958855734635, 0.0005897680994688268,
            -0.00023795201383924994, 9.332432233847448e-05, -3.2086614037935994e-05, 6.934046420988954e-06),
    /** `erf(x)/x − 1` in powers of x², |x| ≤ 1. */
    ERF(0.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.02686617064512984,
            0.0052239776254232985, -0.000854832702193483, 0.00012055332902888736, -1.4925647567519332e-05,
            1.6462045441468418e-06, -1.6364642158167616e-07, 1.4792401209404813e-08, -1.216456005728345e-09,
            8.709045129053106e-11, -4.230945824295338e-12),
    /** `(Φ(u) − ½)/u − ⅜` in powers of u², |u| ≤ ¾: what is left beside ⅜ is small, and so is its rounding. */
    CENTRE(0.02394228040143268, -0.06649038006690544, 0.009973557010035243, -0.0011873282154673639,
            0.00011543468746461614, -9.444655251026647e-06, 6.659652604009616e-07, -4.121637794475137e-08,
            2.257799209608136e-09, -9.955441369415457e-11),
    /** P of `v = P/Q` in powers of z, `1/(z + v)` Mills' ratio for z ≥ ¾. */
    MILLS_ABOVE(861006.1290051212, 1117663.4440620178, 736928.8869540017, 315202.5153926214, 95197.60558338053,
            20934.71275139809, 3349.188013796968, 377.2694329023395, 27.411844716558665, 0.9999999999906571),
    /** Q of the same; the 0 makes the number of coefficients even. */
    MILLS_BELOW(1079111.1538058606, 1892242.5309022274, 1637958.6869719718, 908375.414771446, 354850.60476065235,
            101731.49783120111, 21683.252056018, 3404.0116921751555, 379.2694330924242, 27.411844714579413,
            1.0, 0);

    @SuppressWarnings("ImmutableEnumChecker") // nobody gets the array itself
    private final double[] coefficients;

    Polynomial(double... coefficients) { this.coefficients = coefficients; }

    /** A copy of them; their number is even. */
    public double[] coefficients() { return coefficients.clone(); }

    /** `Σ_k c_k xᵏ` for an even number of coefficients; even and odd powers apart are two chains of half the length. */
    static double at(double[] c, double x) {
        double z = x * x;
        double even = 0;
        double odd = 0;
        for (int k = c.length - 2; k >= 0; k -= 2) {
            even = even * z + c[k];
            odd = odd * z + c[k + 1];
        }
        return even + x * odd;
    }
}
