"""Replaces two functions of Rasa's engine that cost a message more than understanding it, and decide nothing.

Rasa has no setting for either (docs/decisions/0017-two-functions-of-the-engine.md). Nothing else of Rasa is replaced.
"""

from functools import cache, lru_cache
from graphlib import TopologicalSorter
from typing import Any

import rasa.core.processor
from jsonschema import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.runner.dask import DaskGraphRunner


def quicken_rasa() -> None:
    """Use the replacements; call it before a model is loaded. Calling it again is fine."""
    rasa.core.processor.DaskGraphRunner = InOrderRunner
    RemoteAction._validate_action_result = _validate_action_result  # noqa: SLF001  # there is no other way in


class InOrderRunner(DaskGraphRunner):
    """Runs the components of a model in an order worked out once; Rasa has Dask find it for each message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Load the components, as Rasa does."""
        super().__init__(*args, **kwargs)
        self._in_order = lru_cache(self._find_order)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Give what the target components return.

        Raises:
            GraphComponentException: a component failed.
        """
        wanted = targets or self._graph_schema.target_names
        results = dict(inputs or {})
        for name in self._in_order(tuple(wanted)):
            needed = self._graph_schema.nodes[name].needs.values()
            # A component tells by the bare name that something it needs is not there.
            given = ((parent, results[parent]) if parent in results else parent for parent in needed)
            _, results[name] = self._instantiated_nodes[name](*given)
        return {name: results[name] for name in wanted}

    def _find_order(self, targets: tuple[str, ...]) -> list[str]:
        """The components that the targets need, each after those it needs itself."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        order = TopologicalSorter({name: node.needs.values() for name, node in nodes.items()}).static_order()
        return [name for name in order if name in nodes]


def _validate_action_result(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an answer of the action server, as Rasa does, which checks the schema itself anew each time as well.

    Raises:
        ValidationError: the answer is not of the form that Rasa understands.
    """
    try:
        _validator().validate(result)
    except ValidationError as error:
        error.message += ". The action server did not answer as Rasa's documentation of custom actions asks."
        raise
    return True


@cache
def _validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator: Validator = kind(schema)
    return validator
