"""Both faces of the Python client behind one, so that each test runs with either."""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

from secureflow_client import AsyncSecureFlow, SecureFlow


@dataclass(frozen=True)
class Face:
    """One of the two clients with a key and an address."""

    kind: Literal["sync", "async"]
    key: str
    url: str

    def ask(
        self, method: str, *arguments: Any, retries: int = 3, timeout: float = 30.0, **named: Any
    ) -> Any:
        """Return a method's answer; an iterator's as a list."""
        if self.kind == "async":
            return asyncio.run(self._awaited(method, arguments, named, retries, timeout))
        with SecureFlow(self.key, self.url, retries=retries, timeout=timeout) as client:
            answer = getattr(client, method)(*arguments, **named)
            return list(answer) if hasattr(answer, "__next__") else answer

    async def _awaited(
        self,
        method: str,
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        retries: int,
        timeout: float,
    ) -> Any:
        async with AsyncSecureFlow(self.key, self.url, retries=retries, timeout=timeout) as client:
            answer = getattr(client, method)(*arguments, **named)
            if hasattr(answer, "__anext__"):
                return [item async for item in answer]
            return await answer
