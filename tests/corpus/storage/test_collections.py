"""Named parts of an archive, and the archive as those see it who may see some of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Archive, ArchiveError, ArticleNotFound, Collection, Scope

_TEXT = (
    "The council of Ostrava voted on Monday to rebuild the old tram depot as a market hall. "
    "Mayor Jana Novotna said the work would cost 40 million crowns and end in 2027."
)
_OTHER = "A storm took the roof off the school in Lhota on Friday night, the fire brigade said. Nobody was hurt."


def _article(folder: Path, name: str, outlet: str, section: str, text: str, day: str) -> None:
    head = f"---\ntitle: {name}\noutlet: {outlet}\nsection: {section}\ndate: {day}\n---\n"
    (folder / f"{name}.md").write_text(f"{head}{text}\n", encoding="utf-8")


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Iterator[Archive]:
    """Return an archive in which one text is printed by three outlets, and another one by a fourth."""
    folder = tmp_path / "in"
    folder.mkdir()
    _article(folder, "First", "Secret Wire", "Politics", _TEXT, "2025-03-01")
    _article(folder, "Second", "The Post", "Politics", _TEXT, "2025-03-02")
    _article(folder, "Third", "The Echo", "City", _TEXT, "2025-03-03")
    _article(folder, "Storm", "The Gazette", "City", _OTHER, "2025-03-04")
    opened = Archive.open(home)
    opened.ingest([folder])
    yield opened
    opened.close()


def _titles(archive: Archive) -> set[str]:
    return {article.title for article in archive.listing(Scope())}


def test_an_article_is_in_a_collection_by_outlet_desk_source_or_hand(archive: Archive, tmp_path: Path) -> None:
    storm = next(article for article in archive.listing(Scope()) if article.title == "Storm")
    parts = {
        "wire": Collection("wire", outlets=("secret wire",)),
        "desk": Collection("desk", desks=("CITY",)),
        "folder": Collection("folder", sources=(str(tmp_path / "in" / "S"),)),
        "hand": Collection("hand", articles=(storm.id,)),
    }
    for name, part in parts.items():
        archive.collections.create(name)
        archive.collections.put(part)
    assert archive.collections.listed() == sorted(parts.values(), key=lambda part: part.name)
    seen = {name: _titles(archive.over_collections([name])) for name in (*parts, "common")}
    assert seen == {
        "wire": {"First"},
        "desk": {"Third", "Storm"},
        "folder": {"Second", "Storm"},
        "hand": {"Storm"},
        "common": set(),
    }
    archive.collections.take_out(parts["wire"])
    assert _titles(archive.over_collections(["common"])) == {"First"}
    archive.collections.delete("desk")
    assert _titles(archive.over_collections(["common"])) == {"First", "Third"}
    with pytest.raises(ArchiveError, match="no collection is called 'desk'"):
        archive.collections.put(parts["desk"])


def test_what_is_not_seen_is_nowhere(archive: Archive) -> None:
    archive.collections.create("secret")
    archive.collections.put(Collection("secret", outlets=("Secret Wire",)))
    seen = archive.over_collections(["common"])
    hidden = next(article for article in archive.listing(Scope()) if article.outlet == "Secret Wire")
    assert seen.coverage(Scope()).articles == 3 and seen.coverage(Scope()).outlets == 3
    assert "Secret Wire" not in [name for name, _ in seen.outlets()]
    assert "Secret Wire" not in [outlet for _, outlet, _ in seen.per_day()]
    for query in ("tram depot market hall", "Novotna 40 million crowns"):
        hits = seen.search(query, Scope())
        assert hits and hidden.id not in {hit.article.id for hit in hits}
        assert hidden.id not in {hit.story for hit in hits}
    assert hidden.id not in {hit.article.id for hit in seen.phrase("rebuild the old tram depot", Scope())}
    assert seen.frequencies(["tram"]) == {"tram": 2} and archive.frequencies(["tram"]) == {"tram": 3}
    (story,) = seen.stories(Scope())
    assert story.id != hidden.id and len(story.copies) == 2
    assert [copy.of for copy in story.copies] == [None, None] and story.copies[0].how == "first"
    with pytest.raises(ArticleNotFound):
        seen.article(hidden.id)
    assert seen.versions(hidden.id) == []
    assert seen.standings([hidden.id])[hidden.id].version == 0
    assert seen.status().articles == 3 and seen.status().size == 0
    assert seen.fingerprint() != archive.fingerprint()
    assert seen.collections.names() == []


def test_what_comes_in_later_is_seen_or_not_by_the_same_rules(archive: Archive, tmp_path: Path) -> None:
    archive.collections.create("secret")
    archive.collections.put(Collection("secret", outlets=("Secret Wire",)))
    seen = archive.over_collections(["common"])
    assert len(_titles(seen)) == 3
    more = tmp_path / "more"
    more.mkdir()
    _article(more, "Bridge", "The Post", "City", "A bridge was opened in Brod, the mayor of Brod said.", "2025-04-01")
    _article(more, "Vault", "Secret Wire", "City", "A vault was opened in Brod, the bank in Brod said.", "2025-04-01")
    archive.ingest([more])
    assert _titles(seen) == {"Second", "Third", "Storm", "Bridge"}
    archive.collections.put(Collection("secret", desks=("City",)))
    assert _titles(seen) == {"Second"} and seen.coverage(Scope()).articles == 1


def test_a_part_is_not_written_to(archive: Archive) -> None:
    seen = archive.over_collections(["common"])
    article = archive.listing(Scope())[0].id
    with pytest.raises(ArchiveError, match="not written to"):
        seen.withdraw(article)
    with pytest.raises(ArchiveError, match="not written to"):
        seen.remove(article)
    seen.close()
    assert archive.coverage(Scope()).articles == 4


@pytest.mark.parametrize("name", ["", "common", " x", "x" * 81])
def test_a_collection_needs_a_name_of_its_own(archive: Archive, name: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be called"):
        archive.collections.create(name)


def test_a_table_that_nobody_thought_of_is_not_seen_through(archive: Archive) -> None:
    with archive.collections.catalog.transaction():
        archive.collections.catalog.execute("CREATE TABLE rumours (article_id TEXT, words TEXT)")
        archive.collections.catalog.execute("CREATE TABLE gossip (words TEXT)")
        archive.collections.catalog.execute("INSERT INTO gossip VALUES ('a secret')")
        for article in archive.listing(Scope()):
            archive.collections.catalog.execute("INSERT INTO rumours VALUES (?, '')", (article.id,))
    archive.collections.create("secret")
    archive.collections.put(Collection("secret", outlets=("Secret Wire",)))
    seen = archive.over_collections(["common"]).collections.catalog
    assert seen.one("SELECT count(*) FROM rumours") == 3
    assert seen.one("SELECT count(*) FROM gossip") == 0
