"""A database session whose commits can be held back until the answer is stored with them."""

from flask_sqlalchemy.session import Session
from sqlalchemy.orm import SessionTransaction


class HoldingSession(Session):
    """The session of every request; services commit in it as ever.

    While it holds, a commit ends a savepoint and a rollback returns to the last one, so what a
    service committed and what it took back stay as apart as they always are. ``release`` then
    makes all of it lasting at once, ``abandon`` none of it.
    """

    _held: SessionTransaction | None = None
    has_committed = False
    """Whether anything was committed since ``hold``."""

    def hold(self) -> None:
        """Hold commits back from here on; what the transaction did before stays part of it."""
        self._held, self.has_committed = self.begin_nested(), False

    def commit(self) -> None:
        """Make what was done lasting, or as good as lasting while the session holds."""
        if self._held is None:
            super().commit()
        else:
            self._held.commit()
            self._held, self.has_committed = self.begin_nested(), True

    def rollback(self) -> None:
        """Undo what was done since the last commit."""
        if self._held is None:
            super().rollback()
        else:
            self._held.rollback()
            self._held = self.begin_nested()

    def release(self) -> None:
        """Stop holding, and make everything lasting in one commit."""
        self._held = None
        super().commit()

    def abandon(self) -> None:
        """Stop holding, and undo everything, what was done before ``hold`` too."""
        self._held = None
        super().rollback()

    def close(self) -> None:
        """End the session; what it still holds is undone."""
        self._held = None
        super().close()
