"""The days that the demo speaks of: always the ones around today."""

import datetime
import email.utils

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
TODAY = datetime.datetime.now(VIETNAM)


def day(ahead):
    """ "24/11" """
    return f"{TODAY + datetime.timedelta(days=ahead):%d/%m}"


def next_saturday():
    return day((5 - TODAY.weekday()) % 7 or 7)


def published(days_ago, hour):
    """A moment as feeds write it."""
    then = TODAY.replace(hour=hour, minute=30, second=0) - datetime.timedelta(days=days_ago)
    return email.utils.format_datetime(then)
