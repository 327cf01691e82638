"""The HTTP client that both connectors are given where nobody brings another one."""

import httpx

# What runs on this machine is reached directly, whatever proxy the environment names.
LOOPBACK = ("all://127.0.0.1", "all://localhost", "all://[::1]")


def open_http_client() -> httpx.Client:
    """A client that verifies certificates and follows no redirects; close it after use.

    Waiting times are set with every call (`CallLimits`), not here.
    """
    return httpx.Client(follow_redirects=False, mounts=dict.fromkeys(LOOPBACK))
