"""Private pictures: for people who may see the organization's posts."""

from django.urls import URLPattern, URLResolver, path

from compliance import views

app_name = "compliance"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:public_id>/", views.photo, name="photo"),
]
