"""The hours in which portals may be asked: by the clock of the people who run them."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from gongkai.errors import UsageError

SHANGHAI = ZoneInfo("Asia/Shanghai")

_FORM = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


class Window:
    """`Window("22:00-06:00")`: from 22:00 to 06:00 Asia/Shanghai; `Window("")` is any time.

    Raises UsageError for anything else.
    """

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self._hours: tuple[time, time] | None = None
        if not self.text:
            return
        match = _FORM.fullmatch(self.text)
        try:
            if match is None:
                raise ValueError
            hours = [int(part) for part in match.groups()]
            self._hours = time(hours[0] % 24, hours[1]), time(hours[2] % 24, hours[3])
        except ValueError as error:
            raise UsageError(f'window: {text!r} is not of the form "22:00-06:00" (Asia/Shanghai)') from error

    def is_open(self, now: datetime) -> bool:
        """Whether an aware moment lies inside."""
        if self._hours is None:
            return True
        start, end = self._hours
        moment = now.astimezone(SHANGHAI).time()
        if start == end:
            return True
        return start <= moment < end if start < end else moment >= start or moment < end

    def opens(self, moment: datetime) -> datetime:
        """The first moment from an aware one on that lies inside."""
        return moment if self._hours is None or self.is_open(moment) else _next(self._hours[0], moment)

    def closes(self, moment: datetime) -> datetime:
        """When the window ends in which an aware moment lies; the moment itself where there is no end."""
        if self._hours is None or self._hours[0] == self._hours[1] or not self.is_open(moment):
            return moment
        return _next(self._hours[1], moment)


def _next(hour: time, moment: datetime) -> datetime:
    """When it is `hour` next after a moment, in Shanghai."""
    here = moment.astimezone(SHANGHAI)
    today = here.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return today if today > here else today + timedelta(days=1)
