"""Tables in, scores of the labels out, in torch: the network that split/network.py runs.

The layers have the names of the program's weights, so that these are the
layers' own with their axes reversed.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from backfile.split.network import BAGS
from training.plan import Plan
from training.tables import Floats

# The spread of words' vectors before training.
_SPREAD = 0.05
# Lines that a convolution sees: one and its two neighbours.
_SEEN = 3


class LineNetwork(nn.Module):
    """Residual layers of dilated convolutions over a document's lines."""

    def __init__(
        self, scale: tuple[Floats, Floats], known: Sequence[int], labels: int, plan: Plan
    ) -> None:
        """scale: mean and spread of each feature; known: how many things of each bag."""
        super().__init__()
        self.plan = plan
        for name, values in zip(("mean", "std"), scale, strict=True):
            self.register_buffer(name, torch.from_numpy(values))
        named = zip(BAGS, known, strict=False)
        self.bags = nn.ModuleDict({name: _table(count, plan) for name, count in named})
        self.layers = nn.ModuleDict(_layers(len(scale[0]), tuple(self.bags), labels, plan))

    def forward(
        self, numbers: torch.Tensor, bags: Sequence[torch.Tensor], there: torch.Tensor
    ) -> torch.Tensor:
        """Scores: document, line, label.

        numbers: document, line, feature. bags: document, line, place. there:
        document, line, 1; 0 where a document has no more lines.
        """
        layers, plan = self.layers, self.plan
        looks = self._hidden((numbers - self.mean) / self.std, plan.looks_dropout)
        lines = layers["numbers"](looks)
        for name, bag in zip(self.bags, bags, strict=True):
            lines = lines + layers[f"of-{name}"](self._said(name, bag))
        lines = functional.relu(lines)
        lines = layers["second"](self._hidden(lines, plan.dropout)) * there
        for layer in range(len(plan.dilations)):
            near = (layers[f"norm-{layer}"](lines) * there).transpose(1, 2)
            near = functional.relu(layers[f"near-{layer}"](near).transpose(1, 2))
            lines = (lines + layers[f"mix-{layer}"](self._hidden(near, plan.dropout))) * there
        scores: torch.Tensor = layers["out"](layers["last-norm"](lines))
        return scores

    def _hidden(self, lines: torch.Tensor, share: float) -> torch.Tensor:
        """The lines' numbers, a share of them hidden while the network learns."""
        hidden: torch.Tensor = functional.dropout(lines, share, self.training)
        return hidden

    def _said(self, name: str, words: torch.Tensor) -> torch.Tensor:
        """The sum of a line's words' vectors over the root of their count."""
        vectors = self.bags[name](words)
        if self.training:
            kept = torch.rand(words.shape) > self.plan.word_dropout
            vectors = vectors * kept.unsqueeze(-1)
        count = (words > 0).sum(-1, keepdim=True).clamp(min=1)
        said: torch.Tensor = vectors.sum(-2) / count.sqrt()
        return said

    def weights(self) -> dict[str, Floats]:
        """The weights by the names under which the program asks for them."""
        tables = {name: table.weight for name, table in self.bags.items()}
        found = {"mean": self.mean, "std": self.std, **tables}
        arrays = {name: tensor.detach().numpy() for name, tensor in found.items()}
        for name, layer in self.layers.items():
            arrays[name] = layer.weight.detach().numpy().transpose()
            if layer.bias is not None:
                arrays[f"{name}-bias"] = layer.bias.detach().numpy()
        return {name: np.array(array, np.float32) for name, array in arrays.items()}


def _table(known: int, plan: Plan) -> nn.Embedding:
    table = nn.Embedding(known + 1, plan.word_width, padding_idx=0)
    nn.init.normal_(table.weight, 0, _SPREAD)
    with torch.no_grad():
        table.weight[0] = 0
    return table


def _layers(features: int, bags: Sequence[str], labels: int, plan: Plan) -> dict[str, nn.Module]:
    width = plan.width
    layers: dict[str, nn.Module] = {
        "numbers": nn.Linear(features, width),
        **{f"of-{name}": nn.Linear(plan.word_width, width, bias=False) for name in bags},
        "second": nn.Linear(width, width),
    }
    for layer, step in enumerate(plan.dilations):
        layers[f"norm-{layer}"] = nn.LayerNorm(width)
        layers[f"near-{layer}"] = nn.Conv1d(width, width, _SEEN, dilation=step, padding=step)
        layers[f"mix-{layer}"] = nn.Linear(width, width)
    return layers | {"last-norm": nn.LayerNorm(width), "out": nn.Linear(width, labels)}
