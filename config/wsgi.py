import os

from django.core.wsgi import get_wsgi_application

from config import triggers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
triggers.demand_and_let_go()
