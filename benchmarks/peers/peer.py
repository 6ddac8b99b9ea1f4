"""What the peers share: options, model file, arrays of `hesse time`, agreement and timing. Needs NumPy alone.

A peer gives, for every question of `hesse time`, one or more *forms*: functions of nothing that compute the answer, each
written another way. All of them must agree with Hesse's arrays before any is timed, and the fastest one is the answer.
"""

import argparse
import json
import os
import platform
import sys
import time

import numpy

TOLERANCE = 1e-10


class Failure(Exception):
    """The peer cannot go on; the message says why."""


class Unavailable(Exception):
    """This form cannot be had here; the message says why."""


def options(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("model", metavar="MODEL.json", help="format hesse-model/1")
    parser.add_argument("arrays", metavar="ARRAYS.npz", help="as `hesse time MODEL.json --data-out` writes them")
    parser.add_argument("--threads", type=int, default=len(processors()), metavar="N", help="default: all processors")
    parser.add_argument("--seconds", type=float, default=1.0, metavar="X", help="time each form so long (default 1)")
    parser.add_argument("--after", metavar="ROUND.json",
                        help="the output of a round before: leave out forms that took thrice as long there as the fastest")
    parser.add_argument("--no-compile", action="store_true", help="leave out the forms of torch.compile")
    chosen = parser.parse_args()
    if not 1 <= chosen.threads <= len(processors()):
        parser.error(f"--threads: must be 1..{len(processors())}, got {chosen.threads}")
    if not 0 < chosen.seconds < 3600:
        parser.error(f"--seconds: must be positive and below 3600, got {chosen.seconds}")
    return chosen


def processors():
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count()))


def confine(threads):
    """Keeps the process on so many processors: libraries that size their own pools then agree with `threads`."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, processors()[:threads])


def read_model(path):
    with open(path, encoding="utf-8") as file:
        model = json.load(file)
    if model.get("format") != "hesse-model/1":
        raise Failure(f'{path}: format: must be "hesse-model/1", got {model.get("format")!r}')
    return model


class Arrays:
    """The arrays of one case: inputs for the peer, and Hesse's answers."""

    VECTORS = ("weight", "direction", "gradient", "hessian", "gauss_newton", "nme")

    def __init__(self, path):
        self.path = path
        with numpy.load(path) as entries:
            self.all = {name: entries[name] for name in entries.files}
        self.x, self.y = self.get("x"), self.get("y")
        self.vectors = {kind: self.under(kind) for kind in self.VECTORS}

    def get(self, name):
        if name not in self.all:
            raise Failure(f"{self.path}: {name} is missing, there are {sorted(self.all)}")
        if self.all[name].dtype != numpy.float64:
            raise Failure(f"{self.path}: {name}: must be float64, is {self.all[name].dtype}")
        return self.all[name]

    def under(self, kind):
        """{parameter: array}, in the order of the file."""
        names = [name for name in self.all if name.startswith(kind + "/")]
        if not names:
            raise Failure(f"{self.path}: no arrays {kind}/PARAMETER, there are {sorted(self.all)}")
        return {name[len(kind) + 1:]: self.get(name) for name in names}

    def scalar(self, name):
        return float(self.get(name).reshape(()))

    def targets(self, loss):
        """y as the loss takes it: class numbers as integers."""
        return self.y.astype(numpy.int64) if loss["type"] == "softmax_cross_entropy" else self.y


def lookup(table, name, what):
    if name not in table:
        raise Failure(f"{what}: this peer has no {name!r}, it has {sorted(table)}")
    return table[name]


def not_frozen(layer):
    if layer.get("frozen", False):
        raise Failure(f"batch_norm {layer['name']}: is frozen, and its statistics are not among the arrays")


def activation(functions):
    """The layer of a peer's table of functions, whose settings are the other fields of the file."""
    def apply(layer, weights, x):
        fields = {name: value for name, value in layer.items() if name not in ("type", "fn")}
        return lookup(functions, layer["fn"], "activation")(x, **fields)
    return apply


def sequential(table, layers, weights, x):
    for layer in layers:
        x = lookup(table, layer["type"], "layer")(layer, weights, x)
    return x


class Program:
    """z(θ), ℓ(z) and L(θ) of a model file on one batch, in a peer's layers and losses.

    In JAX all are tracers while a form is being made.
    """

    layers, losses = {}, {}

    def __init__(self, model, x, y):
        self.model, self.x, self.y = model, x, y

    def output(self, theta):
        return sequential(self.layers, self.model["layers"], theta, self.x)

    def outer(self, z):
        return lookup(self.losses, self.model["loss"]["type"], "loss")(self.model["loss"], z, self.y)

    def loss(self, theta):
        return self.outer(self.output(theta))


