"""Fits the weights of `sender_lookup/data/weights.toml` on labelled messages and says how good they are.

    .venv/bin/python -m pip install --group tools    once: it needs numpy, and nothing else here does
    .venv/bin/python tools/fit_weights.py           figures only
    .venv/bin/python tools/fit_weights.py --write   and write the weights
    .venv/bin/python tools/fit_weights.py --misses fr_service    list what is misread of that file of corpus/learned

Fitted on `corpus/learned`, judged on `corpus/held_out`, whose stories (corpus/README.md) it never saw. Who looks for
better words and signs looks at the cross-validated figures and at the misses of what is learned, where a story is
read with weights fitted on the others; held-out messages that were looked at judge nothing any more.

Multinomial logistic regression (numpy, no other tool), held on a lead: each sign says in weights.toml for which
purposes it may speak (`for`); its weights for those are zero or more, for the others zero or less. So no sign of a
trick ever speaks against a scam because of an accident of the corpus, and the table stays one that a person can defend.
`why`, `for` and the thresholds are written by hand and kept; only the numbers are replaced. A sign that is found but
has no row there is named: give it one, with a reason. Every message counts twice, with its sender and without, since
many people paste the text alone.

The figures are of the weights alone. What `read` makes of a message rests on more (`fraud`), and the floors in
tests/lookup/test_messages.py are of that.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from figures import show  # noqa: E402

from sender_lookup.codes import Purpose  # noqa: E402
from sender_lookup.country.loader import load_country  # noqa: E402
from sender_lookup.message.opt_out.find import find_opt_out  # noqa: E402
from sender_lookup.message.purpose import SCORED  # noqa: E402
from sender_lookup.message.signals import find_signs  # noqa: E402
from sender_lookup.resources import read_table  # noqa: E402
from sender_lookup.sender.classify import classify  # noqa: E402
from sender_lookup.text.phrases import find_cues  # noqa: E402
from sender_lookup.text.tokens import prepare  # noqa: E402

WEIGHTS = ROOT / "sender_lookup/data/weights.toml"
LEARNED = ROOT / "corpus/learned"
HELD_OUT = ROOT / "corpus/held_out"
SCAM = SCORED.index(Purpose.SCAM)
RIDGE = 0.6  # pull towards zero; 0.3 to 1.0 give the same figures within the noise
FOLDS = 5
SHUFFLES = 3
UNWEIGHED = frozenset({"rcs_button", "email_opt_out"})  # ways out, which the advice reads
LEAST = 0.2  # weights below this are left out of the table
Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Row:
    """One labelled message with the signs found in it, with its sender and without; `file` is the stem of its file."""

    file: str
    case: dict[str, Any]
    label: int
    signs: frozenset[str]
    signs_of_text: frozenset[str]

    @property
    def language(self) -> str:
        """The language of the message, with which its id begins."""
        return str(self.case["id"])[:2]


def read_rows(folder: Path) -> list[Row]:
    """Every message of a folder with a label that is scored; those that a person could label otherwise are left out."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for case in map(json.loads, path.read_text("utf-8").splitlines()):
            if case["purpose"] in SCORED and not case.get("ambiguous"):
                rows.append(_row(path.stem, case))
    return rows


def _row(file: str, case: dict[str, Any]) -> Row:
    label = SCORED.index(Purpose(case["purpose"]))
    country = load_country(case["country"])
    text = prepare(case["text"])
    opt_out = find_opt_out(text, country)
    sender = classify(case["sender"], country) if case["sender"] else None
    without = _signs(find_signs(text, find_cues(text).signs, None, opt_out, country))
    if sender is None:
        return Row(file, case, label, without, without)
    return Row(file, case, label, _signs(find_signs(text, find_cues(text).signs, sender, opt_out, country)), without)


def _signs(found: Iterable[str]) -> frozenset[str]:
    """The signs that may have a weight."""
    return frozenset(code for code in found if code not in UNWEIGHED)


def bounds(signs: list[str], table: dict[str, Any]) -> tuple[Matrix, Matrix]:
    """Lowest and highest weight of each sign for each purpose; the first line is the start and free."""
    low, high = np.full((len(signs) + 1, len(SCORED)), -np.inf), np.full((len(signs) + 1, len(SCORED)), np.inf)
    for n, sign in enumerate(signs, 1):
        for p, purpose in enumerate(SCORED):
            (low if purpose in table[sign]["for"] else high)[n, p] = 0.0
    return low, high


def design(rows: Iterable[Row], signs: list[str], *, text_only: bool) -> Matrix:
    """One line per message: 1, then 1 or 0 for each sign."""
    found = [(r.signs_of_text if text_only else r.signs) for r in rows]
    return np.array([[1.0, *(float(s in f) for s in signs)] for f in found])


def fit(x: Matrix, y: Vector, limits: tuple[Matrix, Matrix], steps: int = 500) -> Matrix:
    """Weights by projected gradient descent with momentum (Adam); a line counts half, as each message has two."""
    w = np.zeros((x.shape[1], len(SCORED)))
    wanted = np.eye(len(SCORED))[y]
    mean, spread = np.zeros_like(w), np.zeros_like(w)
    pull = np.full_like(w, RIDGE)
    pull[0] = 0
    for step in range(1, steps + 1):
        z = x @ w
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        slope = x.T @ (p - wanted) / 2 + pull * w
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        rate = 0.05 if step < steps * 0.7 else 0.015
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        w = np.clip(w, *limits)
    return w


