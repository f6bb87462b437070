"""Numbers as Germans write them in words ("zwölf", "zweiunddreißig", "hundertfünf"), from 0 to 999."""

from bot.city.text import fold_word

_ONES = ("null", "eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn")
_TEENS = (
    "elf", "zwoelf", "dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"
)  # fmt: skip
_TENS = ("zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig")
# Left out umlauts and regular forms that Duden does not know but people write.
_VARIANTS = {
    "zwo": "zwei", "funf": "fuenf", "zwolf": "zwoelf", "fuffzehn": "fuenfzehn", "sechszehn": "sechzehn",
    "siebenzehn": "siebzehn", "dreizig": "dreissig", "zwanzich": "zwanzig", "fuffzig": "fuenfzig",
    "sechszig": "sechzig", "siebenzig": "siebzig",
}  # fmt: skip


def _below_hundred() -> dict[str, int]:
    table = {word: value for value, word in enumerate((*_ONES, *_TEENS))}
    for tens_index, tens in enumerate(_TENS, start=2):
        table[tens] = tens_index * 10
        for value, ones in enumerate(_ONES[1:10], start=1):
            spoken = "ein" if value == 1 else ones
            table[f"{spoken}und{tens}"] = tens_index * 10 + value
    return table


def _number_words() -> dict[str, int]:
    small = _below_hundred()
    for variant, word in _VARIANTS.items():
        small.update({k.replace(word, variant): v for k, v in list(small.items()) if word in k})
    table = dict(small)
    for hundreds in range(1, 10):
        openings = ("hundert", "einhundert") if hundreds == 1 else (f"{_ONES[hundreds]}hundert",)
        for opening in openings:
            table[opening] = hundreds * 100
            for word, value in small.items():
                if value:
                    table[opening + word] = table[f"{opening}und{word}"] = hundreds * 100 + value
    return table


_NUMBERS = _number_words()
# "ein Pizzakarton" is an article far more often than a number, so these count only before a unit.
_ARTICLES = dict.fromkeys(("ein", "eine", "einem", "einen", "einer", "eines"), 1)


def read_number(word: str, *, articles: bool = False) -> int | None:
    """Read digits or a number word; None when it is neither.

    Args:
        articles: count "ein/eine/einem …" as one, as in "in einer Woche".
    """
    folded = fold_word(word)
    # Longer rows of digits are telephone numbers or postcodes; nothing here counts that far.
    if folded.isdigit():
        return int(folded) if len(folded) <= 9 else None
    if folded in _NUMBERS:
        return _NUMBERS[folded]
    return _ARTICLES.get(folded) if articles else None
