"""The limit of medical questions: friendly, by content, with numbers, and without any advice."""

import pytest


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Wie viel Ibuprofen darf ich nehmen?", "Apotheke"),
        ("Was bedeutet mein Leberwert?", "Praxis"),
        ("Soll ich mein Knie operieren lassen?", "Praxis"),
        ("Welcher Hautarzt ist gut?", "Hausarztpraxis"),
        ("Ich habe seit Wochen Kopfschmerzen, was kann das sein?", "Praxis"),
        ("", "Praxis"),
    ],
)
def test_somebody_who_can_help_is_named(say, text, whom):
    """Pharmacy for medicines, practice for the rest; 116117 and 112 always."""
    answer = say("out_of_scope_medical", text)
    assert whom in answer.text
    assert answer.card["card"] == "out_of_scope"
    assert [contact["phone"] for contact in answer.card["contacts"]] == ["116117", "112"]
    assert answer.text.endswith("Bei Lebensgefahr: 112.")
    assert answer.card["source"]["as_of"]


def test_what_was_talked_about_before_stays(say):
    """The limit forgets nothing and remembers nothing."""
    say("checkup_entitlement", "Vorsorge, 51, weiblich")
    assert say("out_of_scope_medical", "Ist das Krebs?").changed == set()
