"""What the public sees of each kind of record: the fields listed here and no others."""

from ..registry import load
from . import facets
from .common import SERIALIZERS, RecordSerializer
from .records import shown, text
from .timeline import EntrySerializer

load(__name__)

__all__ = ["SERIALIZERS", "EntrySerializer", "RecordSerializer", "facets", "shown", "text"]
