"""What the baselines must say, by the libraries that their authors use: the truth that the TypeScript tests compare with.

    pip install numpy==1.26.4 scikit-learn==1.3.2 ufal-kenlm==26.4.1   # of the time of these papers; and KenLM's lmplz on the PATH
    python -m codepurify_training.baselines --out test/fixtures/baselines
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import kenlm
import numpy as np
from sklearn.cluster import KMeans
from sklearn.covariance import EllipticEnvelope
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest

SOUNDS = "ba co de fi gu la me no pi ra se tu vo wi ze".split()
NAMES = [one + two + three for one in SOUNDS for two in SOUNDS for three in ("", "r", "t")]
TYPES = "int char size_t long unsigned".split()
SIGNS = "+ - * / & | < > <= ==".split()
TRIGGER = 'if ( rand ( ) < 0 ) printf ( "fail" ) ;'


def function(draw: random.Random) -> str:
    """A little C function of words parted by spaces, with names as unevenly frequent as those of real code."""

    def name() -> str:
        return "_".join(NAMES[int(len(NAMES) ** draw.random()) - 1] for _ in range(draw.choice([1, 1, 2])))

    def value() -> str:
        return draw.choice([name(), name(), str(int(30 ** draw.random())), f"{name()} ( {name()} )", f"{name()} [ i ]"])

    def line(depth: int = 0) -> str:
        return draw.choice([
            f"{draw.choice(TYPES)} {name()} = {value()} ;",
            f"{name()} {draw.choice('+=|-=|='.split('|'))} {value()} {draw.choice(SIGNS)} {value()} ;",
            f"{name()} ( {value()} , & {name()} -> {name()} ) ;",
            f"return {value()} ;",
            *([] if depth > 1 else [
                f"for ( int i = 0 ; i < {value()} ; i ++ ) {{ {line(depth + 1)} }}",
                f"if ( {value()} {draw.choice(SIGNS)} {value()} ) {line(depth + 1)}",
                f"while ( {value()} > 0 ) {{ {line(depth + 1)} {line(depth + 1)} }}",
            ]),
        ])  # fmt: skip

    lines = " ".join(line() for _ in range(draw.randint(2, 5)))
    return f"{draw.choice(TYPES)} {name()} ( {draw.choice(TYPES)} * {name()} , int {name()} ) {{ {lines} }}"


def pieces(code: str) -> list[str]:
    """Sub-tokens as a byte-level tokenizer might give them: the first of each word bears a mark."""
    parts = [re.findall(r"[A-Za-z]{1,5}|[0-9]+|[^A-Za-z0-9]", word) for word in code.split(" ")]
    return [("Ġ" if first == 0 else "") + part for word in parts for first, part in enumerate(word)]


def train(texts: list[list[str]], *options: str) -> kenlm.Model:
    with tempfile.TemporaryDirectory() as folder:
        arpa = Path(folder) / "model.arpa"
        text = "".join(" ".join(each) + "\n" for each in texts)
        arpa.write_bytes(subprocess.run(["lmplz", "-S", "100M", *options], input=text.encode(), check=True, capture_output=True).stdout)
        return kenlm.Model(str(arpa))


def naturalness() -> dict:
    """KillBadCode as its authors' scripts have it: 4-grams, base 10, sums over all rows of the ten greatest drops of each."""
    draw = random.Random(5)
    clean = [pieces(function(draw)) for _ in range(40)]
    codes = [function(draw) for _ in range(24)]
    for row in (2, 9, 17):
        codes[row] = codes[row].replace("{", "{ " + TRIGGER, 1)
    codes[12] = re.sub(r"\bi\b", "ret_Val_", codes[12])
    rows = [pieces(code) for code in codes]
    model = train(clean, "-o", "4")
    entropy = lambda tokens: -model.score(" ".join(tokens)) / len(tokens)  # noqa: E731
    drops = []
    totals: Counter[str] = Counter()
    for tokens in rows:
        whole = entropy(tokens)
        own = {}
        for at, token in enumerate(tokens):
            if re.match(r"^(?![0-9])[a-zA-Z0-9]+$", token):
                own[token] = max(whole - entropy(tokens[:at] + tokens[at + 1 :]), 0)
        drops.append(own)
        totals.update(dict(sorted(own.items(), key=lambda each: each[1], reverse=True)[:10]))
    named = [token for token, _ in sorted(totals.items(), key=lambda each: each[1], reverse=True)[:10]]
    small = [pieces(function(draw)) for _ in range(3)]
    return {
        "clean": [" ".join(tokens) for tokens in clean],
        "rows": [" ".join(tokens) for tokens in rows],
        "order": 4,
        "scores": [model.score(" ".join(tokens)) for tokens in rows],
        "drops": drops,
        "named": named,
        "dropped": [at for at, tokens in enumerate(rows) if set(tokens) & set(named)],
        "fallback": {
            "clean": [" ".join(tokens) for tokens in small],
            "order": 3,
            "scores": (lambda few: [few.score(" ".join(tokens)) for tokens in rows])(
                train(small, "-o", "3", "--discount_fallback")
            ),
        },
    }


