"""Which replies go out at once, which wait for a second person, and which never leave."""

import json
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.phi import Directory, scan
from engagement import reply_guard
from engagement.concepts import lexicon
from engagement.reply_guard import (
    COMMENT_LIMIT,
    REPLY_LIMIT,
    Inbound,
    Outcome,
    Reason,
    SavedReply,
    Verdict,
    guard,
)
from engagement.reply_match import MOST_EDITS, SLOTS

PHI = Path(__file__).parents[1] / "compliance" / "phi"
LARKSPUR = Directory.from_json(json.loads((PHI / "organization.json").read_text("utf-8")))
PHONE = "(503) 555-0100"
ROWS = [json.loads(line) for line in (PHI / "golden.jsonl").read_text("utf-8").splitlines()]
REPLIES = [row for row in ROWS if row["kind"] == "reply"]
BLANKS = {
    "NAME": "{name}",
    "[name]": "{name}",
    "@Patient": "@{name}",
    "[appropriate number]": "{phone}",
    "(XXX) XXX-XXXX": "{phone}",
}
COMMENT = Inbound("Worst service ever, I want to talk to a manager.", "Pat Moreno")
CALL_US = SavedReply(
    "Hi {name}, we are sorry to hear this and would like to learn more. We can't discuss anyone's "
    "care here. Please call {name of the office} at {phone}. Thank you!"
)
CALLED = (
    "Hi Pat, we are sorry to hear this and would like to learn more. We can't discuss anyone's "
    "care here. Please call Marlow Street Clinic at (503) 555-0100. Thank you!"
)
LLAME = SavedReply(
    "Hola {name}, lamentamos lo que nos cuenta. Por privacidad no hablamos de nadie aquí. Llame "
    "por favor al {phone}. Gracias.",
    "es",
)
SAVED = (CALL_US, LLAME)


def saved_from(row: dict[str, str]) -> SavedReply:
    """A compliant sample with its blanks written as slots."""
    text = row["text"]
    for blank, slot in BLANKS.items():
        text = text.replace(blank, slot)
    return SavedReply(text)


def filled(saved: SavedReply) -> str:
    return saved.text.replace("{name}", "Pat").replace("{phone}", PHONE)


def judge(reply: str, comment: Inbound | str = COMMENT, saved=SAVED) -> Verdict:
    inbound = Inbound(comment, "Pat Moreno") if isinstance(comment, str) else comment
    return guard(reply, inbound, saved, LARKSPUR)


def rules(verdict: Verdict, outcome: Outcome = Outcome.BLOCKED) -> set[str]:
    return {reason.rule for reason in verdict.reasons if reason.outcome is outcome}


COMPLIANT = [row for row in REPLIES if row["expect"] == "pass"]


@pytest.mark.parametrize("row", COMPLIANT, ids=lambda row: row["id"])
def test_a_compliant_sample_passes_as_a_saved_reply(row) -> None:
    saved = saved_from(row)
    verdict = judge(filled(saved), saved=(saved,))
    assert verdict.passes, verdict.reasons
    assert verdict.saved is saved


@pytest.mark.parametrize("row", COMPLIANT, ids=lambda row: row["id"])
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  \n"),
        lambda text: text.replace("’", "'").replace(".", "!"),
        lambda text: text + " 💙🙏🏽",
        lambda text: text.replace("can’t", "cannot").replace("They’ll", "They will"),
        lambda text: text.replace("please", "kindly please").replace("Please", "So please"),
        lambda text: text.removesuffix(" Thank you!"),
        lambda text: text + " Have a nice day.",
        lambda text: text.replace("(503) 555-0100", "503.555.0100"),
    ],
)
def test_a_near_variant_of_a_compliant_sample_passes(row, change) -> None:
    saved = saved_from(row)
    verdict = judge(change(filled(saved)), saved=(saved,))
    assert verdict.passes, verdict.reasons


