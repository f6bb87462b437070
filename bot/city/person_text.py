"""A text split into words, as ages and sexes are looked for in it."""

from bot.city.text import Word, words

# Signs that stand for words; "½" would otherwise fold to three digits.
_SPELLED = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "♀": " weiblich ", "♂": " maennlich ", "⚧": " divers "}


class PersonText:
    """A text, its words and their folded forms, all asked by position."""

    def __init__(self, text: str) -> None:
        for sign, word in _SPELLED.items():
            text = text.replace(sign, word)
        self.text = text
        self.words: list[Word] = words(text)
        self.folded = [word.folded for word in self.words]
        self.joined = " ".join(self.folded)

    def at(self, position: int) -> str:
        """The folded word at a position, "" outside the text."""
        return self.folded[position] if 0 <= position < len(self.folded) else ""

    def before(self, position: int) -> str:
        """The folded words before a position, joined."""
        return " ".join(self.folded[:position])

    def same_clause(self, position: int) -> list[Word]:
        """The two words after a position, as far as no sign separates them."""
        here, clause = self.words[position], []
        for word in self.words[position + 1 : position + 3]:
            if self.text[here.end : word.start].strip():
                break
            clause.append(word)
            here = word
        return clause
