"""`manage.py print_docs`: the pages follow the tables, and CI hears when they do not."""

import pytest
from django.core.management import CommandError, call_command

from accounts.roles import ROLES
from compliance.phi.rules import RULES
from config.printing import PAGES, markdown, workflow_page
from content import gates
from content.publishing import DELIVERIES
from content.workflow import TRANSITIONS, State


@pytest.fixture
def folder(settings, tmp_path):
    """A checkout of its own, with nothing in it."""
    settings.BASE_DIR = tmp_path
    return tmp_path / "docs"


def rows(page: str, head: str) -> list[str]:
    """The rows of the table whose first column is called `head`."""
    table = page.split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0]
    return table.splitlines()[2:]


def test_a_page_that_is_missing_or_differs_is_named(folder):
    with pytest.raises(CommandError, match=r"docs/workflow\.md, docs/phi-rules\.md"):
        call_command("print_docs", "--check")
    assert not folder.exists()

    call_command("print_docs")
    call_command("print_docs", "--check")

    page = folder / "workflow.md"
    page.write_text(page.read_text().replace("Second reviewer", "Anybody"))
    with pytest.raises(CommandError, match=r"differ: docs/workflow\.md\.$") as refused:
        call_command("print_docs", "--check")
    assert refused.value.returncode == 1


def test_a_changed_table_is_a_changed_page(folder, monkeypatch):
    call_command("print_docs")
    monkeypatch.setattr(workflow_page, "TRANSITIONS", TRANSITIONS[1:])
    with pytest.raises(CommandError, match=r"workflow\.md"):
        call_command("print_docs", "--check")


def test_every_row_of_every_table_is_printed():
    page = PAGES["workflow.md"]()
    assert len(rows(page, "From")) == len(TRANSITIONS)
    assert len(rows(page, "Question")) == len(gates.GATES)
    assert len(rows(page, "Role")) == len(ROLES)
    assert page.count("\n| ") >= len(TRANSITIONS) + len(DELIVERIES) + len(ROLES)
    assert all(state.label in page for state in State)
    printed = rows(PAGES["phi-rules.md"](), "Identifier")
    assert all(f"`{rule.code}`" in line for rule, line in zip(RULES, printed, strict=True))


def test_who_may_approve_and_who_may_not():
    (approve,) = [line for line in rows(PAGES["workflow.md"](), "From") if "**approve**" in line]
    cells = [cell.strip() for cell in approve.strip("|").split("|")]
    assert cells[3] == "Legal"
    assert cells[4] == "its authors, who submitted it and who endorsed it"
    assert cells[6] == "a decision on the version seen and a signature"


@pytest.mark.parametrize("page", PAGES)
def test_every_table_has_as_many_cells_in_each_row(page):
    for block in PAGES[page]().split("\n\n"):
        if block.startswith("|"):
            bars = {line.replace(r"\|", "").count("|") for line in block.splitlines()}
            assert len(bars) == 1


def test_words_are_never_read_as_markdown():
    assert markdown.plain("a_b *c* [d] <e> | f") == r"a\_b \*c\* \[d\] \<e\> \| f"


def test_lists_are_read_aloud():
    assert markdown.listed([]) == ""
    assert markdown.listed(["a"]) == "a"
    assert markdown.listed(["a", "b", "c"], "or") == "a, b or c"
