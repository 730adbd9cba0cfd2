"""Rows that have every pair of values between them, and what is refused."""

import itertools


class Refusal:
    """What cannot be met: `when` names values of some axes; whoever asks for all of them is told `says`."""

    def __init__(self, says, **when):
        self.says = says
        self.when = {axis: (value,) if isinstance(value, str) else tuple(value) for axis, value in when.items()}

    def holds(self, row):
        return all(row.get(axis) in values for axis, values in self.when.items())

    def rows(self, plain):
        """The plainest row for each way of asking for it."""
        for chosen in itertools.product(*self.when.values()):
            yield {**plain, **dict(zip(self.when, chosen))}


class Covering:
    """axes: a list of values by name, the plainest first."""

    def __init__(self, axes, refusals, rng):
        self.axes = axes
        self.names = list(axes)
        self.refusals = {axis: [r for r in refusals if axis in r.when] for axis in axes}
        self.rng = rng
        self.left = {}  # by axis and value: the other values that it has not met
        for one, other in itertools.permutations(axes, 2):
            for value in axes[one]:
                met = self.left.setdefault((one, value), set())
                met.update((other, partner) for partner in axes[other] if self.can_be({one: value, other: partner}))

    def can_be(self, row):
        return not any(refusal.holds(row) for axis in row for refusal in self.refusals[axis])

    def rows(self):
        """Rows until no pair is left; second: the pairs that no row can have."""
        rows, impossible = [], []
        while any(self.left.values()):
            one = self.rng.choice([place for place, others in self.left.items() if others])
            other = self.rng.choice(sorted(self.left[one]))
            tries = [row for row in (self.fill(dict([one, other])) for _ in range(30 if rows else 60)) if row]
            if not tries:
                impossible.append((one, other))
                self.strike(dict([one, other]))
                continue
            best = max(tries[:4], key=self.worth)
            self.strike(best)
            rows.append({axis: best[axis] for axis in self.names})
        return rows, impossible

    def fill(self, row):
        """The rest of a row: of each axis the value that meets most others for the first time. None: there is none."""
        rest = [axis for axis in self.names if axis not in row]
        self.rng.shuffle(rest)
        for axis in rest:
            best, best_worth = None, -1
            for value in self.rng.sample(self.axes[axis], len(self.axes[axis])):
                worth = len(self.left[axis, value].intersection(row.items()))
                if worth > best_worth and not any(r.holds({**row, axis: value}) for r in self.refusals[axis]):
                    best, best_worth = value, worth
            if best is None:
                return None
            row[axis] = best
        return row

    def worth(self, row):
        return sum(len(self.left[place].intersection(row.items())) for place in row.items())

    def strike(self, row):
        for place in row.items():
            self.left[place].difference_update(row.items())
