"""PyTorch on the questions of `hesse time`: python torch_peer.py MODEL.json ARRAYS.npz --threads N

Double precision. A form is written in torch.func or in classic double backward, and runs three ways: eagerly, as the flat
graph of aten operators that make_fx traces (no autograd is left in it), and that graph through torch.compile, which needs a
C++ compiler. In the graph of a stored form all nodes that do not depend on v were computed before.
"""

import peer

chosen = peer.options(__doc__.splitlines()[0])
peer.confine(chosen.threads)

import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from torch.func import grad, grad_and_value, jvp, linearize, vjp, vmap  # noqa: E402
from torch.fx.experimental.proxy_tensor import make_fx  # noqa: E402
from torch.utils import _pytree as pytree  # noqa: E402

torch.set_num_threads(chosen.threads)
torch.set_default_dtype(torch.float64)

ROOT_HALF = 0.5 ** 0.5

ACTIVATIONS = {
    "relu": F.relu,
    "gelu": F.gelu,
    "beta_gelu": lambda x, beta: 0.5 * x * (1 + torch.erf(beta * x * ROOT_HALF)),
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "silu": F.silu,
    # From a threshold on, PyTorch's own is the identity.
    "softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
    "elu": lambda x, alpha=1.0: F.elu(x, alpha),
    "leaky_relu": lambda x, slope=0.01: F.leaky_relu(x, slope),
    "identity": lambda x: x,
    "sin": torch.sin,
    "cos": torch.cos,
    "exp": torch.exp,
    "erf": torch.erf,
    "square": torch.square,
}


def dense(layer, weights, x):
    bias = weights[layer["name"] + ".bias"] if layer.get("bias", True) else None
    return F.linear(x, weights[layer.get("tied") or layer["name"] + ".weight"], bias)


def affine(layer, weights, x, part, f):
    """An operation with the weight and, if there is one, the bias of a layer's part."""
    return f(x, weights[layer["name"] + part + ".weight"], weights.get(layer["name"] + part + ".bias"))


def layer_norm(layer, weights, x):
    return affine(layer, weights, x, "", lambda x, w, b: F.layer_norm(x, x.shape[-1:], w, b, layer.get("eps", 1e-5)))


def rms_norm(layer, weights, x):
    root = torch.rsqrt((x * x).mean(-1, keepdim=True) + layer.get("eps", 1e-5))
    return x * root * weights[layer["name"] + ".weight"]


def normalize(layer, weights, x, rows, axes):
    """Over some axes of x under another shape, then the scale and shift of its channels."""
    y = x.reshape(rows)
    c = y - y.mean(axes, keepdim=True)
    y = (c * torch.rsqrt((c * c).mean(axes, keepdim=True) + layer.get("eps", 1e-5))).reshape(x.shape)
    channels = [-1] + [1] * (x.dim() - 2)
    return affine(layer, weights, y, "", lambda y, w, b: y * w.reshape(channels) + b.reshape(channels))


def group_norm(layer, weights, x):
    return normalize(layer, weights, x, (x.shape[0], layer["groups"], -1), (2,))


def batch_norm(layer, weights, x):
    peer.not_frozen(layer)
    return normalize(layer, weights, x, x.shape, tuple(a for a in range(x.dim()) if a != 1))


def residual(layer, weights, x):
    return peer.sequential(LAYERS, layer["layers"], weights, x) + peer.sequential(LAYERS, layer.get("shortcut", []), weights, x)


def embedding(layer, weights, x):
    return F.embedding(x.long(), weights[layer["name"] + ".weight"])


def positional_embedding(layer, weights, x):
    return x + weights[layer["name"] + ".weight"]


def attention(layer, weights, x):
    n, tokens, d = x.shape
    width = d // layer["heads"]
    q, k, v = (affine(layer, weights, x, "." + part, F.linear).reshape(n, tokens, -1, width).transpose(1, 2)
               for part in "qkv")
    scores = q @ k.transpose(2, 3) / width ** 0.5
    if layer.get("causal", False):
        future = torch.ones(tokens, tokens, dtype=torch.bool).triu(1)
        scores = scores.masked_fill(future, -torch.inf)
    y = torch.softmax(scores, -1) @ v
    return affine(layer, weights, y.transpose(1, 2).reshape(n, tokens, d), ".o", F.linear)


