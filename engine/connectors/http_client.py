"""The HTTP client that both connectors are given where nobody brings another one."""

import ssl
from functools import cache

import httpx

# What runs on this machine is reached directly, whatever proxy the environment names.
LOOPBACK = ("all://127.0.0.1", "all://localhost", "all://[::1]")


def open_http_client() -> httpx.Client:
    """A client that verifies certificates and follows no redirects; close it after use.

    Waiting times are set with every call (`CallLimits`), not here.
    """
    return httpx.Client(
        verify=_certificates(), follow_redirects=False, mounts=dict.fromkeys(LOOPBACK)
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: a tool opens two clients, and hundreds of certificates take longer than a call."""
    return httpx.create_ssl_context()
