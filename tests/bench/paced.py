"""A client that sends so many requests a second, whatever comes back, from an address of its own.

`python -m tests.bench.paced` reads a Pace as JSON from standard input and writes an Outcome.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Pace:
    """What to send where, how often; ``{number}`` in the body is another in every request.

    ``begins_at`` is by the clock, so that no client's own start is in another one's figures.
    """

    port: int
    address: str
    path: str
    key: str
    body: str
    rate: float
    seconds: float
    connections: int
    begins_at: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many answers had each status, and the seconds of those that were a 200.

    A request is timed from when it was due, so that waiting for a free connection counts.
    """

    statuses: dict[str, int]
    latencies: list[float]


async def run(pace: Pace) -> Outcome:
    """Return what came back; every connection takes the next request that is due."""
    due: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()
    statuses: Counter[str] = Counter()
    latencies: list[float] = []
    lines = [
        asyncio.create_task(_line(pace, due, statuses, latencies)) for _ in range(pace.connections)
    ]
    await asyncio.sleep(max(0.0, pace.begins_at - time.time()))
    started = time.perf_counter()
    for number in range(int(pace.rate * pace.seconds)):
        moment = started + number / pace.rate
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        due.put_nowait((number, moment))
    for _ in lines:
        due.put_nowait(None)
    await asyncio.gather(*lines)
    return Outcome(dict(statuses), latencies)


async def _line(
    pace: Pace,
    due: "asyncio.Queue[tuple[int, float] | None]",
    statuses: Counter[str],
    latencies: list[float],
) -> None:
    connection = None
    while (found := await due.get()) is not None:
        number, moment = found
        if connection is None:
            connection = await asyncio.open_connection(
                HOST, pace.port, local_addr=(pace.address, 0)
            )
        status, keeps = await _ask(*connection, pace, number)
        statuses[status] += 1
        if status == "200":
            latencies.append(time.perf_counter() - moment)
        if not keeps:
            connection[1].close()
            connection = None
    if connection is not None:
        connection[1].close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pace: Pace, number: int
) -> tuple[str, bool]:
    """Return the status of one answer, and whether its connection may be used again."""
    body = pace.body.replace("{number}", str(number))
    key = f"X-API-Key: {pace.key}\r\n" if pace.key else ""
    writer.write(
        f"POST {pace.path} HTTP/1.1\r\nHost: {HOST}\r\n{key}Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r")[0]))
    return head.split(b" ", 2)[1].decode(), b"connection: close" not in head


if __name__ == "__main__":
    json.dump(asdict(asyncio.run(run(Pace(**json.load(sys.stdin))))), sys.stdout)
