"""/api/lists: block and allow lists, and files of what stands on them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from flask import Response
from werkzeug.datastructures import FileStorage

from secureflow.api import downloads, uploads
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.lists import (
    EntityList,
    EntityLists,
    EntriesAdded,
    EntriesImported,
    EntriesRequest,
    EntryForm,
    EntryQuery,
    ListChange,
    ListedOn,
    ListedQuery,
    ListEntries,
    ListRequest,
)
from secureflow.db import list_entries as entries
from secureflow.db import lists as table
from secureflow.db import tenancy
from secureflow.db.accounts import Caller
from secureflow.db.lists import ListEntryRow, ListRow
from secureflow.infra import tables
from secureflow.rules.listed import normal
from secureflow.services import list_files
from secureflow.services import lists as service
from secureflow.services.entries import kept, kept_of
from secureflow.services.list_files import Imported
from secureflow.services.lists import Use, Value

SHOWN = ("id", "name", "kind", "effect", "created_by", "created_at")
ENTRY = ("id", "value", "reason", "expires_at", "created_by", "created_at")
EXPORTED = ("value", "reason", "expires_at", "created_by", "created_at")


@api.output(EntityLists)
def list_lists() -> dict[str, Any]:
    """List the lists, with how much stands on each and which rules ask it."""
    who = caller()
    counts, uses = entries.counts(who.merchant_id, datetime.now(UTC)), service.uses(who.merchant_id)
    return {
        "items": [
            _shown(row, counts.get(row.id, 0), uses.get(row.id, []))
            for row in table.all_of(who.merchant_id)
        ]
    }


@api.output(EntityList)
def get_list(list_id: int) -> dict[str, Any]:
    """Return one list."""
    return _told(caller(), service.found(caller(), list_id))


@api.input(ListRequest, arg_name="body")
@api.output(EntityList, status_code=201)
def make_list(body: ListRequest) -> dict[str, Any]:
    """Make an empty list of one kind of value; what being on it does holds from the next payment.

    Block lists speak before allow lists, and both before any rule.
    """
    return _told(caller(), service.make(caller(), body.name, body.kind, body.effect))


@api.input(ListChange, arg_name="body")
@api.output(EntityList)
def change_list(list_id: int, body: ListChange) -> dict[str, Any]:
    """Rename a list, or say what being on it does from the next payment on."""
    wanted = body.model_dump(exclude_none=True)
    return _told(caller(), service.change(caller(), list_id, wanted))


@api.output({}, status_code=204)
def delete_list(list_id: int) -> str:
    """Delete a list that no rule asks, with all that stands on it."""
    service.remove(caller(), list_id)
    return ""


@api.input(EntryQuery, location="query", arg_name="query")
@api.output(ListEntries)
def list_entries(list_id: int, query: EntryQuery) -> dict[str, Any]:
    """List what stands on a list, a page at a time, the latest first."""
    who = caller()
    of = service.found(who, list_id)
    wanted = (query.text, query.text and _whole(who, of, query.text))
    page = entries.page(of, datetime.now(UTC), wanted, query.limit, query.cursor)
    return {
        "items": [_entry(row.ListEntryRow, ENTRY) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@api.input(EntriesRequest, arg_name="body")
@api.output(EntriesAdded, status_code=201)
def add_entries(list_id: int, body: EntriesRequest) -> dict[str, Any]:
    """Put up to 1,000 values on a list, all or none; they count from the next payment on."""
    values = [Value(one.value, one.reason, one.expires_at) for one in body.entries]
    added, changed = service.put(caller(), list_id, values)
    return {"added": added, "changed": changed}


@api.input(ListedQuery, location="query", arg_name="query")
@api.output(ListedOn)
def where_listed(query: ListedQuery) -> dict[str, Any]:
    """List the lists that a value stands on, whatever they do.

    A range of cards is looked for as it is; a payment is asked for each range its card begins with.
    """
    who = caller()
    key = kept(who, query.kind, query.value).key
    return {
        "items": [
            {
                "list_id": of.id,
                "name": of.name,
                "effect": of.effect,
                "entry": _entry(entry, ENTRY),
            }
            for of, entry in entries.of_key(who.merchant_id, key, datetime.now(UTC))
        ]
    }


@api.output({}, status_code=204)
def remove_entry(list_id: int, entry_id: int) -> str:
    """Take a value off a list."""
    service.take_off(caller(), list_id, entry_id)
    return ""


@api.input(EntryForm, location="files", arg_name="form")
@api.output(EntriesImported, status_code=201)
def import_entries(list_id: int, form: EntryForm) -> dict[str, Any]:
    """Put the values of a CSV file on a list: `value`, and where wanted `reason`, `expires_at`.

    Lines that cannot be read are told by their number and left out; all others are stored, or
    none at all on an error. Payments meanwhile see the list as it was.
    """
    service.found(caller(), list_id)
    with closing(form.file) as sent:
        done = _imported(list_id, sent)
    counts = {name: done.counts[name] for name in ("rows", "added", "changed", "repeated", "bad")}
    return counts | {"lines": done.lines}


def _imported(list_id: int, sent: FileStorage) -> Imported:
    with uploads.received(sent) as seen:
        return list_files.read(caller(), list_id, tables.read(sent.stream), seen)


@api.output({}, content_type="text/csv", description="One entry a row.")
def export_entries(list_id: int) -> Response:
    """Download what stands on a list as CSV, the oldest first; it can be imported again."""
    who = caller()
    of = service.exported(who, list_id)
    name = f"list-{of.id}.csv"
    return downloads.attachment(downloads.csv_lines(_rows(who, of.id)), name, "text/csv")


def _whole(who: Caller, of: ListRow, text: str) -> str:
    """Return the value that a text is when it is one as a whole, in the form it is kept in."""
    value = normal(of.kind, text)
    return kept_of(who.merchant_id, of.kind, value, is_hidden=who.hash_personal).value


def _rows(who: Caller, list_id: int) -> Iterator[tuple[Any, ...]]:
    # The body is sent after the request, when its session is gone and with it the merchant.
    tenancy.bind(who.merchant_id)
    yield EXPORTED
    for row in entries.all_of(service.found(who, list_id), datetime.now(UTC)):
        yield tuple(getattr(row, name) for name in EXPORTED)


def _told(who: Caller, row: ListRow) -> dict[str, Any]:
    count = entries.count_at(row, datetime.now(UTC))
    return _shown(row, count, service.uses(who.merchant_id).get(row.id, []))


def _shown(row: ListRow, count: int, uses: list[Use]) -> dict[str, Any]:
    used_by = [{"rule_id": one.rule_id, "name": one.name, "policy": one.policy} for one in uses]
    return {name: getattr(row, name) for name in SHOWN} | {"entries": count, "used_by": used_by}


def _entry(row: ListEntryRow, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
