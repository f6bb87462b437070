"""Which kind of medical advice somebody asks for, so that the limit names who can help. Gives no advice itself."""

import re
from typing import Literal

from bot.city.text import normalise

Kind = Literal["medicine", "finding", "treatment", "doctor", "complaint"]

_DOCTOR = (
    r"\w*(?:arzt|aerztin|aerzte|orthopaede\w*|kardiolog\w*|urolog\w*|neurolog\w*|psychiater\w*|gynaekolog\w*|krankenhaus"
    r"|klinik)"
)
# Parts of words for remedies; what is also a part of others stands by itself in the second group.
_REMEDY = (
    r"\b\w*(?:tablet|pille|medikament|arznei|dosis|dosier|tropfen|salbe|zaepfchen|hustensaft|fiebersaft|antibiot|"
    r"schmerzmittel|hausmittel|heilmittel|nasenspray|ibuprofen|paracetamol|aspirin|cortison|insulin|marcumar|"
    r"blutverduenner|metoprolol|ramipril|novalgin|diclofenac|thyroxin|tavor|ozempic|johanniskraut|vitamin|magnesium|"
    r"globuli|cannabis|sirup|medizin|nebenwirkung|wechselwirkung|einnehm|einzunehm|absetz|blutdruckmittel|praeparat|"
    r"kapsel)\w*|\b(?:mittel|eisen|mg|ibu|creme|saft|spritzen)\b"
)
_TAKING = (
    r"\bvertraegt sich\b|\bvertragen sich\b|\bverschreib\w*|\b"
    r"(?:hilft|helfen|helf|nimmt man|nimmste) (?:\w+ )?(?:gegen|bei|jejen)\b|\bgegen \w+(?: \w+)? nehmen\b"
)
_FINDING = (
    r"\b\w*(?:befund|arztbrief|laborwert|blutwert|blutbild|leberwert|leukozyt|cholesterin|hba1c|crp|tsh|ferritin|"
    r"roentgenbild|langzeitzucker)\w*|\b(?:mrt|ldl|hdl|bericht|werte?|abkuerzung)\b"
)
_TREATMENT = (
    r"\b\w*(?:operation|operier|rezept|krankschreib|krankgeschrieben|narkose|therapie|behandel|behandl|bandage|chemo)\w*|"
    r"\bop\b|\bunters messer\b"
)
# Looked through in this order: a dose outweighs the complaint it is for.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "doctor",
        re.compile(rf"\b(?:suche?|empfehl\w*|welcher|welches|gut\w*|brauche|gesucht)\b(?: \w+){{0,3}} {_DOCTOR}\b"),
    ),
    ("doctor", re.compile(rf"\b{_DOCTOR}\w* (?:gesucht|empfehl\w+|gut|in wuppertal)\b")),
    ("medicine", re.compile(rf"{_REMEDY}|{_TAKING}")),
    ("finding", re.compile(_FINDING)),
    ("treatment", re.compile(_TREATMENT)),
)


def kind_of_advice(text: str) -> Kind:
    """What a request for medical advice is about; a complaint or diagnosis where nothing else is named."""
    plain = normalise(text)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(plain)), "complaint")
