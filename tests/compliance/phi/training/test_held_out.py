"""Stored predictions: whole, of every measured text, and never of a text that trained them."""

from compliance.phi.models.scores import LABELS, Mark, Scores
from compliance.phi.training import corpus, held_out

FOLDED = [author for fold in corpus.FOLDS for author in fold]


def test_every_fold_has_authors_of_its_own() -> None:
    assert len(FOLDED) == len(set(FOLDED))
    assert set(FOLDED) <= set(corpus.all_authors())
    assert len(corpus.MEASURED) >= 4


def test_the_texts_are_as_many_and_as_mixed_as_promised() -> None:
    texts = corpus.load()
    authors = [text.author for text in texts]
    assert len(texts) >= 5_000
    assert sum(text.kind == "reply" for text in texts) >= 0.48 * len(texts)
    assert sum(text.kind == "inbound" for text in texts) >= 0.24 * len(texts)
    assert sum(text.language != "en" for text in texts) >= 600
    assert len(set(authors)) >= 12
    assert max(authors.count(author) for author in set(authors)) <= 0.15 * len(texts)
    for author in corpus.MEASURED:
        assert authors.count(author) >= 200


def test_every_text_of_every_fold_has_a_prediction() -> None:
    said = held_out.read()
    assert set(said) == {text.id for text in corpus.load(FOLDED)}
    kinds = {text.id: text.kind for text in corpus.load(FOLDED)}
    for one in said.values():
        labels = set(LABELS[kinds[one.id]])
        assert set(one.words.labels) == set(one.sense.labels) == labels


def test_what_is_written_is_read(tmp_path) -> None:
    mark = Mark(1, 4, "name", 0.5)
    made = held_out.Prediction("a-1", Scores({"any": 0.25}), Scores({"any": 0.75}, (mark,)))
    path = tmp_path / "said.gz"
    held_out.write([made], path)
    first = path.read_bytes()
    assert held_out.read(path) == {"a-1": made}
    held_out.write([made], path)
    assert path.read_bytes() == first


def test_a_digest_changes_with_any_text(monkeypatch) -> None:
    texts = corpus.load(corpus.MEASURED[:1])
    assert corpus.digest(texts) != corpus.digest(texts[1:])
