"""The proxy of the local Hub: configurable-http-proxy in pure Python, four things mended.

A machine that tries the course out has no Node. The Python port lacks the answer about
WebSocket protocols, without which a kernel does not talk to the browser; it passes on bytes as
if they were text; it cuts every request after 20 seconds; and it carries only ten requests at
once, for all people together.
"""

import sys

from configurable_http_proxy import cli, configproxy
from configurable_http_proxy.handlers import ProxyHandler
from tornado.httpclient import AsyncHTTPClient

MANY = 1000
LONG = 24 * 3600 * 1000  # milliseconds


class Handler(ProxyHandler):
    """Speaks WebSocket between browser and server so that each hears what the other says."""

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """Return what the server behind has chosen."""
        chosen: str | None = self.ws_client.selected_subprotocol if self.ws_client else None
        return chosen

    def on_message(self, message: str | bytes) -> None:
        """Pass a message on as what it is, and note that the server behind is in use."""
        if self.ws_client:
            if prefix := self.target["prefix"] if self.target else "":
                self.proxy.update_last_activity(prefix)
            self.ws_client.write_message(message, binary=isinstance(message, bytes))


def main() -> None:
    """Run the proxy with the arguments of configurable-http-proxy."""
    AsyncHTTPClient.configure(None, max_clients=MANY)
    configproxy.ProxyHandler = Handler
    sys.argv[0] = "configurable-http-proxy"
    cli.main([*sys.argv[1:], f"--timeout={LONG}", f"--proxy-timeout={LONG}"])


if __name__ == "__main__":
    main()
