"""The editor: words, pictures, channels, answers, and asking a family."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
