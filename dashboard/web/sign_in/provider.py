"""What Streamlit is told of the provider, and what it may write about those who sign in: nothing of theirs."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from dashboard.http.sign_in import SignIn

PROVIDER = "oidc"  # as Streamlit calls the one there is
_SPEAK_OF_READERS = ("streamlit.web.server.starlette.starlette_auth_routes", "streamlit.auth_util")


def secrets_of(settings: SignIn) -> dict[str, Any]:
    """The section [auth] as Streamlit takes it, whatever stands in files; a reader who signed in too long ago is asked for it anew."""
    provider = {
        "client_id": settings.client_id,
        "client_secret": settings.client_secret,
        "server_metadata_url": settings.server_metadata_url,
        "client_kwargs": dict(settings.client_kwargs),
        "authorize_params": {"max_age": str(settings.longest_s)},
    }
    return {
        "auth": {"redirect_uri": settings.redirect_uri, "cookie_secret": settings.cookie_secret, PROVIDER: provider}
    }


def prepare_streamlit(settings: SignIn) -> None:
    """Have every process sign what it gives a browser with the same secret, and its logs hold no more than what kind of thing failed."""
    from authlib.deprecate import AuthlibDeprecationWarning
    from streamlit import config, logger

    # What the package tells its developers would stand between the lines of JSON on standard error.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    config.set_option("server.cookieSecret", settings.cookie_secret)
    for name in _SPEAK_OF_READERS:
        spoken = logger.get_logger(name)
        if not any(isinstance(one, _Discreet) for one in spoken.filters):
            spoken.addFilter(_Discreet())


class _Discreet(logging.Filter):
    """Takes from a record what a provider or a browser said: it may name a reader, or hold what lets one in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without its values."""
        record.msg = str(record.msg).replace("%s", "...")
        if record.exc_info and record.exc_info[0]:
            record.msg += f" ({record.exc_info[0].__name__})"
        record.args, record.exc_info = (), None
        return True