@pytest.mark.parametrize(
    "row", [r for r in REPLIES if r["expect"] in {"block", "warn_or_block"}], ids=lambda r: r["id"]
)
def test_a_non_compliant_sample_is_blocked(row) -> None:
    asked = Inbound(next(r["text"] for r in ROWS if r["id"] == "g10"), "Patient")
    assert judge(row["text"], asked).outcome is Outcome.BLOCKED
    assert judge(row["text"], asked, (SavedReply(row["text"]),)).outcome is Outcome.BLOCKED


def test_the_vague_apology_that_implies_a_service_never_passes_unexplained() -> None:
    row = next(r for r in REPLIES if r["expect"] == "pass_or_warn")
    found = scan(row["text"], "reply", LARKSPUR)
    verdict = judge(row["text"], saved=(SavedReply(row["text"]),))
    assert verdict.passes is not any(f.severity.rank for f in found)


@pytest.mark.parametrize("hello", ["Hi there", "Hello Pat Moreno", "hey pat", "Hola Pat", ""])
def test_the_greeting_may_change(hello) -> None:
    assert judge(CALLED.replace("Hi Pat", hello)).passes


@pytest.mark.parametrize("hello", ["Hi Dave", "Hi Pat Morales", "Hi Mrs. Moreno", "Dear patient"])
def test_the_greeting_names_nobody_but_the_public_name(hello) -> None:
    assert not judge(CALLED.replace("Hi Pat", hello)).passes


def test_a_public_name_that_tells_an_illness_is_not_repeated() -> None:
    verdict = judge(CALLED.replace("Hi Pat", "Hi Diabetes Diva"), Inbound("Hi!", "Diabetes Diva"))
    assert "echo.condition" in rules(verdict)


@pytest.mark.parametrize("name", ["Patient Karen", "A. Very Long Public Name"])
def test_a_public_name_that_is_none_greets_nobody(name) -> None:
    assert not judge(CALLED.replace("Hi Pat", f"Hi {name}"), Inbound("Hello", name)).passes


@pytest.mark.parametrize(
    "name",
    ["www.scam.example", "Call 800-555-1234", "Living With MS", "Fibromyalgia Fighter", "A1"],
)
def test_a_display_name_that_is_no_name_does_not_go_out_with_the_greeting(name) -> None:
    assert not judge(CALLED.replace("Hi Pat", f"Hi {name}"), Inbound("Hello", name)).passes


def test_courtesy_may_come_up_to_the_bound() -> None:
    assert judge(CALLED.replace("Please", "Please " * (MOST_EDITS + 1))).passes


@pytest.mark.parametrize("blank", ["{phone}", "[appropriate number]", "<name>"])
def test_an_open_blank_never_leaves(blank) -> None:
    saved = SavedReply(f"Please call {blank.replace('{phone}', '[phone]')}.")
    assert "blank" in rules(judge(f"Please call {blank}.", saved=(saved,)))


@pytest.mark.parametrize(
    "reply",
    [
        CALLED.replace("We can't", "We can"),
        CALLED.replace("anyone's", "your"),
        CALLED.replace("sorry", "very sorry about your visit"),
        CALLED.replace("Marlow Street Clinic", "Dr. Rao"),
        CALLED.replace("Marlow Street Clinic", "Corner Clinic"),
        CALLED.replace("(503) 555-0100", "(503) 555-0101"),
        CALLED.replace("(503) 555-0100", "{phone}"),
        CALLED.replace("Thank you!", "Thank you! 👶"),
        CALLED.replace("We can't discuss anyone's care here. ", ""),
        CALLED.replace("learn more", "learn more within 24 hours"),
        CALLED + " See surgery.example.com/results",
        CALLED.replace("We can't discuss", "We can't really discuss"),
        CALLED.replace("Please", "Please " * (MOST_EDITS + 2)),
    ],
)
def test_an_edit_that_says_something_does_not_pass(reply) -> None:
    assert not judge(reply).passes


