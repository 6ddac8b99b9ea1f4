package org.hesse.hessian;

import java.util.ArrayList;
import java.util.List;
import org.hesse.engine.sweep.Channel;

/** What one sweep is asked for: channels, directions, and a place for each product. Filled anew for each sweep. */
final class Request {
    final List<Channel> channels;
    /** One a lane. */
    final double[][] v;
    /** `out[channel][lane]`. */
    final double[][][] out;

    Request(int lanes, Channel... channels) { this(lanes, List.of(channels)); }

    Request(int lanes, List<Channel> channels) {
        this.channels = channels;
        this.v = new double[lanes][];
        this.out = new double[channels.size()][lanes][];
    }

    /** Throws if one place is another's or a direction's: sums over parts write it while both are still needed. */
    void checkApart() {
        List<double[]> taken = new ArrayList<>(List.of(v));
        for (double[][] lanes : out)
            for (double[] place : lanes) {
                if (taken.stream().anyMatch(other -> other == place))
                    throw new IllegalArgumentException(channels + ": one would overwrite a direction or another");
                taken.add(place);
            }
    }

    /** The same directions, with places of its own of `size` numbers. */
    Request apart(int size) {
        Request apart = new Request(v.length, channels);
        System.arraycopy(v, 0, apart.v, 0, v.length);
        for (double[][] lanes : apart.out) for (int l = 0; l < lanes.length; l++) lanes[l] = new double[size];
        return apart;
    }
}
