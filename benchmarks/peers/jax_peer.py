"""JAX on the questions of `hesse time`: python jax_peer.py MODEL.json ARRAYS.npz --threads N

Everything is one jit in double precision. The data are arguments, not constants, so that XLA folds nothing that depends on
them; what a stored form keeps is an argument too.
"""

import os
import platform

import peer

chosen = peer.options(__doc__.splitlines()[0])
peer.confine(chosen.threads)
# Before JAX is imported: XLA reads them once.
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = (os.environ.get("XLA_FLAGS", "")
                           + f" --xla_cpu_multi_thread_eigen={'true' if chosen.threads > 1 else 'false'}").strip()

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
from jax.extend.core import jaxpr_as_fun  # noqa: E402
from jax.scipy.special import erf, logsumexp  # noqa: E402

try:
    # Not public: without it the forms "at θ" are unavailable, all others are there.
    from jax._src.interpreters.partial_eval import partial_eval_jaxpr_nounits
except ImportError:
    partial_eval_jaxpr_nounits = None

jax.config.update("jax_enable_x64", True)

ROOT_HALF = 0.5 ** 0.5

ACTIVATIONS = {
    "relu": jax.nn.relu,
    "gelu": lambda x: 0.5 * x * (1 + erf(x * ROOT_HALF)),
    "beta_gelu": lambda x, beta: 0.5 * x * (1 + erf(beta * x * ROOT_HALF)),
    "gelu_tanh": lambda x: jax.nn.gelu(x, approximate=True),
    "tanh": jnp.tanh,
    "sigmoid": jax.nn.sigmoid,
    "silu": jax.nn.silu,
    "softplus": jax.nn.softplus,
    "elu": lambda x, alpha=1.0: jax.nn.elu(x, alpha),
    "leaky_relu": lambda x, slope=0.01: jax.nn.leaky_relu(x, slope),
    "identity": lambda x: x,
    "sin": jnp.sin,
    "cos": jnp.cos,
    "exp": jnp.exp,
    "erf": erf,
    "square": jnp.square,
}


def dense(layer, weights, x):
    y = x @ weights[layer.get("tied") or layer["name"] + ".weight"].T
    return y + weights[layer["name"] + ".bias"] if layer.get("bias", True) else y


def normalize(layer, x, axes):
    c = x - x.mean(axes, keepdims=True)
    return c * jax.lax.rsqrt((c * c).mean(axes, keepdims=True) + layer.get("eps", 1e-5))


def scale(layer, weights, y, axis):
    shape = [-1 if a == axis % y.ndim else 1 for a in range(y.ndim)]
    y = y * weights[layer["name"] + ".weight"].reshape(shape)
    bias = weights.get(layer["name"] + ".bias")
    return y if bias is None else y + bias.reshape(shape)


def layer_norm(layer, weights, x):
    return scale(layer, weights, normalize(layer, x, -1), -1)


def rms_norm(layer, weights, x):
    y = x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + layer.get("eps", 1e-5))
    return scale(layer, weights, y, -1)


def group_norm(layer, weights, x):
    y = normalize(layer, x.reshape(x.shape[0], layer["groups"], -1), -1)
    return scale(layer, weights, y.reshape(x.shape), 1)


def batch_norm(layer, weights, x):
    peer.not_frozen(layer)
    return scale(layer, weights, normalize(layer, x, tuple(a for a in range(x.ndim) if a != 1)), 1)


def residual(layer, weights, x):
    return peer.sequential(LAYERS, layer["layers"], weights, x) + peer.sequential(LAYERS, layer.get("shortcut", []), weights, x)


def embedding(layer, weights, x):
    return weights[layer["name"] + ".weight"][x.astype(jnp.int32)]


def positional_embedding(layer, weights, x):
    return x + weights[layer["name"] + ".weight"]


