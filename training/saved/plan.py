"""Nothing in, how the page model is trained out: what differs from the line model, and why."""

from training.plan import Plan

# A page has fewer blocks than a dump has lines, and there are fewer pages: smaller
# networks, fewer words, a shorter running mean.
# One network alone: three that vote were no better on sites that they had not seen, and a
# page has to be read fast.
PLAN = Plan(
    networks=1,
    width=48,
    dilations=(1, 2, 4, 8, 1),
    word_width=12,
    vocabulary=5_000,
    averaging=0.99,
    decay=0.02,
    batch_lines=2_500,
    batch_pool=120,
)
