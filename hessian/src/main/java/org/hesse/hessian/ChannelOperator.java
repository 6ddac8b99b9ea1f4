package org.hesse.hessian;

import org.hesse.engine.sweep.Channel;

/** `v ↦` one channel's product, by the sweeps of a {@link Curvature}. Not thread-safe. */
final class ChannelOperator implements Operator {
    private final Products products;
    private final Channel channel;
    private final Request one;

    /** Runs nothing; a channel that the recording cannot have is an error at the first product. */
    ChannelOperator(Products products, Channel channel) {
        this.products = products;
        this.channel = channel;
        this.one = new Request(1, channel);
    }

    @Override
    public int rows() { return products.layout().size(); }

    @Override
    public void apply(double[] v, double[] out) {
        one.v[0] = v;
        one.out[0][0] = out;
        products.run(one);
    }

    @Override
    public void apply(double[][] v, double[][] out) {
        checkLanes(v, out);
        Request several = new Request(v.length, channel);
        System.arraycopy(v, 0, several.v, 0, v.length);
        System.arraycopy(out, 0, several.out[0], 0, v.length);
        products.run(several);
    }

    @Override
    public Operator transposed() { return this; }

    @Override
    public String toString() { return channel.name(); }
}
