"""A client of the common format that speaks to one of the two servers."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from rebar.gather.switch.servers import Server

MESSAGES = [
    {"role": "system", "content": "Answer with the name of one folder."},
    {"role": "user", "content": "The invoice of May was charged twice. Please refund one."},
]
ASK = {"messages": MESSAGES, "max_tokens": 24, "temperature": 0}
"""The request that is sent, but for what a measure changes."""


@dataclass(frozen=True)
class Caller:
    """A server and the official client that speaks to it."""

    server: Server
    client: Any

    @classmethod
    def of(cls, server: Server) -> Caller:
        """A new client for a running server."""
        openai = importlib.import_module("openai")
        # A server that failed on one request may drop the connection under the next.
        client = openai.OpenAI(
            base_url=server.base_url,
            api_key="none",
            max_retries=0,
            timeout=60,
            default_headers={"Connection": "close"},
        )
        return cls(server, client)

    def ask(self, **changes: Any) -> Any:
        """The answer to ASK with these changes; None takes a setting out of the request."""
        sent = {key: value for key, value in {**ASK, **changes}.items() if value is not None}
        return self.client.chat.completions.create(model=self.server.maker.name, **sent)

    def said(self, **changes: Any) -> str:
        """The text of `ask`."""
        return str(self.ask(**changes).choices[0].message.content)

    def failure(self, **request: Any) -> Any:
        """The error with which a request is refused; None where it is answered."""
        openai = importlib.import_module("openai")
        try:
            self.client.chat.completions.create(**{**ASK, **request})
        except openai.APIStatusError as error:
            return error
        return None
