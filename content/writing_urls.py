"""The editor: words, pictures, channels, answers, and asking a family."""

from django.urls import URLPattern, path

from content.views import answering, asking, editor, looking, pictures

POST = "posts/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("posts/new/", editor.begin, name="begin"),
    path(f"{POST}edit/", editor.editor, name="editor"),
    path(f"{POST}words/", editor.words, name="words"),
    path(f"{POST}look/", looking.look, name="look"),
    path(f"{POST}channels/", editor.channels, name="channels"),
    path(f"{POST}pictures/", pictures.upload, name="upload"),
    path(f"{POST}pictures/pending/", pictures.pending, name="pending"),
    path(f"{POST}pictures/<int:picture>/", pictures.picture, name="picture"),
    path(f"{POST}pictures/<int:picture>/remove/", pictures.remove_picture, name="remove_picture"),
    path(f"{POST}findings/<int:finding>/answer/", answering.answer, name="answer"),
    path(f"{POST}findings/<int:finding>/write/", answering.use_suggestion, name="use_suggestion"),
    path(f"{POST}ask/", asking.ask, name="ask"),
    path(f"{POST}patients/new/", asking.new_patient, name="new_patient"),
]
