"""Nobody edits in review: other words are proposed, and the writer takes them with one click."""

import pytest
from django.test import Client
from django.urls import reverse

from compliance.blockers import Refused
from content import lifecycle, proposing
from content.models import Post, Proposal
from tests.content import road
from tests.content.road import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> House:
    return road.house()


@pytest.fixture
def post(h: House) -> Post:
    post = road.draft(h)
    road.submit(post, h.wren)
    return road.again(post)


def back(h: House, post: Post) -> Post:
    lifecycle.perform(post, "send_back", by=h.rita, note="Please see my proposal.")
    return road.again(post)


def test_the_reviewer_proposes_and_one_click_writes_it(
    client: Client, h: House, post: Post
) -> None:
    client.force_login(h.rita)
    answer = client.post(
        reverse("content:propose", args=[post.pk]),
        {"words": "twenty seconds", "instead": "half a minute", "why": "Plainer."},
    )
    assert answer.status_code == 302
    assert road.again(post).text == road.TIP, "a proposal changes nothing"
    back(h, post)
    client.force_login(h.wren)
    page = client.get(reverse("content:editor", args=[post.pk])).content.decode()
    assert "Proposed to you" in page
    proposal = Proposal.objects.get()
    client.post(reverse("content:settle", args=[post.pk, proposal.pk, "accept"]))
    assert road.again(post).text == road.TIP.replace("twenty seconds", "half a minute")
    proposal.refresh_from_db()
    assert (proposal.accepted, proposal.settled_by) == (True, h.wren)


def test_words_that_do_not_stand_there_are_refused_and_kept(
    client: Client, h: House, post: Post
) -> None:
    client.force_login(h.rita)
    answer = client.post(
        reverse("content:propose", args=[post.pk]),
        {"words": "thirty seconds", "instead": "a while"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "do not stand in the post" in page
    assert 'value="thirty seconds"' in page


def test_only_the_one_whose_turn_it_is_proposes(h: House, post: Post) -> None:
    for person in (h.wren, h.lex, h.cory):
        with pytest.raises(Refused):
            proposing.propose(post, person, "twenty", "thirty")


def test_a_proposal_cannot_be_taken_while_it_is_in_review(h: House, post: Post) -> None:
    proposal = proposing.propose(post, h.rita, "twenty", "thirty")
    with pytest.raises(Refused):
        proposing.accept(proposal, h.wren)


def test_words_that_are_gone_meanwhile_are_said_so(h: House, post: Post) -> None:
    proposal = proposing.propose(post, h.rita, "twenty", "thirty")
    from content import writing

    draft = back(h, post)
    writing.write(draft, h.wren, text="Quite other words about washing hands.")
    with pytest.raises(Refused) as refused:
        proposing.accept(proposal, h.wren)
    assert refused.value.blockers[0].code == "words_gone"
    proposing.leave(proposal, h.wren)
    assert not proposing.unsettled(draft).exists()


def test_the_same_proposal_is_settled_once(h: House, post: Post) -> None:
    proposal = proposing.propose(post, h.rita, "twenty", "twenty twenty")
    back(h, post)
    proposing.accept(proposal, h.wren)
    with pytest.raises(Refused):
        proposing.accept(proposal, h.wren)
    assert road.again(post).text.count("twenty") == 2
