"""Exports a small module from PyTorch, with what PyTorch says of it at a batch: run in this folder.

Needs torch, numpy and safetensors. Writes model.json, weights.npz, weights.safetensors (the same, float32), data.npz, and
expected.npz: computed in float64 at these weights, the outputs z, the loss, its gradient and the product of its Hessian
with direction.npz. Arrays have PyTorch's names.
"""

import json

import numpy
import torch
from safetensors.torch import save_file


class Net(torch.nn.Module):
    """Tokens of 6 numbers to 3 classes."""

    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Linear(6, 8)
        self.attn = torch.nn.MultiheadAttention(8, 2, batch_first=True)
        self.norm = torch.nn.LayerNorm(8)
        self.bn = torch.nn.BatchNorm1d(8)
        self.head = torch.nn.Linear(8, 3)

    def forward(self, x):
        x = self.embed(x)
        x = self.norm(x + self.attn(x, x, x, need_weights=False)[0])
        return self.head(torch.nn.functional.gelu(self.bn(x.mean(dim=1))))


model = {
    "format": "hesse-model/1",
    "input": [4, 6],
    "layers": [
        {"type": "dense", "name": "embed", "out": 8},
        {"type": "residual", "layers": [{"type": "attention", "name": "attn", "heads": 2}]},
        {"type": "layer_norm", "name": "norm"},
        {"type": "mean_tokens"},
        {"type": "batch_norm", "name": "bn", "frozen": True},
        {"type": "activation", "fn": "gelu"},
        {"type": "dense", "name": "head", "out": 3},
    ],
    "loss": {"type": "softmax_cross_entropy"},
}


def trained():
    """Some steps, so that no parameter and no statistic is what it starts with."""
    torch.manual_seed(7)
    module = Net()
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    for _ in range(20):
        x = torch.randn(16, 4, 6) + 0.3
        loss = torch.nn.functional.cross_entropy(module(x), x.mean(dim=(1, 2)).mul(4).long().clamp(0, 2))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return module.eval()


def expected(module, x, y, direction):
    parameters = dict(module.named_parameters())
    z = module(x)
    loss = torch.nn.functional.cross_entropy(z, y)
    gradient = torch.autograd.grad(loss, parameters.values(), create_graph=True)
    slope = sum((g * direction[name]).sum() for name, g in zip(parameters, gradient))
    product = torch.autograd.grad(slope, parameters.values())
    values = {"z": z, "loss": loss}
    values |= {"gradient/" + name: g for name, g in zip(parameters, gradient)}
    values |= {"hessian/" + name: h for name, h in zip(parameters, product)}
    return {name: value.detach().numpy() for name, value in values.items()}


module = trained()

weights = {name: array.detach().cpu().numpy() for name, array in module.state_dict().items()}
numpy.savez("weights.npz", **weights)
with open("model.json", "w") as file:
    json.dump(model, file, indent=2)

save_file(module.state_dict(), "weights.safetensors")

module.double()
x, y = torch.randn(5, 4, 6, dtype=torch.float64), torch.tensor([0, 2, 1, 1, 0])
direction = {name: torch.randn_like(p) for name, p in module.named_parameters()}
numpy.savez("data.npz", x=x.numpy(), y=y.numpy())
numpy.savez("direction.npz", **{name: v.numpy() for name, v in direction.items()})
with torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH):
    numpy.savez("expected.npz", **expected(module, x, y, direction))
