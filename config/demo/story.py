"""What the whole demonstration tells: every kind of post, at every stage."""

from config.demo import patient_posts, pictures, road, worker
from config.demo.patient_posts import Say
from config.demo.people import Cast
from config.demo.texts import TEXTS, Text
from consents.appearances import Said
from content import answers, checks, lifecycle, writing
from content.models import Post

WITHDRAWN = "The date was wrong. A new post follows."
SENT_BACK = "Nice. Could the first sentence say why? Then I send it on."


def was_told(cast: Cast) -> bool:
    """Is all of it there? Testimonials alone may have been brought to a stage before."""
    return Post.objects.of(cast.organization).exclude(kind="story").exists()


def tell(cast: Cast, password: str, say: Say) -> None:
    """Make everything; ends by publishing through Celery."""
    due = [going_out(cast, text, password, say) for text in TEXTS if text.goes_out]
    for text in TEXTS:
        if not text.goes_out:
            staying(cast, text, password, say)
    patient_posts.before_and_after(cast, "second_review", password, say, in_days=1)
    for stage in ("draft", "legal_review", "scheduled"):
        patient_posts.to_stage(cast, stage, password, say, in_days=1)
    wrong = [post for post, text in due if text.stage == "withdrawn"]
    worker.publish(cast, [post for post, _ in due], say)
    for post in wrong:
        lifecycle.perform(post, "withdraw", by=cast.people["community"], note=WITHDRAWN)
    patient_posts.childs_story(cast, password, say)


def going_out(cast: Cast, text: Text, password: str, say: Say) -> tuple[Post, Text]:
    post = prepare(cast, text, say)
    return road.bring(cast, post, "approved", password), text


def staying(cast: Cast, text: Text, password: str, say: Say) -> None:
    """Take a text to where the demonstration leaves it."""
    post = prepare(cast, text, say)
    if text.stage == "archived":
        lifecycle.perform(post, "archive", by=cast.writer)
    elif text.stage == "sent_back":
        road.submit(cast, post)
        lifecycle.perform(post, "send_back", by=cast.reviewer, note=SENT_BACK)
    else:
        road.bring(cast, post, text.stage, password)


def prepare(cast: Cast, text: Text, say: Say) -> Post:
    """Write it, with its picture, and answer what is found."""
    post = road.write(cast, text.kind, text.title, text.text, link=text.link, purpose=text.purpose)
    if text.picture:
        photo = road.upload(cast, pictures.named(text.picture))
        picture = writing.add_picture(post, cast.writer, photo, text.alt)
        answers.say_who(picture, cast.writer, [Said(text.shows)])
        road.prepare_pictures()
    road.plan(cast, post, text.in_days)
    if text.answered:
        kind = "deidentified" if text.kind == "deidentified" else "not_phi"
        road.answer(cast, post, kind, road.INVENTED)
    else:
        checks.renew(post)
    say(f"  {post.get_kind_display()}: “{text.title}” → {text.stage.replace('_', ' ')}")
    return post
