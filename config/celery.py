"""The Celery application. The database is the schedule; a message only says "look now"."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("chaperone")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
