import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded; charset=utf-16", b"title=x"),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded", b"login=" + b"a" * 3_000_000),
    ],
)
def test_what_cannot_be_read_is_said(db, content_type, body):
    """With the token in the cookie and none in a header: the body has to be looked into."""
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")
    answer = client.post("/accounts/login/", body, content_type=content_type)
    assert answer.status_code in {400, 403}
    if "utf-16" in content_type:
        assert "could not be read" in answer.content.decode()