def test_a_reply_of_ones_own_needs_a_second_person() -> None:
    verdict = judge("We are listening. Our front desk opens at eight.")
    assert verdict.outcome is Outcome.SECOND_PERSON
    assert verdict.saved is None
    assert "not_saved" in rules(verdict, Outcome.SECOND_PERSON)


def test_a_slot_that_nobody_knows_is_never_filled() -> None:
    saved = SavedReply("Please ask for {department}.")
    assert not judge("Please ask for billing.", saved=(saved,)).passes


@pytest.mark.parametrize("label", SLOTS)
def test_a_slot_takes_a_value_of_the_directory_and_no_other(label) -> None:
    saved = SavedReply(f"For anything else: {{{label}}}")
    value = SLOTS[label](LARKSPUR)[0]
    assert judge(f"For anything else: {value}", saved=(saved,)).saved is saved
    assert judge(f"For anything else: {value}9", saved=(saved,)).saved is None


def test_a_saved_reply_that_the_check_stops_is_no_pass() -> None:
    saved = SavedReply("Thank you for letting us take care of you during your hospital stay.")
    verdict = judge(saved.text, saved=(saved,))
    assert verdict.outcome is Outcome.BLOCKED
    assert "saved_reply" in rules(verdict)


def test_a_saved_reply_in_a_language_nobody_checks_is_no_pass() -> None:
    saved = SavedReply("Please call us.", "fr")
    assert not judge("Please call us.", saved=(saved,)).passes


ECHOES = [
    ("I have diabetes and waited forever", "Living with diabetes is hard.", "condition"),
    ("I'm diabetic", "We teach about diabetes, too.", "condition"),
    ("Me diagnosticaron diabetes", "Our diabetes team is great.", "condition"),
    ("tuve cáncer de mama", "Cancer is hard.", "condition"),
    ("my chemo was awful", "Nos importa el cáncer.", "condition"),
    ("my baby has a cough", "La tos es molesta.", "condition"),
    ("my son had a seizure", "Epilepsy days are long.", "condition"),
    ("I'm 90 days sober because of you", "Recovery from addiction is a road.", "condition"),
    ("tengo VIH y me trataron mal", "People with HIV are welcome.", "condition"),
    ("our baby came early", "Congratulations on the birth!", "condition"),
    ("our baby came early", "So happy for you 👶", "condition"),
    ("gave birth to twins here", "Felicidades por el parto.", "condition"),
    ("di a luz ayer", "Congratulations on the baby!", "condition"),
    ("my rash got worse", "Rashes are no fun.", "condition"),
    ("my gout flared up", "Gout is no fun.", "condition"),
    ("They took out my tonsils", "A tonsillectomy is big.", "condition"),
    ("my tonsillectomy went wrong", "Tonsils are small but mighty.", "condition"),
    ("you broke my knee brace", "Knees matter to us.", "part of the body"),
    ("me duele la rodilla", "Take care of the knee!", "part of the body"),
    ("my tooth fell out", "Cuidamos los dientes.", "part of the body"),
    ("after my surgery nobody called", "The operation team is kind.", "procedure"),
    ("mi cirugía fue un desastre", "Every surgery matters.", "procedure"),
    ("my operation was a mess", "Toda cirugía importa.", "procedure"),
    ("had my hysterectomy on Monday", "Surgery is scary.", "procedure"),
    ("my MRI was lost", "La resonancia es importante.", "procedure"),
    ("the ibuprofen did nothing", "Tylenol is common.", "medicine"),
    ("mis pastillas no llegaron", "Medication delays are bad.", "medicine"),
    ("I sat in the ER for 6 hours", "The emergency room was full.", "unit or place of care"),
    ("en urgencias me dejaron sola", "Our ER is busy.", "unit or place of care"),
    ("my girl was in the NICU", "The neonatal team says hi.", "unit or place of care"),
    ("my appointment was at Marlow Street Clinic", "Marlow Street Clinic is new.",
     "unit or place of care"),
    ("my visit was horrible", "Sorry about your visit.", "visit"),
    ("la consulta fue mala", "We're sorry your appointment was bad.", "visit"),
    ("my flu shot hurt for a week", "Sorry your shot hurt.", "test or vaccine"),
    ("you overbilled me", "We looked at your bill.", "bill"),
    ("me cobraron de más", "Your charges are right.", "bill"),
    ("I was admitted on Monday", "Monday was hard.", "day"),
    ("me operaron el lunes", "Mondays? On Monday we were full.", "day"),
    ("my surgery was March 14", "On 3/14 we were full.", "day"),
    ("mi operación fue el 14 de marzo", "March 14th was busy.", "day"),
    ("they charged me $1,240 for stitches", "It is 1240.00 because of the law.", "number"),
    ("39 weeks pregnant and nobody cares", "39 semanas is long.", "number"),
    ("My husband Curtis lost 90 lb", "Curtis did it!", "name"),
    ("my mom Odalys Quinones cried", "We will call Ms. Quinones.", "name"),
    ("Dr. Rao fixed my hip", "Dr. Rao is the best.", "staff member"),
    ("la doctora Rao me operó", "Thanks from Dr. Rao!", "staff member"),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "reply", "kind"), ECHOES)
