"""The hours in which portals may be asked: by the clock of the people who run them."""

import re
from datetime import datetime, time
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