class Check:
    """Compares what a form gives with Hesse's arrays."""

    def __init__(self, arrays, peer):
        self.arrays = arrays
        self.peer = peer
        self.compared = 0

    def vector(self, kind, form, theirs):
        """`{parameter: array}` against kind/PARAMETER, relative to the largest entry of them all."""
        ours = self.arrays.vectors[kind]
        if set(theirs) != set(ours):
            raise Failure(f"{kind}, {form}: {self.peer} has {sorted(theirs)}, Hesse {sorted(ours)}")
        largest = max(numpy.abs(array).max() for array in ours.values())
        for name, array in ours.items():
            self.entries(f"{kind}/{name}", form, array, numpy.asarray(theirs[name]), largest)

    def scalar(self, name, form, theirs):
        ours = numpy.asarray(self.arrays.scalar(name))
        self.entries(name, form, ours, numpy.asarray(theirs).reshape(()), abs(float(ours)))

    def value(self, name, form, ours, theirs):
        self.entries(name, form, numpy.asarray(ours), numpy.asarray(theirs).reshape(()), abs(ours))

    def entries(self, name, form, ours, theirs, largest):
        if ours.shape != theirs.shape:
            raise Failure(f"{name}, {form}: {self.peer} has shape {theirs.shape}, Hesse {ours.shape}")
        error = numpy.abs(ours - theirs)
        # A NaN is further away than anything.
        error = numpy.where(numpy.isnan(error), numpy.inf, error)
        at = numpy.unravel_index(numpy.argmax(error), error.shape)
        if not error[at] <= TOLERANCE * largest:
            where = name + (f"[{', '.join(map(str, at))}]" if at else "")
            raise Failure(
                f"{where}, {form}: {self.peer} has {float(theirs[at])!r}, Hesse {float(ours[at])!r}; they differ by"
                f" {float(error[at]):.2e}, and may by {TOLERANCE} of the largest entry, {float(largest):.6e}")
        self.compared += ours.size


# What a form's result is compared with; `form` names it in messages.

def verify_gradient(check, form, result):
    check.scalar("loss", form, result[0])
    check.vector("gradient", form, result[1])


def verify_vector(kind):
    return lambda check, form, result: check.vector(kind, form, result)


def verify_split(check, form, result):
    verify_gradient(check, form, result[:2])
    verify_products(check, form, result[2:])


def verify_products(check, form, result):
    for kind, vector in zip(("gauss_newton", "nme", "hessian"), result):
        check.vector(kind, form, vector)


def verify_quadratic(check, form, result):
    for kind, value in zip(("gauss_newton", "nme"), result):
        check.scalar("quadratic/" + kind, form, value)


def verify_form(check, form, result):
    ours = sum(check.arrays.scalar("quadratic/" + kind) for kind in ("gauss_newton", "nme"))
    check.value("quadratic/gauss_newton + quadratic/nme", form, ours, result)


def measure(run, seconds):
    """Milliseconds of each of many runs, one after the other, after a warm-up of a quarter of the time."""
    warm = time.perf_counter() + seconds / 4
    run()
    while time.perf_counter() < warm:
        run()
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 5 or time.perf_counter() < end:
        start = time.perf_counter()
        run()
        times.append(1e3 * (time.perf_counter() - start))
    return {"median_ms": float(numpy.median(times)), "min_ms": min(times), "runs": len(times)}


def contenders(questions, path):
    """The forms within a factor of three of the fastest, by the least times of an earlier round."""
    with open(path, encoding="utf-8") as file:
        before = json.load(file)
    kept = {}
    for question, forms in questions.items():
        times = {name: form["min_ms"] for name, form in before[question]["forms"].items()}
        kept[question] = {name: make for name, make in forms.items()
                          if times.get(name, numpy.inf) <= 3 * min(times.values())}
    return kept


def answer(question, forms, seconds, log):
    """Times all forms of a question; the fastest is its answer, the others are listed in it."""
    measured, absent = {}, {}
    for name, make in forms.items():
        try:
            measured[name] = measure(make(), seconds)
            text = f"{measured[name]['median_ms']:10.3f} ms"
        except Unavailable as e:
            absent[name] = text = f"unavailable: {e}"
        log(f"  {question:26s}{name:46s}{text}")
    if not measured:
        raise Failure(f"{question}: no form is available: {absent}")
    best = min(measured, key=lambda name: measured[name]["median_ms"])
    result = {"median_ms": measured[best]["median_ms"], "min_ms": measured[best]["min_ms"], "form": best,
              "forms": measured}
    if absent:
        result["unavailable"] = absent
    return result


def main(questions, environment, chosen, check, log=lambda line: print(line, file=sys.stderr, flush=True)):
    """Checks and times all; the last line of the output is the result."""
    if chosen.after:
        questions = contenders(questions, chosen.after)
    results = {question: answer(question, forms, chosen.seconds, log) for question, forms in questions.items()}
    gradient = results["gradient"]["median_ms"]
    for result in results.values():
        result["ratio"] = result["median_ms"] / gradient
    log(f"  {check.compared} numbers agree with Hesse's to {TOLERANCE} of the largest entry")
    results["environment"] = {"python": platform.python_version(), "numpy": numpy.__version__, **environment,
                              "threads": chosen.threads, "compared": check.compared,
                              "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    print(json.dumps(results))


def guarded(run):
    """Runs a peer's main function; a failure is one line and exit code 1."""
    try:
        run()
    except (Failure, OSError, json.JSONDecodeError) as e:
        print(f"{os.path.basename(sys.argv[0])}: {e}", file=sys.stderr)
        sys.exit(1)
