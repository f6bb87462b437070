"""Short answers to the assistant's own questions ("bin 38", "Mann", "Hofaue 20"), told from new questions."""

from bot.city.person import read_person
from bot.city.text import words

_LONGEST_ANSWER = 8
_QUESTION_WORDS = frozenset("wohin wann wo was wer wie welche welcher welches warum wieso darf kann koennen gibt".split())


def answers(question: str | None, text: str, kinds: set[str]) -> bool:
    """Whether a text answers what the assistant asked last.

    Args:
        question: the open question's subject, "pickup" or "checkup"; None when nothing is open.
        kinds: what the text mentions of the city, by kind.
    """
    found = words(text)
    if not found or len(found) > _LONGEST_ANSWER or _QUESTION_WORDS & {word.folded for word in found}:
        return False
    if question == "pickup":
        return bool(kinds & {"street", "house_number"})
    if question == "checkup":
        person = read_person(text)
        return bool(person.age or person.sex) and not kinds & {"street", "stream", "waste_item"}
    return False
