from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import audit  # noqa: PLC0415
        from compliance import renditions  # noqa: PLC0415
        from consents import uses  # noqa: PLC0415 (models are not there before)
        from content import evidence  # noqa: PLC0415
        from content.renditions import wanted  # noqa: PLC0415
        from content.uses import PostUses  # noqa: PLC0415

        uses.fill(PostUses())
        renditions.fill(wanted)
        audit.CROSS_CHECKS[:] = [evidence.faults]
