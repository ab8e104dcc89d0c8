"""Runs: jobs that make models, with how far they are, so that people can watch."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import BigInteger, ForeignKey, Index, Text, func, select, text, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, Session, mapped_column

from secureflow.extensions import Base, db

RunKind = Literal["train"]
RunState = Literal["queued", "running", "done", "failed"]
LISTED = 20
Instant = TIMESTAMP(timezone=True)


class ModelRunRow(Base):
    """A run of a merchant. ``attempt`` counts workers: one that lost its run stores nothing."""

    __tablename__ = "model_runs"
    __table_args__ = (
        Index(
            "uq_model_runs_open",
            "merchant_id",
            "kind",
            unique=True,
            postgresql_where=text("finished_at IS NULL"),
        ),
        Index("ix_model_runs_merchant_id", "merchant_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    kind: Mapped[RunKind] = mapped_column(Text)
    state: Mapped[RunState] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(server_default="0")
    step: Mapped[str | None] = mapped_column(Text)
    done: Mapped[int] = mapped_column(BigInteger, server_default="0")
    total: Mapped[int] = mapped_column(BigInteger, server_default="0")
    reason: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    updated_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[str | None] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(Text)


def add(row: ModelRunRow) -> ModelRunRow:
    """Store a run and return it with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def by_id(merchant_id: int, run_id: int, *, lock: bool = False) -> ModelRunRow | None:
    """Return one run of a merchant, as it is stored now."""
    query = select(ModelRunRow).where(
        ModelRunRow.merchant_id == merchant_id, ModelRunRow.id == run_id
    )
    if lock:
        query = query.with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).first()


def open_of(merchant_id: int, kind: RunKind) -> ModelRunRow | None:
    """Return the merchant's run of a kind that has not ended."""
    return db.session.scalars(
        select(ModelRunRow).where(
            ModelRunRow.merchant_id == merchant_id,
            ModelRunRow.kind == kind,
            ModelRunRow.finished_at.is_(None),
        )
    ).first()


def latest(merchant_id: int) -> Sequence[ModelRunRow]:
    """Return the latest twenty runs of a merchant, newest first."""
    return db.session.scalars(
        select(ModelRunRow)
        .where(ModelRunRow.merchant_id == merchant_id)
        .order_by(ModelRunRow.id.desc())
        .limit(LISTED)
    ).all()


def last_begun(merchant_id: int, kind: RunKind) -> datetime | None:
    """Return when the merchant's latest run of a kind was asked for."""
    return db.session.scalar(
        select(func.max(ModelRunRow.created_at)).where(
            ModelRunRow.merchant_id == merchant_id, ModelRunRow.kind == kind
        )
    )


def say(session: Session, run: tuple[int, int, int], step: str, progress: tuple[int, int]) -> None:
    """Store how far a run, as (merchant, id, attempt), is: the step, and (done, total) of it."""
    merchant_id, run_id, attempt = run
    session.execute(
        update(ModelRunRow)
        .where(
            ModelRunRow.merchant_id == merchant_id,
            ModelRunRow.id == run_id,
            ModelRunRow.attempt == attempt,
            ModelRunRow.finished_at.is_(None),
        )
        .values(step=step, done=progress[0], total=progress[1], updated_at=datetime.now(UTC))
    )
