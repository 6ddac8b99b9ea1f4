package org.hesse.micro;

import java.util.List;

/** Parameters θ, outputs `z = f(θ)`, and a loss of z: all that is recorded after the last output is loss. */
record Program(List<Node> theta, List<Node> z, Node loss) {
    boolean isLoss(Node y) { return y.id() > z.get(z.size() - 1).id(); }

    Sweep along(double... v) { return Sweep.of(loss.tape(), theta, loss, v); }
}