def test_an_echo_blocks_and_says_where(comment, reply, kind) -> None:
    verdict = judge(reply, comment)
    assert verdict.outcome is Outcome.BLOCKED, verdict.reasons
    assert f"echo.{kind.replace(' ', '_')}" in rules(verdict), verdict.reasons


def test_an_echo_marks_the_words_in_both_texts() -> None:
    reply, comment = "Hi! 💙 La cirugía — ok.", "My 💙 surgery failed"
    reason = next(r for r in judge(reply, comment).reasons if r.rule == "echo.procedure")
    assert reply[reason.start : reason.end] == "cirugía"
    assert reason.comment is not None
    assert comment[slice(*reason.comment)] == "surgery"


def test_the_commenters_name_counts_beyond_the_greeting_only() -> None:
    assert "echo.name" not in rules(judge("Hi Pat, the desk opens at eight."))
    assert "echo.name" in rules(judge("Hi Pat, the desk opens at eight for Moreno."))


ORDINARY = [
    ("I waited three hours, my bill is wrong", "Billing answers at (503) 555-0100 on weekdays."),
    ("my appointment on Monday was late", "The desk is open Monday to Friday."),
    ("I take my heart medicine late", "We take feedback to heart."),
    ("my chest hurts", "If you have chest pain, call 911."),
    ("my back hurts, call me back", "We are glad to call back."),
    ("I love the cafeteria soup", "The soup is back on Tuesday."),
    ("do you have diabetes classes?", "Yes, diabetes classes are on Tuesdays."),
    ("my son was rude", "Anybody can have a rude day."),
    ("I hope you close, Will you?", "We hope to hear more."),
    ("Hope the parade is fun", "Larkspur Valley Health will be there."),
]


@pytest.mark.parametrize(("comment", "reply"), ORDINARY)
def test_ordinary_words_are_no_echo(comment, reply) -> None:
    blocked = {rule for rule in rules(judge(reply, comment)) if rule.startswith("echo")}
    assert blocked == set()


def test_a_question_about_a_service_leaves_it_to_a_second_person() -> None:
    verdict = judge("Yes, diabetes classes are on Tuesdays.", "do you have diabetes classes?")
    assert "echo.condition" in rules(verdict, Outcome.SECOND_PERSON)


def test_a_saved_reply_that_repeats_the_illness_does_not_pass() -> None:
    saved = SavedReply("Our diabetes class is open to all. Call {phone}.")
    reply = f"Our diabetes class is open to all. Call {PHONE}."
    assert judge(reply, "Nice lobby", (saved,)).passes
    assert judge(reply, "I was just told I am diabetic", (saved,)).outcome is Outcome.BLOCKED


