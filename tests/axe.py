"""axe-core in a page of a real browser: every rule of WCAG 2.2 AA that a machine can judge.

It runs in a world of its own beside the page's, so that the content security policy stays on.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
axe.run({
  runOnly: {type: "tag", values: %s}, resultTypes: ["violations"], preload: false
}).then(
  found => found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))
"""


def violations(page: Page) -> list[str]:
    """One line for each element that breaks a rule; empty when the page is fine."""
    session = page.context.new_cdp_session(page)
    try:
        frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
        here = world["executionContextId"]
        evaluate(session, SOURCE, here)
        found: list[str] = evaluate(session, RUN % TAGS, here)
        return found
    finally:
        session.detach()


def evaluate(session: Any, expression: str, context: int) -> Any:
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": expression,
            "contextId": context,
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")
