"""/api/chart-notes: what people pin to days of the overview's chart."""

from dataclasses import asdict
from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.chart_notes import ChartNoteRequest, ChartNotes, PinnedNote
from secureflow.services import chart_notes as service


@api.output(ChartNotes)
def list_chart_notes() -> dict[str, Any]:
    """List the notes that people pinned; the overview shows those of its period, with its own."""
    return {"items": [asdict(note) for note in service.written(caller())]}


@api.input(ChartNoteRequest, arg_name="body")
@api.output(PinnedNote, status_code=201)
def add_chart_note(body: ChartNoteRequest) -> dict[str, Any]:
    """Pin a note to a day, such as a sale or a new shop."""
    return asdict(service.add(caller(), body.at, body.text))


@api.output({}, status_code=204)
def delete_chart_note(note_id: int) -> str:
    """Delete a note that somebody pinned."""
    service.remove(caller(), note_id)
    return ""