def test_everyday_words_of_a_saved_reply_are_no_echo() -> None:
    saved = SavedReply("Billing answers at {phone}, Monday to Friday, with or without appointment.")
    reply = saved.text.replace("{phone}", PHONE)
    assert judge(reply, "my bill from my appointment on Monday is wrong", (saved,)).passes


def test_what_the_text_check_finds_is_handed_on() -> None:
    reply = "Your results are ready."
    found = scan(reply, "reply", LARKSPUR)
    verdict = judge(reply)
    assert found
    assert {f"phi.{f.rule}" for f in found} <= {reason.rule for reason in verdict.reasons}
    assert verdict.outcome is Outcome.BLOCKED


CONDITIONS = sorted(
    spelling
    for spelling, concepts in lexicon().exact.items()
    if any(lexicon().kinds[c] in {"condition", "procedure", "medicine"} for c in concepts)
    and spelling.isascii()
)


@given(st.sampled_from(CONDITIONS), st.integers(0, len(CALLED.split())), st.booleans())
@settings(max_examples=150, deadline=None)
def test_an_added_condition_of_the_comment_never_passes(word, at, known) -> None:
    words = CALLED.split()
    reply = " ".join([*words[:at], word, *words[at:]])
    comment = f"I had {word} and nobody cared" if known else "Nobody cared"
    assert not judge(reply, comment).passes


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_an_altered_digit_of_a_phone_never_passes(data) -> None:
    places = [i for i, c in enumerate(CALLED) if c.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != CALLED[at]]))
    reply = CALLED[:at] + digit + CALLED[at + 1 :]
    assert not judge(reply).passes


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_of_its_own_passes_and_offsets_lie_in_the_reply(reply, comment) -> None:
    verdict = judge(reply, comment)
    assert not verdict.passes
    assert all(0 <= r.start <= r.end <= len(reply) for r in verdict.reasons)
    assert all(r.message.endswith((".", "?", "!")) for r in verdict.reasons)


@pytest.mark.parametrize("part", ["Words", "find_match", "find_echoes", "scan", "Comment"])
def test_a_broken_part_blocks_and_logs_no_text(part, monkeypatch, caplog) -> None:
    def broken(*args, **kwargs):
        raise RuntimeError(f"secret {args}")

    monkeypatch.setattr(reply_guard, part, broken)
    with caplog.at_level(logging.ERROR):
        verdict = judge(CALLED)
    assert verdict.outcome is Outcome.BLOCKED
    assert rules(verdict) == {"error"}
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text
    assert "Pat" not in caplog.text


@pytest.mark.parametrize(
    ("reply", "comment"),
    [
        ("Vielen Dank für Ihre Nachricht, bitte rufen Sie uns an.", "Hello"),
        (CALLED, "Die Ärztin war sehr unfreundlich und ich habe lange gewartet mit dem Kind."),
        (CALLED, "Очень плохая больница, никто не помог моей маме"),
        (CALLED + "💙" * REPLY_LIMIT, "Hello"),
        (CALLED, "a " * COMMENT_LIMIT),
        ("  \n", "Hello"),
        ("", "Hello"),
    ],
)
def test_what_cannot_be_read_is_blocked(reply, comment) -> None:
    assert judge(reply, comment).outcome is Outcome.BLOCKED


def test_no_sentence_quotes_a_text() -> None:
    for comment, reply, _ in ECHOES:
        for reason in judge(reply, comment).reasons:
            assert isinstance(reason, Reason)
            assert reply not in reason.message
            assert "{" not in reason.message


def test_every_kind_of_the_list_has_a_sentence() -> None:
    assert set(lexicon().kinds.values()) <= set(reply_guard._ECHOES)
