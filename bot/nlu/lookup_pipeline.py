"""Builds the German spaCy pipeline that stands in for de_core_news_sm: a tokenizer and a table of lemmas."""

import gzip
import importlib.metadata
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
import spacy_lookups_data
from spacy.lookups import Lookups

# Counts up when the rule below changes, so that models trained with an older table are noticed.
TABLE_EDITION = 1
_DATA = Path(spacy_lookups_data.__file__).parent / "data"


def build_lookup_pipeline(target: Path) -> None:
    """Write the pipeline to a folder, replacing what is there only when it is complete."""
    nlp = spacy.blank("de")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.get_pipe("lemmatizer").initialize(lookups=_lookups(lemma_table()))  # type: ignore[attr-defined]
    nlp.meta["name"] = "lookup"
    nlp.meta["version"] = f"{importlib.metadata.version('spacy-lookups-data')}-{TABLE_EDITION}"
    unfinished = target.with_name(f"{target.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(unfinished)
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)


def lemma_table() -> dict[str, str]:
    """Give the lemma of each word form that people use and that differs from its lemma.

    Three quarters of spacy-lookups-data's forms ("verschmutzendsten") are not among the million most frequent
    German words that the same package lists. Without them the table takes 29 MB of memory instead of 128 MB
    (docs/decisions/0002-german-spacy-pipeline.md).
    """
    in_use = _read("de_lexeme_prob.json.gz")
    lemmas = _read("de_lemma_lookup.json.gz")
    return {form: lemma for form, lemma in lemmas.items() if form != lemma and form in in_use}


def _lookups(table: dict[str, str]) -> Lookups:
    lookups = Lookups()
    lookups.add_table("lemma_lookup", table)
    return lookups


def _read(name: str) -> dict[str, Any]:
    with gzip.open(_DATA / name, "rt", encoding="utf-8") as file:
        return dict(json.load(file))
