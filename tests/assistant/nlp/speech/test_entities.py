"""Who and what a text names; the sentences were written for these tests."""

from __future__ import annotations

from assistant.nlp.speech.entities import find_entities, find_people

TEXT = """Former Health Minister Carla Voss joined Harbor Mutual in Paris on Tuesday. Voss said her own plan was late.
Mr. Ferro, a spokesman for the union, disagreed. The mayor of Lyon, Ida Kvist, met Tomas B. Ferro."""


def test_entities_have_a_kind_and_no_titles() -> None:
    found = {each.text: each.kind for each in find_entities(TEXT)}
    assert found["Carla Voss"] == found["Ferro"] == "person"
    assert found["Harbor Mutual"] == "body"
    assert found["Paris"] == "place"
    assert "Tuesday" not in found
    for each in find_entities(TEXT):
        assert TEXT[each.start : each.end] == each.text


def test_people_have_their_full_name_role_and_gender() -> None:
    people = {person.name: person for person in find_people(TEXT)}
    assert people["Carla Voss"].role == "Former Health Minister"
    assert people["Carla Voss"].gender == "f"
    assert people["Tomas B. Ferro"].role == "spokesman for the union"
    assert people["Tomas B. Ferro"].gender == "m"
    assert people["Ida Kvist"].role == "mayor of Lyon"
    assert [TEXT[start:end] for start, end in people["Carla Voss"].mentions] == ["Carla Voss", "Voss"]
