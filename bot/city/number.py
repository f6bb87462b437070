"""Numbers as Germans write them in words ("zwölf", "zweiunddreißig"), from 0 to 99."""

from bot.city.text import fold_word

_ONES = ("null", "eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn")
_TEENS = (
    "elf zwoelf dreizehn vierzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn".split()  # noqa: SIM905
)
_TENS = "zwanzig dreissig vierzig fuenfzig sechzig siebzig achtzig neunzig".split()  # noqa: SIM905


def _number_words() -> dict[str, int]:
    table = {word: value for value, word in enumerate((*_ONES, *_TEENS))}
    for tens_index, tens in enumerate(_TENS, start=2):
        table[tens] = tens_index * 10
        for value, ones in enumerate(_ONES[1:10], start=1):
            spoken = "ein" if value == 1 else ones
            table[f"{spoken}und{tens}"] = tens_index * 10 + value
    table["zwo"] = 2
    return table


_NUMBERS = _number_words()
# "ein Pizzakarton" is an article far more often than a number, so these count only before a unit.
_ARTICLES = {form: 1 for form in ("ein", "eine", "einem", "einen", "einer", "eines")}


def read_number(word: str, *, articles: bool = False) -> int | None:
    """Read digits or a number word; None when it is neither.

    Args:
        articles: count "ein/eine/einem …" as one, as in "in einer Woche".
    """
    folded = fold_word(word)
    if folded.isdigit():
        return int(folded)
    if folded in _NUMBERS:
        return _NUMBERS[folded]
    return _ARTICLES.get(folded) if articles else None
