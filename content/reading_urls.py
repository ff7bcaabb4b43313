"""The desk, the post and its steps: for everybody who looks, decides and publishes."""

from django.urls import path

from content.views import again, deliveries, desk, erasing, post, proposals, steps

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("waiting/", desk.waiting, name="waiting"),
    path("scheduled/", desk.scheduled, name="scheduled"),
    path("published/", desk.published, name="published"),
    path("withdrawn/", desk.withdrawn, name="withdrawn"),
    path("again/", again.again, name="again"),
    path("again/<int:finding>/keep/", again.keep, name="again_keep"),
    path("again/<int:finding>/agree/", again.agree, name="again_agree"),
    path("posts/<int:pk>/", post.page, name="post"),
    path("posts/<int:pk>/step/<slug:action>/", steps.step, name="step"),
    path("posts/<int:pk>/copy/", steps.copy, name="copy"),
    path("posts/<int:pk>/notes/", steps.note, name="note"),
    path("posts/<int:pk>/proposals/", proposals.propose, name="propose"),
    path("posts/<int:pk>/proposals/<int:proposal>/<slug:answer>/", proposals.settle, name="settle"),
    path("posts/<int:pk>/findings/<int:finding>/confirm/", steps.confirm, name="confirm"),
    path("posts/<int:pk>/pictures/<int:picture>/confirm/", steps.confirm_who, name="confirm_who"),
    path("posts/<int:pk>/versions/<int:number>/erase/", erasing.erase, name="erase"),
    path("deliveries/<int:pk>/<slug:action>/", deliveries.delivery, name="delivery"),
]
