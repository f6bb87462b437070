"""Lets Rasa be imported where TensorFlow is not installed: stands in for its modules with names that do nothing.

Rasa imports TensorFlow for components that Talbot does not use (docs/decisions/0015-served-without-tensorflow.md).
Whoever does use one of them gets an error that says what is missing.
"""

import sys
from abc import ABCMeta
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_TOP = ("tensorflow", "tensorflow_hub", "tensorflow_text", "keras")


class TensorFlowMissing(ImportError):
    """A component that needs TensorFlow was used in an environment without it."""


def stand_in_for_tensorflow() -> None:
    """Make `import tensorflow` work where it is not installed; call it before importing Rasa, also twice."""
    if "tensorflow" not in sys.modules and find_spec("tensorflow") is None:
        sys.meta_path.append(_Finder())


def _any_name(_self: object, name: str) -> Any:
    """What `__getattr__` gives: a stand-in of that name, but nothing of what Python itself looks for."""
    if name.startswith("__"):
        raise AttributeError(name)
    return _Nothing(name, (), {})


class _Nothing(ABCMeta):
    """The type of every stand-in: has any attribute, can be a base class and a decorator, but never an instance."""

    __getattr__ = _any_name

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        raise TensorFlowMissing(f"{cls.__name__} needs TensorFlow, which Talbot does not install.")


class _NothingModule(ModuleType):
    """A module that has any name, and of which any module is part."""

    __getattr__ = _any_name


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in _TOP else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _NothingModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass
