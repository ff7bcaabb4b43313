"""Which language a paragraph is in, as far as the check must know: English, Spanish or neither."""

from __future__ import annotations

import re
import unicodedata

from compliance.phi.vocabulary import listed

CHECKED = frozenset({"en", "es"})
_WORD = re.compile(r"[^\W\d_]{1,30}")
_SKIPPED = re.compile(r"[#@][\w.]{1,60}|https?://\S{1,200}|\S{1,64}@\S{1,64}")
_KNOWN = listed(
    # English
    "the and of to is in it you that he was for on are with as his they at be this have from "
    "or had by but "
    "not what all were we when your can said there use each which she do how their if will up "
    "about out many "
    "then them these so some her would make like him into time has two more go no see way "
    "could people my "
    "than been call who its now did get our us just any here why i me am an a let yes please "
    "thank thanks "
    "join free day today new open health care help hello hi sorry don't it's we're i'm you're "
    # Spanish
    "el la los las de del que y en un una es por con para su se lo al como mas pero sus le ya "
    "o este si "
    "porque esta entre cuando muy sin sobre tambien me hasta hay donde quien desde todo nos "
    "durante todos uno "
    "les ni contra otros ese eso ante ellos mi mis antes algunos unos yo otro otras gracias "
    "hola nuestra "
    "nuestro nuestros nuestras usted ustedes tu te estamos gratis hoy favor llame son fue tiene"
)
_FOREIGN = (
    listed(
        "der die das und ist nicht ein eine einen wir sie ihr ihre ihnen ihren für fuer mit "
        "auf von zu den dem "
        "sich auch bei nach aus uns unsere unser bitte vielen dank sehr haben wurde ich "
        "le les des une est et dans vous nous votre vos notre nos pour avec sur pas je il elle "
        "du au aux merci "
        "bonjour veuillez être été ce cette qui "
        "il lo gli dei delle della nel è sono che di per non con una grazie vostra vostro "
        "questo anche siamo "
        "o os um uma não são você vocês obrigado obrigada nosso nossa para com dos das ao foi está "
        "het een van en niet wij jullie voor met zijn bedankt dank u uw "
        "och att det som på är av för inte vi ni tack har "
        "i w na się nie z do jest że dziękujemy jak "
        "ang ng mga sa po kayo salamat kami namin ako at ay "
        "và của là cho không được các một người chúng tôi bạn cảm ơn với "
        "ak nou pou yo ou mwen mèsi tanpri ki nan sou "
        "ve bir bu için ile da teşekkürler siz biz ne çok "
        "dan yang untuk dengan tidak kami anda terima kasih ini"
    )
    - _KNOWN
)


def unreadable(paragraph: str) -> str | None:
    """Why a paragraph cannot be checked ("script", "language"), or None when it can.

    Short texts of names, hashtags and emoji are readable: Latin words alarm only when another
    language's function words outnumber ours, or when a long paragraph has none of ours.
    """
    text = unicodedata.normalize("NFKC", _SKIPPED.sub(" ", paragraph)).casefold().replace("’", "'")
    words = _WORD.findall(text)
    foreign = [w for w in words if not _latin(w)]
    if sum(map(len, foreign)) >= 2 and len(foreign) * 4 >= len(words):
        return "script"
    plain = [_plain(w) for w in words]
    ours = sum(w in _KNOWN for w in plain)
    theirs = sum(w in _FOREIGN for w in words)
    if theirs >= 2 and theirs > ours:
        return "language"
    if len(words) >= 14 and ours * 20 < len(words) and not _listing(paragraph):
        return "language"
    return None


def _latin(word: str) -> bool:
    strange = [c for c in word if ord(c) > 0x24F and not 0x1E00 <= ord(c) <= 0x1EFF]
    return len(strange) < 2 or any(c.isascii() for c in word)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _listing(paragraph: str) -> bool:
    """Names, titles and places set side by side: most words are capitalised."""
    words = _WORD.findall(paragraph)
    capitals = sum(1 for w in words if w[0].isupper())
    return capitals * 2 > len(words)