def conv2d(layer, weights, x):
    stride, padding = layer.get("stride", 1), layer.get("padding", 0)
    return affine(layer, weights, x, "", lambda x, w, b: F.conv2d(x, w, b, stride, padding))


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
    "avg_pool2d": lambda layer, weights, x: F.avg_pool2d(x, layer["kernel"], layer.get("stride")),
    "max_pool2d": lambda layer, weights, x: F.max_pool2d(x, layer["kernel"], layer.get("stride")),
    "global_avg_pool2d": lambda layer, weights, x: x.mean((2, 3)),
    "flatten": lambda layer, weights, x: x.flatten(1),
}


def softmax_cross_entropy(loss, z, y):
    """A target a row; those of −100 do not count."""
    return F.cross_entropy(z.flatten(0, -2), y.flatten(), label_smoothing=loss.get("label_smoothing", 0.0))


def mse(loss, z, y):
    return ((z - y) ** 2).sum() / (2 * z.shape[0])


LOSSES = {"softmax_cross_entropy": softmax_cross_entropy, "mse": mse}


def dot(a, b):
    return sum((a[name] * b[name]).sum() for name in a)


def plus(a, b):
    return {name: a[name] + b[name] for name in a}


def minus(a, b):
    return {name: a[name] - b[name] for name in a}


class Program(peer.Program):
    layers, losses = LAYERS, LOSSES

    def curved(self, z, z1):
        """H_z z₁."""
        return jvp(grad(self.outer), (z,), (z1,))[1]


# Forms in torch.func: functions of the program p, θ and v.

def gradient(p, theta, v):
    g, loss = grad_and_value(p.loss)(theta)
    return loss, g


def hessian_forward_over_reverse(p, theta, v):
    return jvp(grad(p.loss), (theta,), (v,))[1]


def hessian_reverse_over_forward(p, theta, v):
    return grad(lambda t: jvp(p.loss, (t,), (v,))[1])(theta)


def hessian_reverse_over_reverse(p, theta, v):
    return grad(lambda t: dot(grad(p.loss)(t), v))(theta)


def gauss_newton(p, theta, v):
    z, z1 = jvp(p.output, (theta,), (v,))
    return vjp(p.output, theta)[1](p.curved(z, z1))[0]


def split_forward_over_reverse(p, theta, v):
    """The residual r held fixed, one jvp of θ ↦ (z, Jᵀr) gives z₁ and Nv; G is Jᵀ H_z z₁."""
    z, pull = vjp(p.output, theta)
    r, loss = grad_and_value(p.outer)(z)

    def output_and_pull(t):
        z, pull = vjp(p.output, t)
        return z, pull(r)[0]

    (_, g), (z1, nv) = jvp(output_and_pull, (theta,), (v,))
    gv = pull(p.curved(z, z1))[0]
    return loss, g, gv, nv, plus(gv, nv)


def split_reverse_over_forward(p, theta, v):
    """θ ↦ (z, z₁) pulled back along (r, 0), (H_z z₁, 0) and (0, r): ∇L, Gv and Nv."""
    (z, z1), pull = vjp(lambda t: jvp(p.output, (t,), (v,)), theta)
    r, loss = grad_and_value(p.outer)(z)
    none = torch.zeros_like(z)
    g, gv, nv = pull((r, none))[0], pull((p.curved(z, z1), none))[0], pull((none, r))[0]
    return loss, g, gv, nv, plus(gv, nv)


def split_batched_pulls(p, theta, v):
    """Nv by forward over reverse; ∇L and Gv by one pullback of both vectors side by side."""
    z, z1 = jvp(p.output, (theta,), (v,))
    r, loss = grad_and_value(p.outer)(z)
    pull = vjp(p.output, theta)[1]
    both = vmap(lambda u: pull(u)[0])(torch.stack([r, p.curved(z, z1)]))
    g, gv = ({name: a[i] for name, a in both.items()} for i in (0, 1))
    nv = jvp(lambda t: vjp(p.output, t)[1](r)[0], (theta,), (v,))[1]
    return loss, g, gv, nv, plus(gv, nv)