def attention(layer, weights, x):
    n, tokens, d = x.shape
    heads = layer["heads"]

    def affine(part, x):
        return x @ weights[f"{layer['name']}.{part}.weight"].T + weights[f"{layer['name']}.{part}.bias"]

    q, k, v = (affine(part, x).reshape(n, tokens, heads, d // heads).transpose(0, 2, 1, 3) for part in "qkv")
    scores = q @ k.transpose(0, 1, 3, 2) / (d // heads) ** 0.5
    if layer.get("causal", False):
        scores = jnp.where(jnp.tril(jnp.ones((tokens, tokens), bool)), scores, -jnp.inf)
    y = jax.nn.softmax(scores, axis=-1) @ v
    return affine("o", y.transpose(0, 2, 1, 3).reshape(n, tokens, d))


def conv2d(layer, weights, x):
    padding = layer.get("padding", 0)
    y = jax.lax.conv_general_dilated(x, weights[layer["name"] + ".weight"], (layer.get("stride", 1),) * 2,
                                     ((padding, padding),) * 2)
    return y + weights[layer["name"] + ".bias"][:, None, None] if layer.get("bias", True) else y


def windows(layer, x):
    """[kernel², n, channels, height, width]: what each place of the output sees."""
    k, s = layer["kernel"], layer.get("stride", layer["kernel"])
    height, width = ((size - k) // s * s + 1 for size in x.shape[2:])
    return jnp.stack([x[:, :, i:i + height:s, j:j + width:s] for i in range(k) for j in range(k)])


def conv2d_by_patches(layer, weights, x):
    """The windows of channels-last images as rows, and one matrix product."""
    w, padding, stride = weights[layer["name"] + ".weight"], layer.get("padding", 0), layer.get("stride", 1)
    k = w.shape[-1]
    x = jnp.pad(x.transpose(0, 2, 3, 1), ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    height, width = ((size - k) // stride * stride + 1 for size in x.shape[1:3])
    rows = jnp.concatenate([x[:, i:i + height:stride, j:j + width:stride] for i in range(k) for j in range(k)], -1)
    y = (rows @ w.transpose(2, 3, 1, 0).reshape(-1, w.shape[0])).transpose(0, 3, 1, 2)
    return y + weights[layer["name"] + ".bias"][:, None, None] if layer.get("bias", True) else y


def by_patches(layers):
    """The same layers with every convolution by patches."""
    return [layer | {part: by_patches(layer[part]) for part in ("layers", "shortcut") if part in layer}
            | ({"type": "conv2d_by_patches"} if layer["type"] == "conv2d" else {}) for layer in layers]


# A new kind of layer is one function here.
LAYERS = {
    "dense": dense,
    "activation": peer.activation(ACTIVATIONS),
    "layer_norm": layer_norm,
    "rms_norm": rms_norm,
    "group_norm": group_norm,
    "batch_norm": batch_norm,
    "residual": residual,
    "embedding": embedding,
    "positional_embedding": positional_embedding,
    "attention": attention,
    "mean_tokens": lambda layer, weights, x: x.mean(1),
    "conv2d": conv2d,
    "conv2d_by_patches": conv2d_by_patches,
    "avg_pool2d": lambda layer, weights, x: windows(layer, x).mean(0),
    "max_pool2d": lambda layer, weights, x: windows(layer, x).max(0),
    "global_avg_pool2d": lambda layer, weights, x: x.mean((2, 3)),
    "flatten": lambda layer, weights, x: x.reshape(x.shape[0], -1),
}


def softmax_cross_entropy(loss, z, y):
    """A target a row; those of −100 do not count."""
    s = loss.get("label_smoothing", 0.0)
    t = (1 - s) * jax.nn.one_hot(y, z.shape[-1], dtype=z.dtype) + s / z.shape[-1]
    counts = y != -100
    return jnp.sum(jnp.where(counts, logsumexp(z, axis=-1) - jnp.sum(t * z, axis=-1), 0)) / jnp.sum(counts)


def mse(loss, z, y):
    return jnp.sum((z - y) ** 2) / (2 * z.shape[0])


LOSSES = {"softmax_cross_entropy": softmax_cross_entropy, "mse": mse}


def dot(a, b):
    return sum(jnp.vdot(x, y) for x, y in zip(jax.tree.leaves(a), jax.tree.leaves(b)))


def plus(a, b):
    return jax.tree.map(jnp.add, a, b)


def minus(a, b):
    return jax.tree.map(jnp.subtract, a, b)


class Program(peer.Program):
    layers, losses = LAYERS, LOSSES

    def curved(self, z, z1):
        """H_z z₁."""
        return jax.jvp(jax.grad(self.outer), (z,), (z1,))[1]


# Forms: functions of the program p, θ and v.

def gradient(p, theta, v):
    return jax.value_and_grad(p.loss)(theta)


def hessian_forward_over_reverse(p, theta, v):
    return jax.jvp(jax.grad(p.loss), (theta,), (v,))[1]


def hessian_reverse_over_forward(p, theta, v):
    return jax.grad(lambda t: jax.jvp(p.loss, (t,), (v,))[1])(theta)


def hessian_reverse_over_reverse(p, theta, v):
    return jax.grad(lambda t: dot(jax.grad(p.loss)(t), v))(theta)


def gauss_newton(p, theta, v):
    z, z1 = jax.jvp(p.output, (theta,), (v,))
    return jax.vjp(p.output, theta)[1](p.curved(z, z1))[0]


def split_forward_over_reverse(p, theta, v):
    """The residual r held fixed, one jvp of θ ↦ (z, Jᵀr) gives z₁ and Nv; G is Jᵀ H_z z₁."""
    r = jax.grad(p.outer)(p.output(theta))

    def output_and_pull(t):
        z, pull = jax.vjp(p.output, t)
        return z, pull(r)[0]

    (z, g), (z1, nv) = jax.jvp(output_and_pull, (theta,), (v,))
    gv = jax.vjp(p.output, theta)[1](p.curved(z, z1))[0]
    return p.outer(z), g, gv, nv, plus(gv, nv)


def split_reverse_over_forward(p, theta, v):
    """θ ↦ (z, z₁) pulled back along (r, 0), (H_z z₁, 0) and (0, r): ∇L, Gv and Nv."""
    (z, z1), pull = jax.vjp(lambda t: jax.jvp(p.output, (t,), (v,)), theta)
    r = jax.grad(p.outer)(z)
    none = jnp.zeros_like(z)
    g, gv, nv = pull((r, none))[0], pull((p.curved(z, z1), none))[0], pull((none, r))[0]
    return p.outer(z), g, gv, nv, plus(gv, nv)


def split_batched_pulls(p, theta, v):
    """Nv by forward over reverse; ∇L and Gv by one pullback of both vectors side by side."""
    z, z1 = jax.jvp(p.output, (theta,), (v,))
    r = jax.grad(p.outer)(z)
    pull = jax.vjp(p.output, theta)[1]
    both = jax.vmap(lambda u: pull(u)[0])(jnp.stack([r, p.curved(z, z1)]))
    g, gv = (jax.tree.map(lambda a, i=i: a[i], both) for i in (0, 1))
    nv = jax.jvp(lambda t: jax.vjp(p.output, t)[1](r)[0], (theta,), (v,))[1]
    return p.outer(z), g, gv, nv, plus(gv, nv)


def split_by_difference(p, theta, v):
    """Hv by forward over reverse, Gv by jvp and vjp, N = H − G."""
    (loss, g), (_, hv) = jax.jvp(jax.value_and_grad(p.loss), (theta,), (v,))
    gv = gauss_newton(p, theta, v)
    return loss, g, gv, minus(hv, gv), hv


def second(f, theta, v):
    """f, f′ and f″ along v, by nested jvp."""
    (y, y1), (_, y2) = jax.jvp(lambda t: jax.jvp(f, (t,), (v,)), (theta,), (v,))
    return y, y1, y2


def quadratic_nested(p, theta, v):
    """z₁ᵀH_z z₁ and r·z₂ from two derivatives of z along v."""
    z, z1, z2 = second(p.output, theta, v)
    return jnp.vdot(z1, p.curved(z, z1)), jnp.vdot(jax.grad(p.outer)(z), z2)


def quadratic_by_pull(p, theta, v):
    """As nested, but vᵀNv as v·Nv."""
    z, z1 = jax.jvp(p.output, (theta,), (v,))
    r = jax.grad(p.outer)(z)
    nv = jax.jvp(lambda t: jax.vjp(p.output, t)[1](r)[0], (theta,), (v,))[1]
    return jnp.vdot(z1, p.curved(z, z1)), dot(v, nv)


def jet_of(f, theta, v):
    """f, f′ and f″ along v, by jet."""
    from jax.experimental import jet
    leaves, tree = jax.tree.flatten(theta)
    series = [[u, jnp.zeros_like(u)] for u in jax.tree.leaves(v)]
    y, (y1, y2) = jet.jet(lambda *t: f(jax.tree.unflatten(tree, t)), leaves, series)
    return y, y1, y2


def quadratic_jet(p, theta, v):
    z, z1, z2 = jet_of(p.output, theta, v)
    return jnp.vdot(z1, p.curved(z, z1)), jnp.vdot(jax.grad(p.outer)(z), z2)


def form_nested(p, theta, v):
    return second(p.loss, theta, v)[2]


def form_jet(p, theta, v):
    """By jet through the model, and by the chain rule through the loss."""
    return sum(quadratic_jet(p, theta, v))


def form_product(p, theta, v):
    return dot(v, hessian_forward_over_reverse(p, theta, v))


# Stored: what does not depend on v, computed once.

def hessian_linearized(p, theta):
    return jax.linearize(jax.grad(p.loss), theta)[1]


def hessian_transposed(p, theta):
    pull = jax.vjp(jax.grad(p.loss), theta)[1]
    return lambda v: pull(v)[0]


def gauss_newton_linearized(p, theta):
    z, push = jax.linearize(p.output, theta)
    pull = jax.vjp(p.output, theta)[1]
    curved = jax.linearize(jax.grad(p.outer), z)[1]
    return lambda v: pull(curved(push(v)))[0]


def split_linearized(p, theta):
    r = jax.grad(p.outer)(p.output(theta))

    def output_and_pull(t):
        z, pull = jax.vjp(p.output, t)
        return z, pull(r)[0]

    (z, _), push = jax.linearize(output_and_pull, theta)
    pull = jax.vjp(p.output, theta)[1]
    curved = jax.linearize(jax.grad(p.outer), z)[1]

    def split(v):
        z1, nv = push(v)
        gv = pull(curved(z1))[0]
        return gv, nv, plus(gv, nv)

    return split


def split_linearized_difference(p, theta):
    hessian, gauss_newton_at = hessian_linearized(p, theta), gauss_newton_linearized(p, theta)

    def split(v):
        hv, gv = hessian(v), gauss_newton_at(v)
        return gv, minus(hv, gv), hv

    return split


def products(split):
    """Gv, Nv and Hv of a form of split."""
    def of_split(p, theta, v):
        return split(p, theta, v)[2:]
    return of_split


class Forms:
    """Makes runs of forms: compiled, checked, and waiting for their results."""

    def __init__(self, model, arrays, check, how=""):
        self.model, self.check, self.how = model, check, how
        device = {name: jnp.asarray(a) for name, a in arrays.vectors["weight"].items()}
        self.theta = device
        self.v = {name: jnp.asarray(arrays.vectors["direction"][name]) for name in device}
        self.x, self.y = jnp.asarray(arrays.x), jnp.asarray(arrays.targets(model["loss"]))

    def fresh(self, form, verify):
        """θ, v and the batch are arguments."""
        f = jax.jit(lambda theta, v, x, y: form(Program(self.model, x, y), theta, v))
        return lambda: self.run(f, (self.theta, self.v, self.x, self.y), form.__name__, verify)

    def stored(self, make, verify):
        """The linear function that JAX keeps; its arrays are arguments of the jit."""
        def build():
            linear = make(Program(self.model, self.x, self.y), self.theta)
            converted, kept = jax.closure_convert(linear, self.v)
            return self.run(jax.jit(converted), (self.v, *kept), make.__name__, verify)
        return build

    def closed(self, make, verify):
        """The linear function that JAX keeps, jitted as it is, its arrays closed over."""
        def build():
            linear = jax.jit(make(Program(self.model, self.x, self.y), self.theta))
            return self.run(linear, (self.v,), make.__name__, verify)
        return build

    def partial(self, form, verify):
        """A fresh form, of which all that does not depend on v was computed before."""
        def build():
            f, kept = self.partially(form)
            return self.run(f, (kept, self.v), form.__name__, verify)
        return build

    def partially(self, form):
        """`f(kept, v)` and what is kept: the form's program cut in two by what depends on v."""
        if partial_eval_jaxpr_nounits is None:
            raise peer.Unavailable(f"jax {jax.__version__} has no partial_eval_jaxpr_nounits where it was")
        fixed, known_theta = jax.tree.flatten((self.theta, self.x, self.y))

        def whole(leaves, v):
            theta, x, y = jax.tree.unflatten(known_theta, leaves)
            return form(Program(self.model, x, y), theta, v)

        program, shape = jax.make_jaxpr(whole, return_shape=True)(fixed, self.v)
        unknown = [i >= len(fixed) for i in range(len(program.jaxpr.invars))]
        before, after, unknown_results, _ = partial_eval_jaxpr_nounits(program, unknown, True)
        kept = jax.jit(jaxpr_as_fun(before))(*fixed)[len(unknown_results) - sum(unknown_results):]
        result = jax.tree.structure(shape)
        run = lambda kept, v: jax.tree.unflatten(result, jaxpr_as_fun(after)(*kept, *jax.tree.leaves(v)))  # noqa: E731
        return jax.jit(run), kept

    def run(self, f, args, name, verify):
        try:
            compiled = f.lower(*args).compile()
            result = jax.block_until_ready(compiled(*args))
        except NotImplementedError as e:
            raise peer.Unavailable(str(e).splitlines()[0]) from e
        verify(self.check, name + self.how, result)
        # The jitted function, not `compiled`: its call is dispatched by C++.
        jax.block_until_ready(f(*args))
        return lambda: jax.block_until_ready(f(*args))


def questions(forms):
    """{question: {form: how it is made}}."""
    hessians = {"jvp of grad": hessian_forward_over_reverse, "grad of jvp": hessian_reverse_over_forward,
                "grad of (grad · v)": hessian_reverse_over_reverse}
    splits = {"jvp of (z, vjp of r), vjp": split_forward_over_reverse,
              "vjp of jvp, three pulls": split_reverse_over_forward,
              "jvp of vjp, batched pulls": split_batched_pulls, "N = H - G": split_by_difference}
    quadratics = {"nested jvp of z": quadratic_nested, "jet of z": quadratic_jet, "jvp, v·Nv": quadratic_by_pull}
    whole = {"nested jvp": form_nested, "jet": form_jet, "v·Hv": form_product}
    hv, gv = peer.verify_vector("hessian"), peer.verify_vector("gauss_newton")

    def fresh(table, verify):
        return {name: forms.fresh(form, verify) for name, form in table.items()}

    def partial(table, verify, wrap=lambda form: form):
        return {"at θ: " + name: forms.partial(wrap(form), verify) for name, form in table.items()}

    return {
        "gradient": fresh({"value_and_grad": gradient}, peer.verify_gradient),
        "hessian": fresh(hessians, hv),
        "hessian_stored": {"linearize(grad)": forms.stored(hessian_linearized, hv),
                           "linearize(grad), closed over": forms.closed(hessian_linearized, hv),
                           "vjp of grad": forms.stored(hessian_transposed, hv)}
        | partial(hessians, hv) | {"fresh: " + name: make for name, make in fresh(hessians, hv).items()},
        "gauss_newton_stored": {"linearize(z), vjp": forms.stored(gauss_newton_linearized, gv)}
        | partial({"jvp, vjp": gauss_newton}, gv) | {"fresh: jvp, vjp": forms.fresh(gauss_newton, gv)},
        "split": fresh(splits, peer.verify_split),
        "split_stored": {"linearize(z, vjp of r), vjp": forms.stored(split_linearized, peer.verify_products),
                         "linearize(grad), N = H - G": forms.stored(split_linearized_difference, peer.verify_products)}
        | partial(splits, peer.verify_products, products),
        "quadratic": fresh(quadratics, peer.verify_quadratic),
        "quadratic_stored": partial(quadratics, peer.verify_quadratic),
        "quadratic_hessian": fresh(whole, peer.verify_form),
        "quadratic_hessian_stored": partial(whole, peer.verify_form),
    }


def run():
    model, arrays = peer.read_model(chosen.model), peer.Arrays(chosen.arrays)
    check = peer.Check(arrays, "JAX")
    all_forms = questions(Forms(model, arrays, check))
    patches = by_patches(model["layers"])
    if patches != model["layers"]:
        for question, forms in questions(Forms(model | {"layers": patches}, arrays, check, ", patches")).items():
            all_forms[question] |= {name + ", patches": make for name, make in forms.items()}
    environment = {"jax": jax.__version__, "jaxlib": jax.lib.__version__, "machine": platform.machine()}
    peer.main(all_forms, environment, chosen, check)


peer.guarded(run)
