"""Legal's desk: who gets in, and that nothing of another organization is seen or told."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts import checks, roles
from accounts.models import AuditEvent, Membership, Organization, User
from accounts.scoped_admin import ScopedModelAdmin
from channels.models import Channel
from tests import cast

pytestmark = pytest.mark.django_db
MISSING = 999_999


@pytest.fixture
def ours() -> Organization:
    return cast.organization("Harbor Light Clinic", slug="harbor-light")


@pytest.fixture
def theirs() -> Organization:
    return cast.organization("Canary Ridge Hospital", slug="canary-ridge")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class ChannelAdmin(ScopedModelAdmin):
    add_permission = "accounts.manage_channels"
    change_permission = "accounts.manage_channels"
    list_filter = ("organization", "kind")


def test_a_stranger_is_sent_to_the_products_own_login() -> None:
    answer = Client().get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert "next=/admin/" in answer.redirect_chain[-1][0]


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.code)
def test_only_staff_roles_open_the_desk(ours: Organization, role: roles.Role) -> None:
    user = cast.person("Robin Vale", ours, role.code)
    answer = signed_in(user).get(reverse("admin:index"), follow=True)
    assert answer.status_code == (200 if role.staff else 403)


def test_who_lost_the_staff_role_is_out_at_once(ours: Organization) -> None:
    user = cast.person("Robin Vale", ours, "legal")
    client = signed_in(user)
    assert client.get(reverse("admin:index")).status_code == 200
    roles.end(Membership.objects.get(user=user), by=None)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_login_does_not_lead_away(ours: Organization) -> None:
    client = signed_in(cast.admin_of(ours))
    answer = client.get(reverse("admin:login"), {"next": "https://evil.example/"})
    assert answer.headers["Location"] == reverse("admin:index")


def test_the_index_shows_what_one_may(ours: Organization) -> None:
    page = signed_in(cast.person("Lee Hart", ours, "legal")).get(reverse("admin:index"))
    shown = {model["model"] for app in page.context["app_list"] for model in app["models"]}
    assert Organization in shown
    assert not shown & {AuditEvent, Membership, User, Group}


def test_the_superuser_sees_nothing_without_a_membership(theirs: Organization) -> None:
    operator = User.objects.create_superuser("operator@example.org", cast.PASSWORD)
    client = signed_in(operator)
    assert client.get(reverse("admin:index")).context["app_list"] == []
    for model in (Organization, Membership, AuditEvent):
        assert (
            client.get(reverse(f"admin:accounts_{model.__name__.lower()}_changelist")).status_code
            == 403
        )


def test_lists_hold_rows_of_our_own_only(ours: Organization, theirs: Organization) -> None:
    roles.assign(ours, cast.admin_of(ours), ("admin", "privacy"), by=None)
    client = signed_in(cast.admin_of(ours))
    for name in ("organization", "membership", "auditevent"):
        page = client.get(reverse(f"admin:accounts_{name}_changelist"))
        assert page.status_code == 200
        assert theirs.name not in page.content.decode()
        assert page.context["cl"].result_count > 0


@pytest.mark.parametrize("view", ["change", "history", "delete"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_anothers_row_answers_as_a_missing_one(
    ours: Organization, theirs: Organization, view: str, method: str
) -> None:
    roles.assign(ours, cast.admin_of(ours), ("admin", "privacy"), by=None)
    client = signed_in(cast.admin_of(ours))
    foreign = {
        "organization": theirs.pk,
        "membership": Membership.objects.of(theirs).get().pk,
        "auditevent": AuditEvent.objects.of(theirs).latest("pk").pk,
    }
    for name, key in foreign.items():
        answers = [
            getattr(client, method)(reverse(f"admin:accounts_{name}_{view}", args=[one]))
            for one in (key, MISSING)
        ]
        assert answers[0].status_code in {403, 404, 405}
        assert answers[0].status_code == answers[1].status_code
        assert answers[0].content == answers[1].content


def test_nothing_is_changed_or_deleted_here(ours: Organization) -> None:
    client = signed_in(cast.admin_of(ours))
    mine = reverse("admin:accounts_organization_change", args=[ours.pk])
    assert client.get(mine).status_code == 200
    assert client.post(mine, {"name": "Other"}).status_code == 403
    gone = reverse("admin:accounts_organization_delete", args=[ours.pk])
    assert client.post(gone, {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:accounts_organization_add")).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [str(ours.pk)], "post": "yes"}
    client.post(reverse("admin:accounts_organization_changelist"), chosen)
    assert Organization.objects.filter(pk=ours.pk, name=ours.name).exists()


def test_history_is_read_only(ours: Organization) -> None:
    client = signed_in(cast.admin_of(ours))
    ours.phone = "555-0134"
    ours.save()
    page = reverse("admin:accounts_organization_history", args=[ours.pk])
    assert "555-0134" in client.get(page).content.decode()
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(page).status_code == 405


@pytest.mark.parametrize(
    "question",
    [
        "user__password__startswith=a",
        "user__email__startswith=a",
        "organization__name__startswith=C",
        "roles__contains=legal",
        "id__gte=1",
        "organization__startswith=1",
    ],
)
def test_the_address_asks_no_questions_beyond_the_filters(
    ours: Organization, question: str
) -> None:
    client = signed_in(cast.admin_of(ours))
    address = reverse("admin:accounts_membership_changelist")
    assert client.get(f"{address}?{question}").status_code == 400
    assert client.get(f"{address}?organization__id__exact={ours.pk}").status_code == 200


def test_a_filter_offers_only_what_visible_rows_have(
    ours: Organization, theirs: Organization
) -> None:
    both = cast.admin_of(ours)
    other = cast.organization("Second House", slug="second-house")
    roles.assign(other, both, ["admin"], by=None)
    page = signed_in(both).get(reverse("admin:accounts_membership_changelist"))
    (spec,) = page.context["cl"].filter_specs
    assert {key for key, _ in spec.lookup_choices} == {ours.pk, other.pk}


def test_choices_of_foreign_keys_are_ours(
    ours: Organization, theirs: Organization, rf: RequestFactory
) -> None:
    request: HttpRequest = rf.get("/")
    request.user = User.objects.get(pk=cast.admin_of(ours).pk)
    form = ChannelAdmin(Channel, admin.site).get_form(request)
    assert list(form.base_fields["organization"].queryset) == [ours]  # type: ignore[attr-defined]
    people = ChannelAdmin(Channel, admin.site).get_field_queryset(
        None, Membership._meta.get_field("user"), request
    )
    assert list(people) == [cast.admin_of(ours)]


def test_no_oracle_for_objects_and_no_foreign_classes(ours: Organization) -> None:
    client = signed_in(cast.admin_of(ours))
    assert client.get("/admin/r/1/1/").status_code == 404
    assert {model._meta.app_label for model in admin.site._registry} & {"auth", "account"} == set()


def test_passwords_are_changed_in_one_place(ours: Organization) -> None:
    answer = signed_in(cast.admin_of(ours)).get(reverse("admin:password_change"))
    assert answer.headers["Location"] == reverse("account_change_password")


def test_signing_out_ends_the_session(ours: Organization) -> None:
    client = signed_in(cast.admin_of(ours))
    answer = client.post(reverse("admin:logout"))
    assert answer.headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


class Unscoped(admin.ModelAdmin):
    pass


class WithInline(ScopedModelAdmin):
    inlines = (type("Rows", (admin.TabularInline,), {"model": Channel}),)


class Across(ScopedModelAdmin):
    list_filter = ("organization__name",)


@pytest.mark.parametrize(
    ("admin_class", "fault"),
    [(Unscoped, "accounts.E201"), (WithInline, "accounts.E203"), (Across, "accounts.E204")],
)
def test_a_class_that_is_not_scoped_stops_the_start(
    admin_class: "type[admin.ModelAdmin[Channel]]", fault: str
) -> None:
    assert checks.admin_classes_scoped(None) == []
    site = admin.AdminSite("other")
    try:
        site._registry[Channel] = admin_class(Channel, site)
        assert [message.id for message in checks.admin_classes_scoped(None)] == [fault]
    finally:
        site._registry.clear()
