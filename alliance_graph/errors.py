"""The family of errors: each says what is wrong, where, and what to try; the command line maps it to an exit code."""

from __future__ import annotations


class AllianceGraphError(Exception):
    """Base of every error that a caller can cause or mend."""

    exit_code = 1


class UseError(AllianceGraphError):
    """Arguments that are wrong whatever the store holds: of no known form, or not to be given together."""

    exit_code = 2


class SourceError(AllianceGraphError):
    """A source that does not exist or cannot be read at all."""

    exit_code = 3


class ArticleError(AllianceGraphError):
    """One article that has to be skipped; `reason` is a short, countable name such as "empty" or "not-english"."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class FormatError(AllianceGraphError):
    """A line of JSON that is no article or annotation."""


class StoreError(AllianceGraphError):
    """A store that is missing, in use, damaged, of another version, or cannot be written."""

    exit_code = 4


class StoreInUseError(StoreError):
    """A store that another process has open."""


class JudgementError(AllianceGraphError):
    """A judgement that contradicts others or fits nothing, or is not there to be taken back."""


class QueryError(AllianceGraphError):
    """SPARQL that does not parse or may not run, or an unknown question or parameter."""

    exit_code = 5


class ModelError(AllianceGraphError):
    """A spaCy pipeline or an extra that is not installed."""

    exit_code = 6
