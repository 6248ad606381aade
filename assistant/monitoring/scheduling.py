"""When digests are due, in each person's time zone, and the loop that keeps watch; all that APScheduler is used for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.errors import MonitoringError

_ROUND = 60
"""Seconds between two looks at what is due."""


def next_digest(after: datetime, hour: int, zone: str) -> datetime:
    """Return the first moment after another at which it is an hour of the day in a time zone.

    On the day on which clocks go forward over the hour it is the moment after the gap; on the day on which they go back
    over it, the first of the two.

    Raises:
        MonitoringError: There is no such time zone.
    """
    from apscheduler.triggers.cron import CronTrigger

    zoned = read_zone(zone)
    trigger = CronTrigger(hour=hour, minute=0, timezone=zoned)
    moment: datetime = trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
    local = after.astimezone(zoned)
    if local.date() == moment.date() and local.hour >= hour:  # the hour comes a second time
        moment = trigger.get_next_fire_time(None, moment + timedelta(hours=1))
    return moment


def read_zone(zone: str) -> ZoneInfo:
    """Return a time zone by its IANA name.

    Raises:
        MonitoringError: There is none of that name.
    """
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise MonitoringError(f"there is no time zone {zone!r}; write it as Europe/Berlin") from error


def own_zone() -> str:
    """Return the name of this machine's time zone, UTC where it cannot be told."""
    from tzlocal import get_localzone_name

    try:
        return str(get_localzone_name() or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def serve(work: Callable[[], None], *, every: int = _ROUND) -> None:
    """Do a piece of work again and again until the process is ended; one that takes long is not begun twice."""
    from apscheduler.schedulers.blocking import BlockingScheduler

    scheduler = BlockingScheduler(timezone="UTC")
    options = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    scheduler.add_job(work, "interval", seconds=every, next_run_time=datetime.now(ZoneInfo("UTC")), **options)
    try:
        scheduler.start()
    finally:
        if scheduler.running:
            scheduler.shutdown(wait=False)
