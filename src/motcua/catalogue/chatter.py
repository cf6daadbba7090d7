"""Words that make a sentence but do not say what is wanted: “tôi muốn … thì làm ở đâu”."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.catalogue.folding import Word, typed_words

_PHRASES = """
thủ tục hành chính, thủ tục, hồ sơ, giấy tờ, hướng dẫn,
như thế nào, thế nào, làm sao, ra sao, vì sao, tại sao, ở đâu, đi đâu, đến đâu, chỗ nào, nơi nào, khi nào, bây giờ,
bao lâu, mất bao lâu, bao nhiêu, bao nhiêu tiền, mất bao nhiêu, mất bao nhiêu tiền, hết bao nhiêu, hết bao nhiêu tiền,
mấy ngày, những gì, cái gì, được không, hay không, xin phép, cho hỏi, xin hỏi, cho tôi, cho em, cho mình, cho cháu
"""
_WORDS = """
tôi em mình anh cháu bạn ai xin muốn cần làm phải giúp giùm dùm cho và của các những cái này đó kia khi nếu ở tại với
mà là gì nào không ko đang sẽ đã bị do theo như cũng thôi luôn giờ ơi dạ ạ nhé
"""
_ONLY_WITH_ACCENTS = """
chị thì về để được hỏi từ đi nên
"""
"""Without their accents these are other words: chi nhánh, thi công, bảo vệ, đề án, dược phẩm, hội, tu bổ, đình chỉ."""

_ACCENTED = {word.typed for word in typed_words(_ONLY_WITH_ACCENTS)}


def _grouped(said: Iterable[str]) -> dict[str, list[list[Word]]]:
    """Words or phrases by their first word, folded."""
    found: dict[str, list[list[Word]]] = {}
    for one in map(typed_words, said):
        found.setdefault(one[0].plain, []).append(one)
    return found


_BY_FIRST = _grouped([*_PHRASES.split(","), *_WORDS.split()])


def chatter(words: list[Word]) -> frozenset[int]:
    """Places of the words that only make a sentence."""
    found = {place for place, word in enumerate(words) if word.typed in _ACCENTED}
    for start, word in enumerate(words):
        for phrase in _BY_FIRST.get(word.plain, ()):
            part = words[start : start + len(phrase)]
            if len(part) == len(phrase) and all(map(Word.may_be, part, phrase)):
                found.update(range(start, start + len(phrase)))
    return frozenset(found)