def train(rows: list[Row], signs: list[str], table: dict[str, Any]) -> Matrix:
    """Weights from these rows, each with and without its sender."""
    x = np.vstack([design(rows, signs, text_only=False), design(rows, signs, text_only=True)])
    y = np.array([r.label for r in rows] * 2)
    return np.round(fit(x, y, bounds(signs, table)), 1)


def written(signs: list[str], settings: dict[str, Any]) -> Matrix:
    """The weights that stand in weights.toml."""
    lines = [settings["start"], *(settings["signs"][sign] for sign in signs)]
    return np.array([[line.get(purpose, 0.0) for purpose in SCORED] for line in lines])


def decide(x: Matrix, w: Matrix, threshold: float) -> Vector:
    """The label of each line as `purpose.decide` finds it."""
    z = x @ w
    p = np.exp(z - z.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    scam = p[:, SCAM] >= threshold
    p[:, SCAM] = 0
    return np.where(scam, SCAM, p.argmax(1))


def show_groups(rows: list[Row], found: Vector, group: Callable[[Row], str]) -> None:
    """The figures of each group of rows, then of all of them."""
    pairs = [(SCORED[r.label], SCORED[int(f)]) for r, f in zip(rows, found, strict=True)]
    for name in sorted({group(r) for r in rows}):
        chosen = [n for n, r in enumerate(rows) if group(r) == name]
        show(name, [pairs[n] for n in chosen])
    show("all", pairs)


def cross_validate(rows: list[Row], signs: list[str], table: dict[str, Any], threshold: float, seed: int) -> Vector:
    """Each message read with weights that never saw its story."""
    stories = sorted({r.case["story"] for r in rows})
    random.Random(seed).shuffle(stories)
    fold_of = {story: n % FOLDS for n, story in enumerate(stories)}
    found = np.zeros(len(rows), dtype=np.int64)
    for fold in range(FOLDS):
        held = [n for n, r in enumerate(rows) if fold_of[r.case["story"]] == fold]
        w = train([r for r in rows if fold_of[r.case["story"]] != fold], signs, table)
        found[held] = decide(design([rows[n] for n in held], signs, text_only=False), w, threshold)
    return found


def list_misses(rows: list[Row], found: Vector, file: str) -> None:
    """The misread messages (first shuffle) of the files whose name begins so."""
    for row, label in zip(rows, found[: len(rows)], strict=True):
        if file and row.file.startswith(file) and row.label != label:
            text = row.case["text"][:220]
            print(f"{row.case['id']} {SCORED[row.label]} -> {SCORED[label]} | {text!r} {sorted(row.signs)}")


def write(w: Matrix, signs: list[str], table: dict[str, Any]) -> None:
    """Replace the numbers in weights.toml; its head, thresholds, `why` and `for` stay."""
    head = WEIGHTS.read_text("utf-8").partition("\n[start]")[0].rstrip("\n")
    lines = [head, "", "[start]", *(f"{p} = {v}" for p, v in zip(SCORED, w[0].tolist(), strict=True))]
    for sign, weights in zip(signs, w[1:].tolist(), strict=True):
        row = table[sign]
        lines += ["", f"[signs.{sign}]", f"why = {json.dumps(row['why'], ensure_ascii=False)}"]
        lines.append(f"for = [{', '.join(json.dumps(str(p)) for p in row['for'])}]")
        if "shown" in row:
            lines.append(f"shown = {json.dumps(row['shown'])}")
        lines += [f"{p} = {v}" for p, v in zip(SCORED, weights, strict=True) if abs(v) >= LEAST]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Fit, show, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--misses", default="", help="list the misread messages of the files whose name begins so")
    args = parser.parse_args()
    settings = read_table("weights") or {}
    table, threshold = settings["signs"], settings["thresholds"]["scam"]
    rows, held_out = read_rows(LEARNED), read_rows(HELD_OUT)
    if missing := sorted({s for r in rows + held_out for s in r.signs | r.signs_of_text} - set(table)):
        print(f"{WEIGHTS}: no row for {', '.join(missing)}: add [signs.NAME] with why and for", file=sys.stderr)
        return 1
    signs = sorted(table)
    print(f"learned: cross-validated, {FOLDS} folds of stories, {SHUFFLES} shuffles added up; {len(signs)} signs")
    found = np.concatenate([cross_validate(rows, signs, table, threshold, seed) for seed in range(SHUFFLES)])
    show_groups(rows * SHUFFLES, found, lambda r: r.file)
    list_misses(rows, found, args.misses)
    w = train(rows, signs, table)
    judged = design(held_out, signs, text_only=False)
    print("held out: with the weights of the table")
    show_groups(held_out, decide(judged, written(signs, settings), threshold), lambda r: r.language)
    print("held out: with the weights fitted now")
    show_groups(held_out, decide(judged, w, threshold), lambda r: r.language)
    if args.write:
        write(w, signs, table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
