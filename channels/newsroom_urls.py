"""The public newsroom: the only pages of the product that anybody may read."""

from django.urls import path

from channels import newsroom

app_name = "newsroom"

urlpatterns = [
    path("<slug:account>/", newsroom.index, name="index"),
    path("<slug:account>/feed/", newsroom.feed, name="feed"),
    path("<slug:account>/<int:pk>/", newsroom.entry, name="entry"),
    path("<slug:account>/<int:pk>/<int:order>", newsroom.picture, name="picture"),
]