def split_by_difference(p, theta, v):
    """Hv by forward over reverse, Gv by jvp and vjp, N = H − G."""
    (g, loss), (hv, _) = jvp(grad_and_value(p.loss), (theta,), (v,))
    gv = gauss_newton(p, theta, v)
    return loss, g, gv, minus(hv, gv), hv


def second(f, theta, v):
    """f, f′ and f″ along v, by nested jvp."""
    (y, y1), (_, y2) = jvp(lambda t: jvp(f, (t,), (v,)), (theta,), (v,))
    return y, y1, y2


def quadratic_nested(p, theta, v):
    """z₁ᵀH_z z₁ and r·z₂ from two derivatives of z along v."""
    z, z1, z2 = second(p.output, theta, v)
    return (z1 * p.curved(z, z1)).sum(), (grad(p.outer)(z) * z2).sum()


def quadratic_by_pull(p, theta, v):
    """As nested, but vᵀNv as v·Nv."""
    z, z1 = jvp(p.output, (theta,), (v,))
    r = grad(p.outer)(z)
    nv = jvp(lambda t: vjp(p.output, t)[1](r)[0], (theta,), (v,))[1]
    return (z1 * p.curved(z, z1)).sum(), dot(v, nv)


def form_nested(p, theta, v):
    return second(p.loss, theta, v)[2]


def form_product(p, theta, v):
    return dot(v, hessian_forward_over_reverse(p, theta, v))


def products(split):
    """Gv, Nv and Hv of a form of split."""
    def of_split(p, theta, v):
        return split(p, theta, v)[2:]
    return of_split


# Forms in classic autograd: θ requires gradients, graphs are kept for another backward.

def leaves(theta):
    return {name: t.detach().requires_grad_() for name, t in theta.items()}


def backward(y, theta, weights=None, create_graph=False, keep=True):
    """Jᵀ·weights at every parameter: 0 where y does not depend on one."""
    gs = torch.autograd.grad(y, list(theta.values()), weights, create_graph=create_graph, retain_graph=keep,
                             allow_unused=True, materialize_grads=True)
    return dict(zip(theta, gs))


def gradient_backward(p, theta, v):
    t = leaves(theta)
    loss = p.loss(t)
    return loss.detach(), backward(loss, t, keep=False)


def hessian_double_backward(p, theta, v):
    t = leaves(theta)
    g = backward(p.loss(t), t, create_graph=True)
    return backward(list(g.values()), t, list(v.values()), keep=False)


class Graph:
    """z, ℓ, Jᵀu and Jᵀr with graphs kept: what double backward differentiates."""

    def __init__(self, p, theta):
        self.t = leaves(theta)
        self.z = p.output(self.t)
        self.flat = self.z.detach().requires_grad_()
        self.loss = p.outer(self.flat)
        self.r = torch.autograd.grad(self.loss, self.flat, create_graph=True)[0]
        # Jᵀu is linear in u: its derivative along v by u is Jv, and by θ, at u = r, it is Nv.
        self.u = self.r.detach().requires_grad_()
        self.g = backward(self.z, self.t, self.u, create_graph=True)

    def push(self, v):
        return torch.autograd.grad(list(self.g.values()), self.u, list(v.values()), retain_graph=True)[0]

    def gauss_newton(self, z1):
        curved = torch.autograd.grad(self.r, self.flat, z1, retain_graph=True)[0]
        return backward(self.z, self.t, curved)

    def products(self, v):
        wanted = [self.u, *self.t.values()]
        z1, *nv = torch.autograd.grad(list(self.g.values()), wanted, list(v.values()), retain_graph=True,
                                      allow_unused=True, materialize_grads=True)
        gv, nv = self.gauss_newton(z1), dict(zip(self.t, nv))
        return gv, nv, plus(gv, nv)


def split_double_backward(p, theta, v):
    graph = Graph(p, theta)
    g = {name: a.detach() for name, a in graph.g.items()}
    return graph.loss.detach(), g, *graph.products(v)


