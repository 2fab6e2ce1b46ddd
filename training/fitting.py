"""Tables in, the weights of one network that was fitted to them out; the same every time."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from torch.optim.lr_scheduler import OneCycleLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batches import steps, together
from training.labelled import chance_of
from training.network import LineNetwork
from training.plan import Plan
from training.tables import Floats, Table

# A feature that hardly ever differs is not blown up.
_LEAST_SPREAD = 0.05


def fitted(
    tables: Sequence[Table], known: Sequence[int], labels: int, plan: Plan, seed: int
) -> dict[str, Floats]:
    """The weights by name; known: how many things of each bag; labels: of the targets."""
    # One thread and no algorithm that adds in another order each time: the same bytes.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    torch.manual_seed(seed)
    chance = chance_of(seed)
    lengths = [len(table.targets) for table in tables]
    order = [step for _ in range(plan.epochs) for step in steps(lengths, plan, chance)]
    network = LineNetwork(_scale(tables), known, labels, plan)
    return _learnt(network, tables, order).weights()


def _scale(tables: Sequence[Table]) -> tuple[Floats, Floats]:
    """The mean of each feature, and how far it spreads."""
    numbers = np.concatenate([table.numbers for table in tables])
    spread = np.maximum(numbers.std(axis=0, dtype=np.float64), _LEAST_SPREAD)
    mean = numbers.mean(axis=0, dtype=np.float64)
    return mean.astype(np.float32), spread.astype(np.float32)


def _learnt(
    network: LineNetwork, tables: Sequence[Table], order: Sequence[Sequence[int]]
) -> LineNetwork:
    """The running mean of a network that goes through the steps."""
    plan = network.plan
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(plan.averaging))
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps_and_end = len(order) + 1
    schedule = OneCycleLR(optimizer, plan.rate, steps_and_end, pct_start=plan.warm_up)
    network.train()
    for step in order:
        optimizer.zero_grad()
        _loss(network, [tables[place] for place in step]).backward()
        nn.utils.clip_grad_norm_(network.parameters(), plan.largest_gradient)
        optimizer.step()
        schedule.step()
        averaged.update_parameters(network)
    return cast("LineNetwork", averaged.module)


def _loss(network: LineNetwork, tables: Sequence[Table]) -> torch.Tensor:
    """The cross entropy of the lines, each with its weight."""
    batch = together(tables)
    bags = [torch.from_numpy(bag) for bag in batch.bags]
    scores = network(torch.from_numpy(batch.numbers), bags, torch.from_numpy(batch.there))
    losses = functional.cross_entropy(
        scores.flatten(0, 1),
        torch.from_numpy(batch.targets).clamp(min=0).flatten(),
        reduction="none",
        label_smoothing=network.plan.smoothing,
    )
    weights = torch.from_numpy(batch.weights).flatten()
    loss: torch.Tensor = (losses * weights).sum() / weights.sum().clamp(min=1)
    return loss
