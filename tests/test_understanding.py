"""How well the current model understands questions that it has not learned: tests/nlu/questions.jsonl.

The questions were written apart from data/nlu.yml; keep it so, or these figures tell nothing.
"""

import json
from typing import Any

import pytest
from rasa.core.agent import Agent

from bot.city.text import normalise
from bot.settings import ROOT
from tests.content.test_nlu_data import EXAMPLES

pytestmark = [
    pytest.mark.trained,
    pytest.mark.filterwarnings("ignore:Slot auto-fill:UserWarning"),
]

QUESTIONS = [
    json.loads(line) for line in (ROOT / "tests" / "nlu" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
# Measured on 2026-11-23 with everything that can override the classifier: 0.90 right, 0.97 of the dangers heard,
# 0.02 of the rest taken for danger.
FEWEST_RIGHT = 0.88
FEWEST_DANGERS_HEARD = 0.95
MOST_FALSE_ALARMS = 0.06


async def intents(agent: Agent, questions: list[dict[str, Any]]) -> list[str]:
    """What each question is understood as."""
    return [(await agent.parse_message(question["text"]))["intent"]["name"] for question in questions]


async def test_most_questions_are_understood(agent: Agent) -> None:
    """A drop below the bar means that a change made the assistant understand less."""
    questions = [question for question in QUESTIONS if not question.get("harmless")]
    understood = await intents(agent, questions)
    wrong = [(q["text"], q["intent"], u) for q, u in zip(questions, understood, strict=True) if q["intent"] != u]
    assert 1 - len(wrong) / len(questions) >= FEWEST_RIGHT, wrong


async def test_danger_is_heard(agent: Agent) -> None:
    """Any helpline card will do: each carries the emergency number."""
    dangers = [question for question in QUESTIONS if question["intent"].startswith("safety_")]
    missed = [
        (question["text"], understood)
        for question, understood in zip(dangers, await intents(agent, dangers), strict=True)
        if not understood.startswith("safety_")
    ]
    assert 1 - len(missed) / len(dangers) >= FEWEST_DANGERS_HEARD, missed


async def test_what_only_sounds_dangerous_is_answered_as_asked(agent: Agent) -> None:
    """Figures of speech and poisonous waste call nobody."""
    harmless = [question for question in QUESTIONS if not question["intent"].startswith("safety_")]
    alarms = [
        question["text"]
        for question, understood in zip(harmless, await intents(agent, harmless), strict=True)
        if understood.startswith("safety_")
    ]
    assert len(alarms) / len(harmless) <= MOST_FALSE_ALARMS, alarms


def test_no_question_was_learned() -> None:
    """An example that moves to data/nlu.yml leaves this list."""
    learned = {normalise(example) for examples in EXAMPLES.values() for example in examples}
    assert [q["text"] for q in QUESTIONS if normalise(q["text"]) and normalise(q["text"]) in learned] == []
