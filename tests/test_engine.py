"""What replaces functions of Rasa's engine does what they did."""

import json
import subprocess
import sys

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.engine import InOrderRunner, quicken_rasa
from bot.settings import ROOT


class Adder(GraphComponent):
    """Adds what it is given, and notes that it ran."""

    ran: list[str] = []  # noqa: RUF012  # the test reads it

    @classmethod
    def create(cls, config, model_storage, resource, execution_context):  # noqa: ARG003  # the names are Rasa's
        """Make one that adds a number of its own."""
        component = cls()
        component.own = config["own"]
        return component

    def add(self, one: int, other: int = 0) -> int:
        """The sum."""
        self.ran.append(self.own)
        return one + other + self.own


def node(own: int, **needs: str) -> SchemaNode:
    """A node of the graph."""
    return SchemaNode(needs=needs, uses=Adder, constructor_name="create", fn="add", config={"own": own}, eager=True)


SCHEMA = GraphSchema({
    "last": node(1000, one="left", other="right"),
    "left": node(1, one="start"),
    "right": node(10, one="left", other="start"),
    "beside": node(5, one="start"),
})  # fmt: skip


@pytest.mark.parametrize("targets", [["last"], ["right"], ["left", "beside"]])
def test_components_give_what_they_give_with_dask(tmp_path, targets):
    """The same graph, the same inputs; only what a target needs is run, each once."""
    results = []
    for kind in (DaskGraphRunner, InOrderRunner):
        runner = kind.create(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA))
        Adder.ran = []
        results.append((runner.run({"start": 3}, targets), sorted(Adder.ran)))
    assert results[0] == results[1]


def test_a_graph_runs_again_and_again(tmp_path):
    """Nothing of a message is left for the next one."""
    runner = InOrderRunner.create(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA))
    assert [runner.run({"start": n}, ["left"]) for n in (1, 2)] == [{"left": 2}, {"left": 3}]


ANSWERS = [
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "name": "street", "value": "Hofaue", "timestamp": None}],
        "responses": [{"text": "x"}],
    },
    {"responses": [{"text": "x"}]},
    {"events": "none"},
    {"events": [{"event": "slot"}]},
    {"responses": ["x"]},
    [],
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_of_the_action_server_are_judged_as_rasa_judges_them(answer):
    """In a process of its own, because this one may have been quickened already."""
    script = (
        "import sys, json, bot.nlu\n"
        "from rasa.core.actions.action import RemoteAction\n"
        "try: RemoteAction('x', None)._validate_action_result(json.loads(sys.argv[1]))\n"
        "except Exception as error: sys.exit(type(error).__name__)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, json.dumps(answer)]
    rasa = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    quicken_rasa()
    try:
        assert RemoteAction("x", None)._validate_action_result(answer)
        ours = 0
    except ValidationError:
        ours = 1
    assert (rasa.returncode, "ValidationError" in rasa.stderr) == (ours, bool(ours))
