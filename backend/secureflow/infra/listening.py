"""A connection that waits for PostgreSQL's notifications."""

import select
from typing import Any

import psycopg2
from sqlalchemy.engine import make_url


class Listening:
    """Waits for what is said on a channel, on a connection of its own past any pooler.

    It is one thread's, and connects when it first waits and after it lost the server.
    """

    def __init__(self, url: str, channel: str) -> None:
        self.url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.channel = channel
        self.connection: Any = None

    def wait(self, seconds: float) -> set[str]:
        """Return what was said since the last time, after as many seconds at most.

        Raises psycopg2's Error where the server is away; the next call connects again.
        """
        if self.connection is None:
            self.connection = self._connected()
        try:
            select.select([self.connection], [], [], seconds)
            self.connection.poll()
        except psycopg2.Error:
            self.connection.close()
            self.connection = None
            raise
        said = {notify.payload for notify in self.connection.notifies}
        self.connection.notifies.clear()
        return said

    def _connected(self) -> Any:
        connection = psycopg2.connect(
            self.url,
            connect_timeout=5,
            application_name="secureflow-events",
            # Nothing is sent here for hours; a server that is gone shows within a minute.
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
        )
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {self.channel}")
        return connection
