"""The desk, the post and its steps: for everybody who looks, decides and publishes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
