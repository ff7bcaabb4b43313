"""Pages of `docs/` that are printed from the product's own tables, so that they cannot differ."""

from collections.abc import Callable

from config.printing import phi_check_page, phi_rules_page, workflow_page

#: file name in `docs/` → what it has to say
PAGES: dict[str, Callable[[], str]] = {
    "workflow.md": workflow_page.page,
    "phi-rules.md": phi_rules_page.page,
    "phi-check.md": phi_check_page.page,
}
