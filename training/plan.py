"""Nothing in, every figure that training was tuned by out, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How the line model is trained; what is said here is written into the model's card."""

    # Networks that vote: two find more headlines than one, a fourth gains nothing. The
    # first has the seed 1, the second 2 and so on; each composes dumps by its own seed.
    networks: int = 3
    # Of each kind of dump so many are composed for each network: a few times as many as are
    # given, so that dumps of several stories are as many lines as pages with one.
    composed: int = 350
    # Numbers that stand for a line inside the network.
    width: int = 64
    # How far each layer looks up and down: 32 lines together, more than a box of links has.
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 1)
    # Numbers that stand for a word, so that the networks stay below 2 MB.
    word_width: int = 16
    # Words and pairs of words that the networks know, those of most sites first.
    vocabulary: int = 7_000
    # A word of fewer sites is a name or a matter of one newspaper, not of newspapers.
    least_sites: int = 4
    # Shares of what the network knows that is hidden from it while it learns, because there
    # are few sites to learn from: of its inner numbers, of a line's words, of its looks.
    dropout: float = 0.35
    word_dropout: float = 0.5
    looks_dropout: float = 0.2
    # Share of documents that are learnt as if no other of their source was there, since many are
    # labelled alone.
    alone: float = 0.4
    # Share of documents that are learnt without what their paragraphs have in common: stories
    # on one topic, pasted one after another, must be told apart by their form.
    one_topic: float = 0.15
    # How often newswire is learnt from in each pass: it is all in few documents.
    newswire_turns: int = 3
    # Labels are not certain; a little of each one's chance goes to the others.
    smoothing: float = 0.03
    # The weights are a running mean of those of the last few hundred steps.
    averaging: float = 0.995
    # Steps of AdamW: the largest, which a tenth of the way leads up to and the rest down from.
    rate: float = 3e-3
    warm_up: float = 0.1
    decay: float = 0.02
    largest_gradient: float = 1.0
    # More passes over the data fit the sites they learn from at the cost of others.
    epochs: int = 8
    # A step learns from documents of like length, of so many lines together; they are
    # put together out of so many documents at a time.
    batch_lines: int = 3_000
    batch_pool: int = 160
    # How much a line counts: a headline decides about a whole story; so does, less, what
    # follows or replaces it; of other lines the root of their characters is added.
    headline_weight: float = 3.0
    rare_weight: float = 1.5
    line_weight: float = 0.4
    character_weight: float = 0.1
    # The labels of saved pages are derived, not checked by a person.
    saved_page_weight: float = 0.5
    # Dumps of each kind that are composed of each part's pages to measure by, and their seed,
    # which is none of a network's.
    measured: int = 40
    measuring_seed: int = 7

    @property
    def seeds(self) -> range:
        """A seed for each network."""
        return range(1, self.networks + 1)
