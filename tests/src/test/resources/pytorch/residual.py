"""Two small networks of the kinds that Resnet and WideResnet build, as PyTorch computes them: run in this folder.

Needs torch and numpy. Writes NAME.npz for each: in float64, in eval mode (running statistics), with all numbers of the
state_dict and x from `pattern`, the outputs z, the loss, and for each parameter the product of its gradient with a pattern.
"""

import numpy
import torch
from torch import nn
from torch.nn.functional import cross_entropy, relu


def conv(channels, out, kernel, stride):
    return nn.Conv2d(channels, out, kernel, stride, kernel // 2, bias=False)


class Block(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        self.conv1 = conv(channels, out, 3, stride)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = conv(out, out, 3, 1)
        self.bn2 = nn.BatchNorm2d(out)
        self.downsample = nn.Sequential()
        if stride != 1:
            self.downsample = nn.Sequential(conv(channels, out, 1, stride), nn.BatchNorm2d(out))

    def forward(self, x):
        y = self.bn2(self.conv2(relu(self.bn1(self.conv1(x)))))
        return relu(y + self.downsample(x))


class Resnet(nn.Module):
    def __init__(self, width, classes, n):
        super().__init__()
        self.conv1 = conv(3, width, 3, 1)
        self.bn1 = nn.BatchNorm2d(width)
        self.layer1 = nn.Sequential(*[Block(width, width, 1) for _ in range(n)])
        self.layer2 = nn.Sequential(Block(width, 2 * width, 2), *[Block(2 * width, 2 * width, 1) for _ in range(n - 1)])
        self.layer3 = nn.Sequential(
            Block(2 * width, 4 * width, 2), *[Block(4 * width, 4 * width, 1) for _ in range(n - 1)]
        )
        self.fc = nn.Linear(4 * width, classes)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(relu(self.bn1(self.conv1(x))))))
        return self.fc(x.mean(dim=(2, 3)))


class WideBlock(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv1 = conv(channels, out, 3, stride)
        self.bn2 = nn.BatchNorm2d(out)
        self.conv2 = conv(out, out, 3, 1)
        if channels != out:
            self.convShortcut = conv(channels, out, 1, stride)

    def forward(self, x):
        o = relu(self.bn1(x))
        y = self.conv2(relu(self.bn2(self.conv1(o))))
        return y + (self.convShortcut(o) if hasattr(self, "convShortcut") else x)


class WideResnet(nn.Module):
    def __init__(self, k, classes):
        super().__init__()
        widths = [16, 16 * k, 32 * k, 64 * k]
        self.conv1 = conv(3, 16, 3, 1)
        for stage in range(3):
            block = nn.Module()
            block.layer = nn.Sequential(WideBlock(widths[stage], widths[stage + 1], 1 if stage == 0 else 2))
            setattr(self, f"block{stage + 1}", block)
        self.bn1 = nn.BatchNorm2d(64 * k)
        self.fc = nn.Linear(64 * k, classes)

    def forward(self, x):
        x = self.conv1(x)
        for block in (self.block1, self.block2, self.block3):
            x = block.layer(x)
        return self.fc(relu(self.bn1(x)).mean(dim=(2, 3)))


def pattern(name, array):
    """Numbers that are easily made again: sin 1, sin 2, …, to the scale of what they are."""
    s = torch.sin(torch.arange(1, array.numel() + 1, dtype=torch.float64)).reshape(array.shape)
    if name.endswith("running_mean"):
        return 0.2 * s
    if name.endswith("running_var"):
        return 1 + 0.5 * s
    if name.endswith("bias"):
        return 0.1 * s
    return 1 + 0.3 * s if array.dim() == 1 else s * (2 / array[0].numel()) ** 0.5


def export(name, module):
    module.double().eval()
    state = module.state_dict()
    module.load_state_dict({key: pattern(key, value) if value.dim() > 0 else value for key, value in state.items()})
    x = torch.sin(0.7 * torch.arange(3 * 3 * 8 * 8, dtype=torch.float64)).reshape(3, 3, 8, 8)
    z = module(x)
    loss = cross_entropy(z, torch.tensor([0, 3, 1]))
    parameters = dict(module.named_parameters())
    gradient = torch.autograd.grad(loss, parameters.values())
    values = {"z": z, "loss": loss}
    values |= {"gradient/" + p: (g * pattern("bias", g)).sum() for p, g in zip(parameters, gradient)}
    numpy.savez(f"{name}.npz", **{key: value.detach().numpy() for key, value in values.items()})


export("resnet14", Resnet(width=2, classes=4, n=2))
export("wide_resnet10", WideResnet(k=2, classes=4))