# Stored, eagerly: what does not depend on v, computed once.

def hessian_graph(p, theta, v):
    t = leaves(theta)
    g = backward(p.loss(t), t, create_graph=True)
    return lambda v: backward(list(g.values()), t, list(v.values()))


def hessian_linearized(p, theta, v):
    return linearize(grad(p.loss), theta)[1]


def gauss_newton_graph(p, theta, v):
    graph = Graph(p, theta)
    return lambda v: graph.gauss_newton(graph.push(v))


def split_graph(p, theta, v):
    return Graph(p, theta).products


class Forms:
    """Makes runs of forms: traced, compiled, checked."""

    def __init__(self, model, arrays, check, compiled):
        self.check, self.compiled = check, compiled
        self.theta = {name: torch.from_numpy(a.copy()) for name, a in arrays.vectors["weight"].items()}
        self.v = {name: torch.from_numpy(arrays.vectors["direction"][name].copy()) for name in self.theta}
        self.p = Program(model, torch.from_numpy(arrays.x), torch.from_numpy(arrays.targets(model["loss"])))

    def ways(self, name, form, verify, stored=False):
        """{name: how it is made} of one form in torch.func."""
        table = {} if stored else {name: self.eager(form, verify)}
        at = "at θ: " if stored else ""
        table[f"{at}{name}, graph"] = self.graph(form, verify, stored, False)
        if self.compiled:
            table[f"{at}{name}, compiled"] = self.graph(form, verify, stored, True)
        return table

    def eager(self, form, verify):
        return lambda: self.run(lambda: form(self.p, self.theta, self.v), form.__name__, verify)

    def kept(self, make, verify):
        """A function of v that holds what it needs."""
        def build():
            f = make(self.p, self.theta, self.v)
            return self.run(lambda: f(self.v), make.__name__, verify)
        return build

    def graph(self, form, verify, stored, compiled):
        def build():
            f, result = self.trace(form)
            inputs = [*self.theta.values(), *self.v.values()]
            if stored:
                f = precompute(f, inputs, len(self.theta))
                inputs = inputs[len(self.theta):]
            if compiled:
                torch._dynamo.reset()
                f = torch.compile(f, fullgraph=True, dynamic=False)
            tree = lambda: pytree.tree_unflatten(list(f(*inputs)), result)  # noqa: E731
            return self.run(tree, form.__name__, verify, torch.no_grad() if compiled or stored else None)
        return build

    def trace(self, form):
        """The form as a graph of (θ…, v…) ↦ results…"""
        names, tree = list(self.theta), []

        def flat(*inputs):
            theta, v = (dict(zip(names, inputs[i:i + len(names)])) for i in (0, len(names)))
            results, spec = pytree.tree_flatten(form(self.p, theta, v))
            tree[:] = [spec]
            return tuple(results)

        graph = make_fx(flat)(*self.theta.values(), *self.v.values())
        merge(graph)
        return graph, tree[0]

    def run(self, f, name, verify, mode=None):
        def once():
            with torch.no_grad():
                return f()

        call = f if mode is None else once
        try:
            result = call()
        except (RuntimeError, NotImplementedError, AttributeError) as e:
            raise peer.Unavailable(f"{type(e).__name__}: {str(e).strip().splitlines()[0][:160]}") from e
        verify(self.check, name, pytree.tree_map(lambda t: t.detach().numpy(), result))
        return call


def merge(graph):
    """Joins nodes that compute the same, and drops those that nobody reads."""
    from torch._functorch.compile_utils import fx_graph_cse
    graph.graph = fx_graph_cse(graph.graph)
    graph.graph.eliminate_dead_code()
    graph.recompile()


