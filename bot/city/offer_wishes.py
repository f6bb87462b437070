"""Reads wishes from everyday German: "Sport für meine Oma, kostenlos, mit Rollator, samstags vormittags".

Topic, keywords, people, price, access and language are read here, times in `bot.city.offer_time`, places in
`bot.city.offer_place`. What is found is `bot.city.offer_search`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.city.lexicon import NO_LEXICON, Lexicon
from bot.city.offer import Offer
from bot.city.offer_query import OfferQuery
from bot.city.offer_time import read_time
from bot.city.offer_words import Hit, OfferVocabulary, WordTable, longest
from bot.city.person import read_person
from bot.city.text import Word, fold, normalise, stem, words

# Between several topics the first wins, unless a keyword decides.
_PRECEDENCE = (
    "vaccination",
    "addiction",
    "self_help",
    "nutrition",
    "family",
    "senior",
    "stress",
    "movement",
    "mental_health",
    "counselling",
)
_PRICE_WORDS = r"(?:kosten|geld|gebuehr\w*|bezahlung|zu (?:be)?zahlen|beitrag)"
_FREE = re.compile(
    rf"\b(kostenlos\w*|kostenfrei\w*|kostnlos|gratis|umsonst|gebuehrenfrei|ohne {_PRICE_WORDS}|null kohle|kein geld"
    r"|(?:nix|nichts|nicht|null euro|nen appel)(?: was)? kosten(?: darf| soll| sollte)?|0 euro|fuer lau"
    r"|(?:fuer|zum) nulltarif|eintritt(?: ist)? frei|freier eintritt)\b"
)
_CONCERNING_PRICE = r"(?:bis(?: zu)?|unter|maximal|max|hoechstens|nicht (?:mehr|teurer) als|weniger als|billiger als)"
_PRICE = re.compile(rf"\b{_CONCERNING_PRICE} (\d{{1,4}}) ?(?:eur|euro|euros)\b")
_ONLINE = re.compile(
    r"\b(online\w*|digital\w*|von zu ?hause(?: aus)?|daheim|per video|videokurs\w*|zoom|webinar\w*|im internet"
    r"|(?:am|vom) (?:pc|computer|laptop|sofa|bildschirm))\b"
)
_ON_SITE = re.compile(
    r"\b(vor ort|(?:nicht|kein\w*|bloss nicht) (?:so )?(?:was )?(?:online|digital)\w*|praesenz\w*|in echt)\b"
)
_STEPS = r"(?:treppen?\w*|stufen?\w*)"
_WHEELCHAIR = re.compile(
    rf"\b(rollstuhl\w*|rolli|rollator\w*|barrierefrei\w*|barierefrei\w*|behindertengerecht\w*|gehbehindert\w*"
    rf"|gehhilfe\w*|gehstock|(?:ohne|keine) {_STEPS}|stufenlos\w*|stufenfrei\w*|ebenerdig\w*|aufzug|fahrstuhl"
    rf"|nicht gut zu fuss|schlecht zu fuss)\b"
)
_AID = re.compile(r"rollstuhl|rollator|barrierefrei")
_GROUPS = frozenset(("children", "teenagers", "adults", "seniors", "women", "men", "parents"))
# "Bin im 6. Monat."
_WITH_CHILD = re.compile(
    r"\bbin (?:jetzt |schon |gerade )?(?:im|in der) \d{1,2} (?:monat|woche|ssw|schwangerschaftswoche)\b"
)
_INSURER = r"(?:kranken)?(?:kasse|kassen|versicherung|aok|barmer|tk|dak|ikk|bkk)"
_PAID = r"(?:anerkannt|bezahlt|zahlt|erstattet|uebernimmt|bezuschusst|gefoerdert)"
_CERTIFIED = re.compile(
    rf"\b(zertifiziert\w*|zpp|praeventionskurs\w*|erstattungsfaehig\w*|kassenkurs\w*|20 sgb|auf kasse|nach 20"
    rf"|(?:von|ueber) (?:der|die|meiner|meine) {_INSURER}(?: \w+)? {_PAID}\w*"
    rf"|(?:den|die|das|was) (?:die|meine|auch die) {_INSURER} (?:\w+ )?{_PAID}\w*"
    rf"|{_INSURER}(?:anerkannt|gefoerdert)\w*)\b"
)
_POLITE = re.compile(
    r"\b(sehr geehrte|liebe|hallo|werte) (damen und herren|herren|damen|frau|herr)\b|\bdamen und herren\b"
)
# "mein Mann trinkt": a relative, not for whom the offer should be.
_RELATIVE = re.compile(
    r"(?<!fuer )(?<!fuer die )\b(?:mein|dein|sein|ihr|unser)\w*(?: \w+)? (?:mann|frau|maenner|frauen)\b"
    r"|\b(?:mein|dein|sein|ihr|unser)\w*(?: \w+)? (?:mutter|vater|vatter|vadder|mama|papa|eltern)\b"
    r"|\b(?:frau|herr) (?=[a-z]+(?:er|mann)\b)"
)
_ONLY = re.compile(r"\b(nur|ausschliesslich|rein\w*|extra|speziell|unter) (?:fuer |unter )?(?:\w+ )?$")
_DENIES = frozenset(("kein", "keine", "keinen", "keinem", "keiner", "ohne", "ausser", "nich", "nicht"))
_BETWEEN = frozenset(("bloss", "so", "was", "wie", "mit", "unbedingt", "gerade", "zu", "im", "in", "das", "den", "die"))
# "Ich finde keinen Schlaf" complains; "kein Yoga" chooses.
_COMPLAINS = frozenset("finde find habe hab kriege krieg bekomme hat haben schaffe".split())
_MISLIKED = re.compile(r"^(?: \w+){0,1}? (?:mag|will|moechte|kann|geht|liegt)(?: \w+){0,2}? nicht\b")
_NEVER_DENIED = frozenset(("addiction", "mental_health", "vaccination", "counselling"))
_OLD, _GROWN, _TEENAGER = 60, 18, 13
_TELLING_TOPICS = 2
_KEPT_TEXTS = 512


class WishReader:
    """Reads wishes; built once from the vocabulary and the offers."""

    def __init__(self, offers: Iterable[Offer], vocabulary: OfferVocabulary, lexicon: Lexicon = NO_LEXICON) -> None:
        self._offers = tuple(offers)
        self._topics = WordTable(vocabulary.topics, lexicon)
        self._audiences = WordTable(vocabulary.audiences, lexicon)
        self._languages = WordTable(vocabulary.languages, lexicon)
        self._whole = frozenset(fold(word) for word in vocabulary.whole)
        self._weak = frozenset(stem(fold(word)) for word in vocabulary.weak)
        self._topics_of: dict[str, Counter[str]] = {}
        for offer in self._offers:
            for keyword in offer.keywords:
                self._topics_of.setdefault(keyword, Counter())[offer.topic] += 1
        telling = (keyword for keyword in self._topics_of if not self._is_other_wish(keyword))
        self._keywords = WordTable({keyword: (keyword,) for keyword in telling}, lexicon)
        self.read = lru_cache(_KEPT_TEXTS)(self._read)

    def _is_other_wish(self, keyword: str) -> bool:
        """Whether a keyword is, alone, what is read as another wish: "mit Rollator", "für Kinder"."""
        people = {hit.value for hit in self._audiences.find(words(keyword)) if hit.size == len(fold(keyword))}
        return bool(people & _GROUPS) or bool(_AID.fullmatch(fold(keyword)))

    def is_topic_word(self, word: str) -> bool:
        """Whether a keyword is an everyday word for a topic as well ("Sport")."""
        return bool(self._topics.find(words(word)))

    def knows(self, word: str) -> bool:
        """Whether a word is one of the vocabulary, misspelled or not."""
        found = words(word)
        return any(table.find(found) for table in (self._topics, self._keywords, self._audiences, self._languages))

    def _read(self, text: str) -> OfferQuery:
        plain = _POLITE.sub(" ", normalise(text.replace("€", " euro ")))
        found = words(text)
        keywords, topics = self._keywords.find(found, self._whole), longest(self._topics.find(found, self._whole))
        without = self._denied([*keywords, *topics], found, plain)
        keywords = [hit for hit in keywords if hit.value not in without]
        topics = [hit for hit in topics if hit.value not in without and not self._is_denied(hit, found, plain)]
        names = _longest_names(tuple(dict.fromkeys(hit.value for hit in keywords)))
        audience, only = self._audience(text, plain)
        price, time = _PRICE.search(plain), read_time(text)
        return OfferQuery(
            topic=self._topic(topics, names, audience),
            keywords=names,
            audience=audience,
            only=only,
            weekdays=time.weekdays,
            times=time.times,
            from_hour=time.from_hour,
            when=time.when,
            max_price_eur=0.0 if _FREE.search(plain) else float(price.group(1)) if price else None,
            online=False if _ON_SITE.search(plain) else True if _ONLINE.search(plain) else None,
            wheelchair=True if _WHEELCHAIR.search(plain) else None,
            language=next((hit.value for hit in self._languages.find(found)), None),
            certified=True if _CERTIFIED.search(plain) else None,
            without=without,
        )

    def _audience(self, text: str, plain: str) -> tuple[tuple[str, ...], bool]:
        people = _RELATIVE.sub(" ", plain)
        found = words(people)
        hits = self._audiences.find(found, self._whole)
        values = dict.fromkeys(hit.value for hit in hits)
        person = read_person(text)
        if person.expecting or _WITH_CHILD.search(plain):
            values.setdefault("pregnant")
        if group := _of_age(person.age):
            values = {group: None} | {v: None for v in values if v not in ("children", "teenagers") or v == group}
        before = [" ".join(w.folded for w in found[: hit.first]) + " " for hit in hits]
        return tuple(values), any(_ONLY.search(b) for b in before)

    def _topic(self, hits: list[Hit], keywords: Sequence[str], audience: Sequence[str]) -> str | None:
        """Between several topics a keyword decides ("Yoga gegen Stress" finds the yoga courses)."""
        strong = {hit.value for hit in hits if stem(fold(hit.entry)) not in self._weak}
        topics = strong or {hit.value for hit in hits}
        by_keyword = sum((self._topics_of[k] for k in keywords), Counter[str]())
        ranked = [topic for topic, _ in by_keyword.most_common()]
        if len(topics) == 1 and (strong or not ranked):
            return next(iter(topics))
        if not strong and ranked and len(ranked) <= _TELLING_TOPICS:
            return next((t for t in ranked if t in topics), ranked[0])
        if not topics:
            return "family" if "pregnant" in audience else None
        named = [topic for topic in _PRECEDENCE if topic in topics and topic in ranked]
        return named[0] if named else next(topic for topic in _PRECEDENCE if topic in topics)

    def _denied(self, hits: list[Hit], found: list[Word], plain: str) -> tuple[str, ...]:
        """Keywords and topics that were ruled out ("kein Yoga"); an addiction or a fear is not chosen."""
        ruled_out = [hit for hit in hits if self._is_denied(hit, found, plain)]
        named = {hit.first for hit in ruled_out if hit.value in self._topics_of}
        denied = [hit.value for hit in ruled_out if hit.value in self._topics_of or hit.first not in named]
        return tuple(v for v in dict.fromkeys(denied) if not set(self._topics_of.get(v, (v,))) & _NEVER_DENIED)

    def _is_denied(self, hit: Hit, found: list[Word], plain: str) -> bool:
        if hit.value in _NEVER_DENIED:
            return False
        before = [word.folded for word in found[: hit.first]]
        while before and before[-1] in _BETWEEN:
            before.pop()
        if before and before[-1] in _DENIES and before[-1] not in ("nicht", "nich"):
            return not (set(before[-4:]) & _COMPLAINS)
        if before and before[-1] in ("nicht", "nich"):
            return hit.last == len(found) - 1 or "sondern" in plain
        after = plain.partition(found[hit.last].folded)[2]
        return bool(_MISLIKED.search(after)) and hit.value in self._topics_of


def _of_age(age: str | None) -> str | None:
    """The group that somebody of an age belongs to; grown-ups of middle age need nothing of their own."""
    if age is None or not age.endswith("y") or not age[:-1].isdigit():
        return None
    years = int(age[:-1])
    if years >= _OLD:
        return "seniors"
    return None if years >= _GROWN else "teenagers" if years >= _TEENAGER else "children"


def _longest_names(keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are not the beginning of another: "Pflegeberatung" is more than "Pflege"."""
    folded = {keyword: fold(keyword) for keyword in keywords}
    return tuple(k for k in keywords if not any(k != o and folded[o].startswith(folded[k]) for o in keywords))
