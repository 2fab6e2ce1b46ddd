"""The environment in, the moment and the day out; SOURCE_DATE_EPOCH fixes both, to repeat a run."""

import datetime as dt
import os
import time
from collections.abc import Mapping

from backfile.errors import OwnerError

_EPOCH = "SOURCE_DATE_EPOCH"


def moment_of(environment: Mapping[str, str] = os.environ) -> int:
    """Seconds since 1970, UTC.

    Raises:
        OwnerError: what the environment says is no number of seconds.
    """
    given = environment.get(_EPOCH, "")
    if given and not given.isdecimal():
        raise OwnerError(_EPOCH, f"is {given!r}, no number of seconds", f"unset {_EPOCH}")
    return int(given or time.time())


def today_of(environment: Mapping[str, str] = os.environ) -> str:
    """The day, ISO, UTC.

    Raises:
        OwnerError: what the environment says is no number of seconds.
    """
    return dt.datetime.fromtimestamp(moment_of(environment), dt.UTC).date().isoformat()
