"""The desk's first sentence: how many posts need you, and whether any is late."""

from content.gates import count


def headline(needs: int, late: int) -> str:
    """“Five posts need you. One is late.”"""
    if needs == 0:
        return "Nothing needs you now."
    said = f"{count(needs, 'post needs', 'posts need')} you."
    if late == 0:
        return said
    if late == needs:
        return f"{said} {'It is' if late == 1 else 'All are'} late."
    return f"{said} {count(late, 'is', 'are')} late."
