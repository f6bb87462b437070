"""The assistant's sentences: each is used and exists, its holes are filled, its numbers are checked."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.settings import ROOT

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES = DOMAIN["responses"]
CARDS = Draft202012Validator(json.loads((ROOT / "docs" / "cards.schema.json").read_text(encoding="utf-8")))
ACTION_FILES = sorted([*(ROOT / "actions").glob("*.py"), *(ROOT / "bot" / "reminders").glob("*.py")])
RULE_FILES = [path for name in ("rules.yml", "stories.yml") if (path := ROOT / "data" / name).is_file()]

# Every telephone number the assistant may say, and where it comes from (facts about the city, 2026-11-22).
NUMBERS = {
    "112": "help lines: ambulance and fire brigade",
    "110": "help lines: police",
    "116117": "help lines: medical on-call service (KV Nordrhein)",
    "08001110111": "help lines: TelefonSeelsorge",
    "08001110222": "help lines: TelefonSeelsorge",
    "116111": "help lines: Nummer gegen Kummer",
    "08001110550": "help lines: Nummer gegen Kummer, parents",
    "116016": "help lines: Hilfetelefon Gewalt gegen Frauen",
    "022819240": "help lines: Giftnotruf NRW, Bonn",
    "01806313031": "help lines: Sucht- und Drogen-Hotline",
    "02022442838": "mental health: Krisendienst Wendepunkt Wuppertal",
    "02025630": "city switchboard",
    "02024042452": "waste company: bulky waste, large appliances",
    "02024042465": "waste company: bio bin",
}
# Bold in the facts: a planned number that was never introduced.
NEVER = re.compile(r"(?<!\d)113(?!\d)")
# Numbers in German sentences that look dialled: 0…, 11x, 116xxx, also with blanks and hyphens.
DIALLED = re.compile(r"(?<![\d.,-])(?:0\d[\d /-]*\d|1(?:10|12|16 ?\d{3}))(?![\d.,]\d|\d)")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def digits(number: str) -> str:
    """A number without the signs that make it readable."""
    return re.sub(r"\D", "", number)


def texts(value: object) -> Iterator[str]:
    """All strings of the responses; source dates and addresses of pages are no sentences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("as_of", "url"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def strings_of(path: Path) -> tuple[set[str], set[str]]:
    """The response names a module writes out, and the beginnings of those it composes."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            beginnings.add(str(node.values[0].value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            (beginnings if node.value.endswith("_") else whole).add(node.value)
    return (
        {name for name in whole if name.startswith("utter_")},
        {name for name in beginnings if name.startswith("utter_")},
    )


WRITTEN = set().union(*(strings_of(path)[0] for path in ACTION_FILES))
COMPOSED = set().union(*(strings_of(path)[1] for path in ACTION_FILES))
RULED = {name for path in RULE_FILES for name in re.findall(r"\butter_\w+", path.read_text(encoding="utf-8"))}
CALLS = [
    (path.name, node)
    for path in ACTION_FILES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call)
    and isinstance(node.func, ast.Attribute)
    and node.func.attr in ("say", "phrase")
    and node.args
    and isinstance(node.args[0], ast.Constant)
]


def test_every_response_is_used():
    """A sentence nobody says is one that nobody keeps up to date."""
    unused = {name for name in RESPONSES if name not in WRITTEN | RULED and not any(map(name.startswith, COMPOSED))}
    assert unused == set()


def test_every_response_that_is_used_exists():
    """Neither code nor rules name a response that the domain has not."""
    assert (WRITTEN | RULED) - set(RESPONSES) == set()
    assert {start for start in COMPOSED if not any(name.startswith(start) for name in RESPONSES)} == set()


def test_each_response_has_exactly_one_wording():
    """The actions take the first one; a second would be said by chance, and only by Rasa."""
    assert [name for name, wordings in RESPONSES.items() if len(wordings) != 1] == []


@pytest.mark.parametrize(("file", "call"), CALLS, ids=[f"{file}:{call.lineno}" for file, call in CALLS])
def test_placeholders_are_filled(file, call):
    """Each call that names its phrase gives exactly the values that the phrase has."""
    wanted = set(PLACEHOLDER.findall(RESPONSES[call.args[0].value][0]["text"]))
    given = {keyword.arg for keyword in call.keywords}
    assert given == wanted or (None in given and given - {None} <= wanted), file


@pytest.mark.parametrize("name", sorted(RULED & set(RESPONSES)))
def test_what_rasa_says_itself_has_no_placeholders(name):
    """Rasa would look for a slot of that name."""
    assert not PLACEHOLDER.search(RESPONSES[name][0]["text"])


@pytest.mark.parametrize("name", sorted(name for name, [wording] in RESPONSES.items() if "custom" in wording))
def test_fixed_card_keeps_to_the_contract(name):
    """Cards that no code makes are checked here."""
    card = json.loads(json.dumps(RESPONSES[name][0]["custom"]))
    assert [error.message for error in CARDS.iter_errors(card)] == []


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_text_is_tidy(name):
    """No double blanks, no blank ends, German quotation marks, no letter salad."""
    text = RESPONSES[name][0]["text"]
    assert text == text.strip(), name
    assert not re.search(r" {2}|\t|\n\n\n| [.,!?]|(?<!\.)\.\.(?!\.)", text), text
    assert '"' not in text
    assert text.count("„") == text.count("“")


@pytest.mark.parametrize("name", sorted(name for name in RESPONSES if name.startswith("utter_suggest_")))
def test_suggestion_is_a_question_of_an_intent(name):
    """It is a button and comes back as typed text: short, once, and of an intent that is answered."""
    text = RESPONSES[name][0]["text"]
    assert name.removeprefix("utter_suggest_") in DOMAIN["intents"]
    assert 5 <= len(text) <= 60
    assert "\n" not in text
    assert [other for other in RESPONSES if RESPONSES[other][0]["text"] == text] == [name]


def test_the_usual_suggestions_exist():
    """The three subjects are offered when nothing else is."""
    assert {f"utter_suggest_{name}" for name in ("waste_disposal", "pickup_next", "offer_find")} <= set(RESPONSES)


@pytest.mark.parametrize(
    ("level", "first"),
    [
        ("emergency", ["112"]),
        ("crisis", ["08001110111"]),
        ("poisoning", ["022819240", "112"]),
        ("violence", ["110"]),
        ("on_call", ["116117"]),
        ("addiction", ["01806313031"]),
    ],
)
def test_danger_gets_its_number_first(level, first):
    """From the domain alone, in the first two lines of the text, and in the card."""
    [response] = RESPONSES[f"utter_safety_{level}"]
    found = [digits(number) for number in DIALLED.findall(" ".join(response["text"].split("\n")[:2]))]
    assert found[: len(first)] == first
    assert response["custom"]["level"] == level
    assert set(first) <= {digits(line["number"]) for line in response["custom"]["lines"]}


@pytest.mark.parametrize("level", ["emergency", "crisis", "poisoning", "violence", "on_call", "addiction"])
def test_numbers_of_text_and_card_of_danger_agree(level):
    """Whoever sees only one of them misses nothing; the card may know more."""
    [response] = RESPONSES[f"utter_safety_{level}"]
    said = {digits(number) for number in DIALLED.findall(response["text"])}
    listed = {digits(line["number"]) for line in response["custom"]["lines"]}
    assert said <= listed


def test_only_checked_numbers_are_said():
    """Every number of the domain stands in the table above, and every one of the table is said."""
    said = {digits(number) for text in texts(RESPONSES) for number in DIALLED.findall(text)}
    # "-440" continues the number of the bio bin before it.
    assert said - set(NUMBERS) == set()
    assert set(NUMBERS) - said == set()


def test_every_number_of_a_card_is_a_checked_one():
    """Cards carry numbers in fields of their own."""
    for [response] in RESPONSES.values():
        card = response.get("custom", {})
        listed = [line["number"] for line in card.get("lines", [])]
        listed += [contact["phone"] for contact in card.get("contacts", []) if contact["phone"]]
        assert {digits(number) for number in listed} <= set(NUMBERS)


def test_number_that_was_never_introduced_is_not_said():
    """The planned 113 leads nowhere."""
    assert not [text for text in texts(RESPONSES) if NEVER.search(text)]


def test_slots_lead_no_rule_astray():
    """What is remembered never decides which rule fits."""
    assert not [name for name, slot in DOMAIN["slots"].items() if slot["influence_conversation"]]


def test_actions_are_listed_and_used():
    """Each action of the domain is reached by a rule."""
    ruled = re.findall(r"\baction_\w+", (ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))
    assert sorted(set(ruled)) == sorted(DOMAIN["actions"])


def test_entities_are_what_the_spotter_finds():
    """Domain and domain core name the same kinds."""
    from bot.city.mention import KINDS

    assert set(DOMAIN["entities"]) == set(KINDS)
