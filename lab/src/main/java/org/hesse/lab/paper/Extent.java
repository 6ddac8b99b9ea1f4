package org.hesse.lab.paper;

/**
 * How much a sweep runs where the command line does not say: strengths and seeds, in full and if it is to be quick. Its
 * arrays are not to be changed.
 */
record Extent(double[] full, double[] quick, int seeds, int quickSeeds) {
    int seeds(Settings settings) { return settings.seeds(seeds, quickSeeds); }
}
