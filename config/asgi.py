import os

from django.core.asgi import get_asgi_application

from config import triggers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_asgi_application()
triggers.demand_and_let_go()
