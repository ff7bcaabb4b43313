"""Posts that show a patient: a testimonial with a portrait, and a before and after."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.urls import reverse

from config.demo import patients, pictures, road, worker
from config.demo.patients import Asked
from config.demo.people import Cast
from config.demo.pictures import Shot
from config.demo.testimonials import CHILD, SKIN, Testimonial, testimonial
from consents.appearances import Said
from consents.models import Subject
from content import answers, writing
from content.models import Post

Say = Callable[[str], None]
GARDEN = "A drawing of a girl with a walking frame on a garden path"


def to_stage(cast: Cast, stage: str, password: str, say: Say, in_days: int = 0) -> Post:
    """A fresh testimonial with a photo; as a draft it waits for its patient's signature.

    Planned for so many days ahead; 0 leaves it without a time.
    """
    number, said = fresh(cast)
    post, asked = asking(cast, "story", said, [pictures.portrait(number)])
    road.plan(cast, post, in_days)
    if stage == "draft":
        say(f"  Patient story: “{post.title}” → draft, waiting for a signature")
        say(f"    Its page: {page(post)}")
        say(where_the_link_is(asked))
        return post
    patients.sign(asked.request)
    say(f"  Patient story: “{post.title}”, signed → {stage.replace('_', ' ')}")
    say(f"    Its page: {page(post)}")
    if stage == "published":
        return goes_out(cast, post, password, say)
    return road.bring(cast, post, stage, password)


def childs_story(cast: Cast, password: str, say: Say) -> Post:
    """A mother signs for her daughter; then Celery publishes it."""
    post, asked = asking(cast, "story", CHILD, [pictures.named("drawn-garden-walk.png", GARDEN)])
    patients.sign(asked.request)
    say(f"  Patient story: “{post.title}”, signed by her mother → published")
    return goes_out(cast, post, password, say)


def goes_out(cast: Cast, post: Post, password: str, say: Say) -> Post:
    post = road.bring(cast, post, "approved", password)
    (post,) = worker.publish(cast, [post], say)
    say(f"    Read it at {worker.address(post)}")
    return post


def before_and_after(cast: Cast, stage: str, password: str, say: Say, in_days: int = 0) -> Post:
    number, _ = fresh(cast)
    post, asked = asking(cast, "before_after", SKIN, pictures.before_and_after(number))
    road.plan(cast, post, in_days)
    patients.sign(asked.request)
    say(f"  Before and after: “{post.title}”, signed → {stage.replace('_', ' ')}")
    return road.bring(cast, post, stage, password)


def page(post: Post) -> str:
    return f"{settings.PUBLIC_URL}{reverse('content:post', args=[post.pk])}"


def fresh(cast: Cast) -> tuple[int, Testimonial]:
    """The next invented patient: as many as there are came before."""
    number = Subject.objects.of(cast.organization).count()
    return number, testimonial(number)


def asking(cast: Cast, kind: str, said: Testimonial, shots: Sequence[Shot]) -> tuple[Post, Asked]:
    """A draft whose patient has been asked, every question about it answered."""
    post = road.write(cast, kind, said.title, said.text, purpose="marketing")
    photos = {shot.alt: road.upload(cast, shot) for shot in shots}
    asked = patients.ask(cast, said, photos)
    for alt, photo in photos.items():
        picture = writing.add_picture(post, cast.writer, photo, alt)
        answers.say_who(picture, cast.writer, [Said("patient", asked.patient)])
    road.prepare_pictures()
    road.answer(cast, post, "patient", "", asked.words)
    return post, asked


def where_the_link_is(asked: Asked) -> str:
    file = patients.mail_of(asked.request)
    where = f"in {file}" if file else "in the mail that was sent"
    return f"    Sign as {asked.patient.name} with the link {where}"
