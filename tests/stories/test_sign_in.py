import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_user("ada@clinic.example", PASSWORD, name="Ada Bright")


def test_a_person_signs_in_with_their_address(page, ada):
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("Ada@clinic.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)
    assert page.context.cookies()


def test_a_wrong_password_says_so_and_nothing_more(page, ada):
    for login in ("ada@clinic.example", "nobody@clinic.example"):
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill("a wrong password")
        with page.expect_navigation():
            page.locator("input[name=password]").press("Enter")
        assert "/accounts/login" in page.url
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def test_the_sign_in_page_fits_a_phone(phone):
    phone.goto("/accounts/login/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_browser_can_be_signed_in_by_cookie(page, sign_in, ada):
    sign_in(page, ada)
    page.goto("/accounts/password/change/")
    assert "/login" not in page.url
