"""Rasa without TensorFlow: what Talbot uses can be imported, what needs TensorFlow says so."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.absent_tensorflow import TensorFlowMissing, stand_in_for_tensorflow
from bot.settings import ROOT


def run(code: str, *path: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter that has the project, and folders before everything else."""
    places = [*map(str, path), str(ROOT)]
    command = [sys.executable, "-W", "ignore", "-c", f"import sys; sys.path[:0] = {places!r}\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_rasa_is_served_and_trained_without_it():
    """The modules behind `make run`, with nothing of TensorFlow on the machine."""
    done = run(
        "import bot.nlu, rasa.core.run, rasa.core.agent, rasa.model_training, rasa.engine.recipes.default_components"
    )
    assert done.returncode == 0, done.stderr


def test_a_component_that_needs_it_says_so():
    """Whoever puts DIET into config.yml learns what is missing."""
    stand_in_for_tensorflow()
    import tensorflow as tf

    with pytest.raises(TensorFlowMissing, match="needs TensorFlow"):
        tf.keras.layers.Dense(units=3)


def test_stand_ins_are_what_rasa_does_with_them():
    """Decorators, bases, annotations, and names of any depth."""
    stand_in_for_tensorflow()
    import tensorflow as tf
    from tensorflow.keras.utils import Sequence

    @tf.function
    def decorated() -> int:
        return 3

    class Layer(tf.keras.layers.Layer):
        kind: "tf.Tensor | list[tf.Tensor]"

    assert decorated() == 3
    assert issubclass(Layer, tf.keras.layers.Layer) or isinstance(Layer, type)
    assert isinstance(Sequence, type)
    assert not hasattr(tf, "__wrapped__")


def test_an_installed_tensorflow_is_left_alone(tmp_path):
    """Where the benchmarks have the real one."""
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").write_text("name = 'real'", encoding="utf-8")
    done = run("import bot.nlu, tensorflow; print(tensorflow.name)", tmp_path)
    assert done.stdout.strip() == "real", done.stderr


def test_what_is_served_has_no_tensorflow():
    """Only the benchmarks install it."""
    locks = {name: (ROOT / f"requirements{name}.lock").read_text("utf-8") for name in ("", "-dev", "-bench")}
    assert ["\ntensorflow==" in locks[name] for name in ("", "-dev", "-bench")] == [False, False, True]
