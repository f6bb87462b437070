"""The editors' examples: none twice, none for two intents, enough of each, and each intent explained."""

import re
from collections import Counter, defaultdict

import pytest
import yaml

from bot.city.safety import LEVELS
from bot.city.text import normalise
from bot.settings import ROOT

FEWEST = 60
DATA = ROOT / "data" / "nlu.yml"
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
# Set by components: when the classifier is unsure, when another city is named, and when there is danger.
WITHOUT_EXAMPLES = {"nlu_fallback", "out_of_scope_other_city", *(f"safety_{level}" for level in LEVELS)}


def read_examples() -> dict[str, list[str]]:
    """The examples of each intent, as written."""
    examples: dict[str, list[str]] = {}
    for block in yaml.safe_load(DATA.read_text(encoding="utf-8"))["nlu"]:
        assert block["intent"] not in examples, f"{block['intent']} stands twice"
        examples[block["intent"]] = [line.removeprefix("- ") for line in block["examples"].splitlines() if line]
    return examples


EXAMPLES = read_examples()
INTENTS = sorted(EXAMPLES)


def key(example: str) -> str:
    """What makes two examples the same: the words, however they are written."""
    return normalise(example) or example


def test_every_line_is_an_example():
    """A forgotten hyphen would glue two examples together."""
    for block in yaml.safe_load(DATA.read_text(encoding="utf-8"))["nlu"]:
        wrong = [line for line in block["examples"].splitlines() if line and not re.match(r"- \S", line)]
        assert wrong == [], block["intent"]


def test_no_example_stands_for_two_intents():
    """What two intents claim, the classifier can only guess."""
    claimed = defaultdict(set)
    for intent, examples in EXAMPLES.items():
        for example in examples:
            claimed[key(example)].add(intent)
    assert {text: intents for text, intents in claimed.items() if len(intents) > 1} == {}


def test_no_example_stands_twice():
    """The same words again teach nothing and tilt the scales."""
    count = Counter(key(example) for examples in EXAMPLES.values() for example in examples)
    assert [text for text, times in count.items() if times > 1] == []


@pytest.mark.parametrize("intent", INTENTS)
def test_intent_has_enough_examples(intent):
    """Less than this is not learned well."""
    assert len(EXAMPLES[intent]) >= FEWEST


@pytest.mark.parametrize("intent", INTENTS)
def test_intent_is_explained_to_editors(intent):
    """A German line above says what belongs here and what does not."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    above = lines[lines.index(f"  - intent: {intent}") - 1].strip()
    assert re.match(r"# (.{10,}\bNicht: .{5,}|Alles andere: .{20,})", above), above


def test_every_intent_has_examples_and_every_example_an_intent():
    """Domain and examples speak of the same intents."""
    assert set(DOMAIN["intents"]) - WITHOUT_EXAMPLES == set(EXAMPLES)


def test_every_intent_has_a_rule():
    """Nothing is understood without being answered."""
    ruled = [step["intent"] for rule in RULES for step in rule["steps"] if "intent" in step]
    assert sorted(ruled) == sorted(DOMAIN["intents"])


@pytest.mark.parametrize("rule", RULES, ids=[rule["rule"] for rule in RULES])
def test_rule_leads_from_an_intent_to_an_answer(rule):
    """One question, then actions and responses that exist."""
    first, *then = rule["steps"]
    assert first.keys() == {"intent"}
    assert then
    for step in then:
        assert step["action"] in {*DOMAIN["actions"], *DOMAIN["responses"]}


def test_rules_are_named_once():
    """A name is how an editor finds a rule."""
    names = [rule["rule"] for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("intent", INTENTS)
def test_examples_are_what_people_type(intent):
    """No markup, no commands, no line that Rasa would read as something else."""
    for example in EXAMPLES[intent]:
        assert not re.search(r"\]\(|\]\{|^/|\t", example), example
        assert example == example.strip(), example
        assert len(example) <= 300, example
