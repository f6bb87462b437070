"""Which kind of medical advice is asked for; danger is somebody else's business."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.medical import kind_of_advice


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wie viel Paracetamol darf ich nehmen?", "medicine"),
        ("Wie hoch darf die Tagesdosis sein?", "medicine"),
        ("wieviel ibu am tag", "medicine"),
        ("Welche Nebenwirkungen hat Metoprolol?", "medicine"),
        ("Vertragen sich meine acht Tabletten?", "medicine"),
        ("Was kann ich gegen Sodbrennen nehmen?", "medicine"),
        ("Was hilft gegen Husten?", "medicine"),
        ("Magnesium wie viel mg", "medicine"),
        ("Was bedeutet mein Blutwert?", "finding"),
        ("Können Sie meinen Befund erklären?", "finding"),
        ("MRT vom Knie verstehen", "finding"),
        ("Sind meine Werte in Ordnung?", "finding"),
        ("Brauche ich wirklich eine Knie-OP?", "treatment"),
        ("Muss mein Vater unters Messer?", "treatment"),
        ("Kannst du mir ein Rezept ausstellen?", "treatment"),
        ("Wie behandelt man Fußpilz?", "treatment"),
        ("Ich suche einen Hautarzt", "doctor"),
        ("Welcher Arzt ist gut in Wuppertal?", "doctor"),
        ("Orthopäde empfehlen", "doctor"),
        ("Ist das Krebs?", "complaint"),
        ("Ich habe seit Wochen Kopfschmerzen, was kann das sein?", "complaint"),
        ("Habe ich Diabetes?", "complaint"),
        ("was ist los mit mir", "complaint"),
        ("", "complaint"),
    ],
)
def test_kind(text, kind):
    """What the answer depends on."""
    assert kind_of_advice(text) == kind


@given(st.text(max_size=60))
def test_every_text_has_a_kind(text):
    """Whatever reaches it."""
    assert kind_of_advice(text) in ("medicine", "finding", "treatment", "doctor", "complaint")
