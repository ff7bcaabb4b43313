"""Measures other detectors on the held-out authors' texts, beside our figures in docs/phi-check.md.

    python -m venv peers
    peers/bin/pip install presidio-analyzer==2.2.366 scrubadub==2.0.1 datafog==4.9.0
    PYTHONPATH=. peers/bin/python -m tools.measure_peers

Each runs as installed, without a language model, for the same texts; what the organization's own
directory names is taken off their findings, as it is off ours. Every finding counts as an alarm.
Nothing may be fetched: the network is closed before the first text. The figures are stored in
compliance/phi/training/peers.json.
"""

import importlib.metadata
import json
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from compliance.phi.training import corpus
from compliance.phi.training.marked import Labelled

OUT = corpus.HERE / "peers.json"
Spans = Iterable[tuple[int, int, str]]
Detector = Callable[[str], Spans]


def presidio() -> Detector:
    """All built-in recognisers over a blank tokenizer: no model, so no names."""
    import spacy  # noqa: PLC0415
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # noqa: PLC0415

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    engine = AnalyzerEngine(nlp_engine=Blank(), registry=registry, supported_languages=["en"])
    return lambda text: [(r.start, r.end, r.entity_type) for r in engine.analyze(text, "en")]


def scrubadub() -> Detector:
    """All built-in detectors that need no further model."""
    import scrubadub as library  # noqa: PLC0415

    scrubber = library.Scrubber()
    return lambda text: [(f.beg, f.end, f.type) for f in scrubber.iter_filth(text)]


def datafog() -> Detector:
    """The regex core."""
    from datafog.processing.text_processing.regex_annotator import (  # noqa: PLC0415
        RegexAnnotator,
    )

    annotator = RegexAnnotator()

    def spans(text: str) -> Spans:
        _, result = annotator.annotate_with_spans(text)
        return [(s.start, s.end, s.label) for s in result.spans]

    return spans


PEERS: dict[str, tuple[str, Callable[[], Detector]]] = {
    "Presidio, no model": ("presidio-analyzer", presidio),
    "scrubadub": ("scrubadub", scrubadub),
    "datafog, regex core": ("datafog", datafog),
}


def refuse(*_: object, **__: object) -> None:
    raise OSError("no network here")


def measured(name: str) -> dict[str, Any]:
    """The figures of one peer, in a process of its own."""
    package, make = PEERS[name]
    began = time.perf_counter()
    detect = make()
    started = time.perf_counter() - began
    socket.socket.connect = refuse  # type: ignore[method-assign]
    texts = corpus.load(corpus.MEASURED)
    counts = dict.fromkeys(("bad", "bad held", "clean", "clean held", "names", "names found"), 0)
    taken = []
    for text in texts:
        began = time.perf_counter()
        found = list(detect(text.text))
        taken.append(1000 * (time.perf_counter() - began))
        _count(counts, text, found)
    ordered = sorted(taken)
    return {
        "name": name,
        "version": importlib.metadata.version(package),
        **counts,
        "p50_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[int(0.95 * len(ordered))], 2),
        "start_s": round(started, 1),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _count(counts: dict[str, int], text: Labelled, found: Spans) -> None:
    mask = corpus.reading_of(text).mask
    left = [(s, e, kind) for s, e, kind in found if not mask.covers(s, e)]
    whose = "bad" if corpus.is_bad(text) else "clean"
    counts[whose] += 1
    counts[f"{whose} held"] += bool(left)
    for start, end, category in text.spans:
        if category == "name":
            counts["names"] += 1
            counts["names found"] += any(s < end and start < e for s, e, _ in left)


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(measured(sys.argv[1])))
        return
    rows = []
    for name in PEERS:
        command = [sys.executable, "-m", "tools.measure_peers", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        rows.append(json.loads(done.stdout.splitlines()[-1]))
        print(rows[-1])
    OUT.write_text(json.dumps(rows, indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
