"""Trains the second reader: writes `sender_lookup/data/ngrams.bin` from the messages of `corpus/learned`.

    .venv/bin/python -m pip install --group tools          once: it needs scikit-learn, and nothing else here does
    .venv/bin/python tools/train_ngrams.py                 figures only
    .venv/bin/python tools/train_ngrams.py --write         and write the table
    .venv/bin/python tools/train_ngrams.py --more FILE ... learn from further labelled messages (JSON lines) as well
    .venv/bin/python tools/train_ngrams.py --show          the n-grams that weigh most, of the table as it is

A plain multinomial logistic regression over the n-grams of `message/ngrams.py`, weighed by how rare they are (idf). The
n-grams that matter most are kept, the regression is fitted on them again, and its weights are rounded to a byte. Words
and pairs count DOUBLE what letters do. Judged on `corpus/held_out`, whose stories it never saw.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from figures import by_words, show  # noqa: E402

from sender_lookup.codes import Purpose  # noqa: E402
from sender_lookup.message.ngrams import (  # noqa: E402
    MIDDLE,
    NAME,
    VERSION,
    letters_of,
    load_table,
    marks_in,
    pairs_of,
    weights_of,
    words_of,
)  # fmt: skip
from sender_lookup.message.purpose import SCORED  # noqa: E402
from sender_lookup.text.tokens import prepare  # noqa: E402

TABLE = ROOT / "sender_lookup/data" / NAME
KEPT = 16_000  # n-grams; 48,000 read left-out stories no better
RARE = 3  # three letters in a row must be met in so many messages, a word or a pair in one less
DOUBLE = 2.0
STRICT = 20.0  # 1 / strength of the pull towards zero; 10 to 30 give the same figures within the noise
RUN = "\t"  # before a run of letters, so that "est" the word is another name than "est" in "Bestellung"
TRUST = 0.7  # how much its log-odds count beside those of the signs
Case = dict[str, Any]


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """Every message with a label that is scored; those that a person could label otherwise are left out."""
    cases = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [c for c in cases if c.get("purpose") in SCORED and not c.get("ambiguous") and not c.get("partial")]


def analyze(text: str) -> list[str]:
    """The n-grams as the package finds them, those of letters once for each word that has them."""
    read = prepare(text)
    words = words_of(read)
    once = dict.fromkeys((*words, *marks_in(read)))
    letters = [RUN + run for word in once for run in sorted(letters_of([word]))]
    return [*once, *sorted(pairs_of(words)), *letters]


def train(cases: list[Case]) -> bytes:
    """The table."""
    labels = np.array([SCORED.index(c["purpose"]) for c in cases])
    vectorizer = CountVectorizer(analyzer=analyze, min_df=RARE - 1)
    counts = vectorizer.fit_transform([c["text"] for c in cases]).astype(float)
    names = np.array(vectorizer.get_feature_names_out(), dtype=str)
    met = np.asarray((counts > 0).sum(0)).ravel()
    is_word = np.array([not name.startswith(RUN) for name in names])
    worth = (met >= RARE) | is_word
    counts, names, met, is_word = counts[:, worth], names[worth], met[worth], is_word[worth]
    rarity = (np.log((1 + len(cases)) / (1 + met)) + 1) * np.where(is_word, DOUBLE, 1.0)
    model = _fitted(counts, rarity, labels)
    weight = np.abs(model.coef_).max(0) * rarity * np.sqrt(met)
    best = np.sort(np.argsort(-weight, kind="stable")[:KEPT])
    counts, names, rarity = counts[:, best], names[best], rarity[best]
    model = _fitted(counts, rarity, labels)
    return _as_bytes(names, (model.coef_ * rarity).T * TRUST, rarity**2, model.intercept_ * TRUST)


def _fitted(counts: Any, rarity: Any, labels: Any) -> LogisticRegression:
    length = np.sqrt(np.maximum(counts @ rarity**2, 1e-9))
    model = LogisticRegression(C=STRICT, max_iter=200, tol=1e-3)
    return model.fit(diags(1 / length) @ counts @ diags(rarity), labels)


def _as_bytes(names: Any, weights: Any, lengths: Any, start: Any) -> bytes:
    """The table, words and pairs before letters; the row of a word with those of its letters added."""
    rows = dict(zip(names, np.hstack([weights, lengths[:, None]]), strict=True))
    words = [name for name in names if not name.startswith(RUN)]
    whole = {
        name: rows[name] + sum(rows.get(RUN + run, 0) for run in letters_of([name]) if " " not in name)
        for name in words
    }
    letters = {name.removeprefix(RUN): row for name, row in rows.items() if name.startswith(RUN)}
    table = np.array([*whole.values(), *letters.values()])
    scale, length = float(np.abs(table[:, :-1]).max() / (MIDDLE - 1)), float(table[:, -1].max() / 255)
    body = "\n".join((*whole, *letters)).encode("utf-8")
    header = {
        "version": VERSION, "names": len(body), "words": len(whole), "scale": round(scale, 6),
        "length": round(length, 6), "start": [round(float(s), 3) for s in start],
    }  # fmt: skip
    columns = np.hstack([
        np.round(table[:, :-1] / scale) + MIDDLE, np.maximum(np.round(table[:, -1:] / length), 1),
    ]).astype(np.uint8)  # fmt: skip
    return json.dumps(header).encode() + b"\n" + body + columns.tobytes()


def judge(name: str, cases: list[Case]) -> None:
    """Print the figures of the table as it is."""
    show(name, [(Purpose(c["purpose"]), by_words(c["text"])) for c in cases])


def show_table(how_many: int = 12) -> None:
    """Print the words and pairs that weigh most for each purpose."""
    rows = load_table().words
    for n, purpose in enumerate(SCORED):
        best = sorted(rows, key=lambda name: -weights_of([rows[name]])[0][n])[:how_many]
        print(f"{purpose.value:16} {' | '.join(name.strip() for name in best)}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the table")
    parser.add_argument("--more", nargs="*", type=Path, default=[], metavar="FILE", help="further labelled messages")
    parser.add_argument("--show", action="store_true", help="print what weighs most, and end")
    args = parser.parse_args()
    if args.show:
        return show_table()
    if args.write:
        TABLE.write_bytes(train(read_cases([*sorted((ROOT / "corpus/learned").glob("*.jsonl")), *args.more])))
        load_table.cache_clear()
    held_out = read_cases(sorted((ROOT / "corpus/held_out").glob("*.jsonl")))
    for language in sorted({c["id"][:2] for c in held_out}):
        judge(f"held out, {language}", [c for c in held_out if c["id"][:2] == language])
    return judge("held out", held_out)


if __name__ == "__main__":
    main()