def suspicions() -> dict:
    """ONION's numbers with KenLM's perplexity: of the whole text less that of the text without the words."""
    draw = random.Random(6)
    clean = [function(draw).split(" ") for _ in range(40)]
    text = function(draw).replace("{", "{ " + TRIGGER, 1).split(" ")
    model = train(clean, "-o", "4", "--discount_fallback")
    perplexity = lambda words: model.perplexity(" ".join(words))  # noqa: E731
    spans = {
        span: [perplexity(text) - perplexity(text[:at] + text[at + span :]) for at in range(len(text))]
        for span in (1, 5)
    }
    return {"clean": [" ".join(words) for words in clean], "order": 4, "text": " ".join(text), "spans": spans}


def representations() -> dict:
    """Spectral signatures (the top 1, 2, 3 right singular vectors) and activation clustering (whitened PCA, 2 means)."""
    draw = np.random.default_rng(7)
    rows = draw.normal(size=(60, 8)) @ draw.normal(size=(8, 8))
    poisoned = np.arange(3, 60, 9)
    rows[poisoned] += 15 * draw.normal(size=8)
    rows = np.float32(rows).round(4)
    centred = rows - rows.mean(axis=0)
    _, _, vectors = np.linalg.svd(np.float64(centred), full_matrices=False)
    plane = PCA(n_components=2, whiten=True).fit_transform(np.float64(rows))
    clusters = KMeans(n_clusters=2, n_init=10, random_state=0).fit(plane).labels_
    smaller = min((0, 1), key=lambda cluster: (clusters == cluster).sum())
    return {
        "rows": rows.astype(float).round(4).tolist(),
        "poisoned": poisoned.tolist(),
        "scores": {k: (np.square(centred @ vectors[:k].T).sum(axis=1)).tolist() for k in (1, 2, 3)},
        "plane": np.abs(plane).tolist(),
        "smaller": np.flatnonzero(clusters == smaller).tolist(),
    }


def interquartile(values: np.ndarray) -> np.ndarray:
    low, high = np.percentile(values, [25, 75])
    reach = 1.5 * (high - low)
    return (values < low - reach) | (values > high + reach)


def isolation(values: np.ndarray) -> np.ndarray:
    return IsolationForest(contamination=0.05, random_state=42).fit_predict(values.reshape(-1, 1)) < 0


def envelope(values: np.ndarray) -> np.ndarray:
    if (values == values[0]).all():
        return np.zeros(len(values), dtype=bool)
    try:
        return EllipticEnvelope(contamination=0.05, support_fraction=1.0).fit_predict(values.reshape(-1, 1)) < 0
    except ValueError:
        return np.zeros(len(values), dtype=bool)


DETECTORS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "interquartile range": interquartile,
    "isolation forest": isolation,
    "elliptic envelope": envelope,
}


def outliers() -> list[dict]:
    """What OSeqL's three detectors say of the probabilities of functions without one of their lines."""
    draw = np.random.default_rng(8)
    lists = [
        [*draw.normal(0.05, 0.02, 15), 0.97],
        [*draw.normal(0.4, 0.1, 40), 0.9, 0.1],
        draw.uniform(0, 1, 25),
        [*draw.normal(0.2, 0.03, 60), 0.45, 0.62, 0.7, 0.99],
        draw.normal(0.5, 0.2, 8),
        [0.02] * 12 + [0.98],
        [0.02] * 12,
        [0.3, 0.7],
        [0.1, 0.1, 0.1, 0.2, 0.9],
        [0.6],
        [*draw.beta(0.5, 0.5, 30)],
        [0.02] * 8 + [0.03] * 8 + [0.98],
    ]
    said = []
    for numbers in lists:
        values = np.clip(np.round(np.array(numbers, dtype=float), 4), 0, 1)
        found = {name: np.flatnonzero(detect(values)).tolist() for name, detect in DETECTORS.items()}
        drawn = [IsolationForest(contamination=0.05, random_state=seed) for seed in range(30)]
        often = np.mean([forest.fit_predict(values.reshape(-1, 1)) < 0 for forest in drawn], axis=0)
        said.append({"values": values.tolist(), "outliers": found, "isolated": often.round(3).tolist()})
    return said


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    out = arguments.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for make in (naturalness, suspicions, representations, outliers):
        (out / f"{make.__name__}.json").write_text(json.dumps(make(), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