def precompute(graph, inputs, known):
    """The graph as a function of the inputs after the first `known`; all else was computed and is a constant."""
    values, g = {}, graph.graph
    places = [node for node in g.nodes if node.op == "placeholder"]
    values.update(zip(places[:known], inputs[:known]))
    unknown = set(places[known:])
    interpreter = torch.fx.Interpreter(graph)
    for node in list(g.nodes):
        if node.op in ("placeholder", "output"):
            continue
        if any(argument in unknown for argument in node.all_input_nodes):
            unknown.add(node)
            continue
        args, kwargs = torch.fx.map_arg((node.args, node.kwargs), lambda n: values[n])
        values[node] = getattr(interpreter, node.op)(node.target, args, kwargs)
    for i, (node, value) in enumerate(values.items()):
        if any(user in unknown or user.op == "output" for user in node.users):
            keep(graph, node, f"kept_{i}", value)
    # Nothing in a traced graph has effects, whatever PyTorch thinks of views.
    g.eliminate_dead_code(lambda node: node.op in ("placeholder", "output"))
    for node in places[:known]:
        g.erase_node(node)
    graph.recompile()
    return graph


def keep(graph, node, name, value):
    graph.register_buffer(name, value)
    with graph.graph.inserting_after(node):
        node.replace_all_uses_with(graph.graph.get_attr(name))


def questions(forms):
    """{question: {form: how it is made}}."""
    hessians = {"jvp of grad": hessian_forward_over_reverse, "grad of jvp": hessian_reverse_over_forward,
                "grad of (grad · v)": hessian_reverse_over_reverse}
    splits = {"jvp of (z, vjp of r), vjp": split_forward_over_reverse,
              "vjp of jvp, three pulls": split_reverse_over_forward,
              "jvp of vjp, batched pulls": split_batched_pulls, "N = H - G": split_by_difference}
    quadratics = {"nested jvp of z": quadratic_nested, "jvp, v·Nv": quadratic_by_pull}
    whole = {"nested jvp": form_nested, "v·Hv": form_product}
    hv, gv = peer.verify_vector("hessian"), peer.verify_vector("gauss_newton")

    def fresh(table, verify):
        return {way: make for name, form in table.items() for way, make in forms.ways(name, form, verify).items()}

    def stored(table, verify, wrap=lambda form: form):
        return {way: make for name, form in table.items()
                for way, make in forms.ways(name, wrap(form), verify, stored=True).items()}

    return {
        "gradient": {"backward": forms.eager(gradient_backward, peer.verify_gradient)}
        | fresh({"grad_and_value": gradient}, peer.verify_gradient),
        "hessian": {"double backward": forms.eager(hessian_double_backward, hv)} | fresh(hessians, hv),
        "hessian_stored": {"double backward, graph kept": forms.kept(hessian_graph, hv),
                           "linearize(grad)": forms.kept(hessian_linearized, hv)} | stored(hessians, hv),
        "gauss_newton_stored": {"double backward, graph kept": forms.kept(gauss_newton_graph, gv)}
        | stored({"jvp, vjp": gauss_newton}, gv),
        "split": {"double backward": forms.eager(split_double_backward, peer.verify_split)} | fresh(splits, peer.verify_split),
        "split_stored": {"double backward, graph kept": forms.kept(split_graph, peer.verify_products)}
        | stored(splits, peer.verify_products, products),
        "quadratic": fresh(quadratics, peer.verify_quadratic),
        "quadratic_stored": stored(quadratics, peer.verify_quadratic),
        "quadratic_hessian": fresh(whole, peer.verify_form),
        "quadratic_hessian_stored": stored(whole, peer.verify_form),
    }


def compiles():
    """Whether torch.compile works here: it needs a C++ compiler."""
    try:
        return torch.compile(lambda x: x.sin() * 2)(torch.ones(3)).shape == (3,)
    except Exception as e:  # Whatever the compiler throws, the other forms remain.
        print(f"torch.compile is left out: {str(e).strip().splitlines()[0]}", file=peer.sys.stderr)
        return False


def run():
    model, arrays = peer.read_model(chosen.model), peer.Arrays(chosen.arrays)
    check = peer.Check(arrays, "PyTorch")
    compiled = not chosen.no_compile and compiles()
    environment = {"torch": torch.__version__, "torch_compile": compiled, "mkl": torch.backends.mkl.is_available()}
    peer.main(questions(Forms(model, arrays, check, compiled)), environment, chosen, check)


peer.guarded(run)
